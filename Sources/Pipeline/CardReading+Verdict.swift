internal import CardNumber
internal import Events
internal import Fuse
internal import Issuers
internal import Locate

extension CardReading {
    /// What the evidence says of a card, with the places of its parts in the best frame.
    init(verdict: NumberFuser.Verdict, sighting: CardSighting, quality: Int) {
        self.init(number: verdict.number)
        grouping = Self.grouping(verdict.centers, rows: sighting.line?.layout.count ?? 1)
        luhn = Luhn.isValid(verdict.number)
        confidence = verdict.confidence
        digits = verdict.digits
        category = .card
        self.quality = quality
        quad = sighting.quad
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

    /// How many digits stand together: a group ends where the next digit is farther off than usual, or in another row.
    static func grouping(_ centers: [Double], rows: Int = 1) -> [Int] {
        let usual = pitch(centers)
        var groups = [1]
        for (a, b) in zip(centers, centers.dropFirst()) {
            let isRowsEnd = rows > 1 && a.rounded(.down) != b.rounded(.down)
            if isRowsEnd || b - a > 1.35 * usual { groups.append(1) } else { groups[groups.count - 1] += 1 }
        }
        return groups
    }

    /// The usual distance from digit to digit.
    private static func pitch(_ centers: [Double]) -> Double {
        let steps = zip(centers, centers.dropFirst()).map { $1 - $0 }.sorted()
        return steps.isEmpty ? 1 : steps[steps.count / 2]
    }

    private static func placement(_ sighting: CardSighting, _ centers: [Double]) -> NumberPlacement? {
        guard let line = sighting.squaredLine ?? sighting.line,
            let toCard = Homography(from: sighting.quad, to: CardQuad(x: 0, y: 0, width: 1, height: 1))
        else { return nil }
        let half = pitch(centers) / 2
        return NumberPlacement(
            line: line.quad.mapped { toCard($0) }, layout: line.layout,
            digitSpans: centers.map { .init(start: Float($0 - half), end: Float($0 + half)) })
    }
}

extension NumberFuser.Verdict {
    /// What each digit rests on.
    var digits: [DigitEvidence] { places.map { DigitEvidence(p: $0.probability, frames: $0.frames) } }
}
