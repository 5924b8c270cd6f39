internal import CardNumber
internal import Events
internal import Fuse
internal import Issuers
internal import Locate

extension CardReading {
    /// What the evidence says of a card, with the places of its parts in the best frame.
    init(verdict: NumberFuser.Verdict, sighting: CardSighting, quality: Int) {
        self.init(number: verdict.number)
        grouping = Grouping(verdict.centers, rows: sighting.rows).groups
        luhn = Luhn.isValid(verdict.number)
        confidence = verdict.confidence
        digits = verdict.digits
        category = .card
        self.quality = quality
        quad = sighting.quad
        isOutlined = sighting.isOutlined
        placement = Self.placement(sighting, verdict.centers)
    }

    /// Adds what the number tells of the card.
    ///
    /// A number that is no result and fails the Luhn check has a misread digit most likely, maybe among those that tell
    /// the issuer: only its network is told.
    mutating func add(_ product: CardProduct, isResult: Bool) {
        network = product.network
        guard isResult || luhn == true else { return }
        (issuer, cardType, cardName) = (product.issuer, product.type, product.name)
    }

    private static func placement(_ sighting: CardSighting, _ centers: [Double]) -> NumberPlacement? {
        guard let line = sighting.squaredLine ?? sighting.line,
            let toCard = Homography(from: sighting.quad, to: CardQuad(x: 0, y: 0, width: 1, height: 1))
        else { return nil }
        let half = Grouping.pitch(centers) / 2
        return NumberPlacement(
            line: line.quad.mapped { toCard($0) }, layout: line.layout,
            digitSpans: centers.map { .init(start: Float($0 - half), end: Float($0 + half)) })
    }
}

extension CardSighting {
    /// In how many rows the number stands.
    var rows: Int { line?.layout.count ?? 1 }
}

extension NumberFuser.Verdict {
    /// What each digit rests on.
    var digits: [DigitEvidence] { places.map { DigitEvidence(p: $0.probability, frames: $0.frames) } }
}
