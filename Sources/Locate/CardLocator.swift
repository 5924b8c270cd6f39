public import Frames
public import Inference

/// A card as one frame shows it.
public struct CardSighting: Sendable, Equatable {
    /// The card's corners in frame pixels; they may lie outside the frame.
    public var quad: CardQuad
    /// How well the outline covers what looks like card, 0...1.
    public var overlap: Float
    /// The digits, in one row as its own ends show it or in four; `nil` where the card shows none.
    public var line: NumberLine?
    /// The same squared up by the card's outline: better where the ends are unclear.
    public var squaredLine: NumberLine?
    /// Other rows that may be the number, squared up by the card's outline, the likeliest first.
    public var rivals: [NumberLine]
    /// Where expiry and holder may stand, the likeliest rows first; looked for where there is a row of digits.
    public var fields: [CardField: [TextLine]]

    /// Whether a card's outline was seen; else `quad` is the whole frame, in which a row of digits stands.
    public var isOutlined: Bool { overlap > 0 }

    /// Makes a sighting.
    public init(
        quad: CardQuad, overlap: Float, line: NumberLine?, squaredLine: NumberLine?, rivals: [NumberLine] = [],
        fields: [CardField: [TextLine]] = [:]
    ) {
        (self.quad, self.overlap, self.line, self.squaredLine) = (quad, overlap, line, squaredLine)
        (self.rivals, self.fields) = (rivals, fields)
    }

    /// The same card, taken to be printed the other way up.
    public var turned: CardSighting {
        CardSighting(
            quad: quad.turned, overlap: overlap, line: line?.turned, squaredLine: squaredLine?.turned,
            rivals: rivals.map(\.turned), fields: fields.mapValues { $0.map(\.turned) })
    }

    /// The same with another row taken for the number.
    public func taking(_ rival: NumberLine) -> CardSighting {
        var other = self
        (other.line, other.squaredLine) = (rival, rival)
        return other
    }

    /// Room on the card to the right of a number in one row, in lengths of the row; 0 where there is none.
    public var roomAfterNumber: Float {
        guard let row = squaredLine ?? line, row.layout.count == 1,
            let toCard = Homography(from: quad, to: CardQuad(x: 0, y: 0, width: 1, height: 1))
        else { return 0 }
        let place = row.quad.mapped { toCard($0) }
        let room = (1 - max(place.topRight.x, place.bottomRight.x)) / place.width
        return room.isFinite ? max(0, room) : 0
    }

    /// How sure the network is of the digits; 0 where there are none.
    fileprivate var lineScore: Float { line?.score ?? 0 }

    /// Whether the card is taller than wide as it is printed.
    public var isPortrait: Bool { quad.isPortrait }
}

/// Finds a card and its number line in a frame.
///
/// One small network looks twice: at the whole frame shrunk to 320x240, and then at the card that it found there,
/// squared up from the full frame. The second look is the accurate one; where it shows no clear number, it is repeated
/// upside down. A card that was seen in the frame before is looked for in its old place first, which spares the first
/// look. What is printed small is looked for more closely: the number of a portrait card, and the rows of fields where they
/// are wanted.
public struct CardLocator: Sendable {
    /// What a sighting must reach.
    public struct Options: Sendable {
        /// Least overlap of outline and card mask in the second look.
        public var minimumOverlap: Float = 0.85
        /// The same where a number is clearly seen on the card.
        public var minimumOverlapWithNumber: Float = 0.7
        /// Farthest that a corner may lie from where the first look had it, as a share of the card's width.
        public var maximumShift: Float = 0.8
        /// The same against the frame before; a card that moved farther is looked for in the whole frame.
        public var maximumMotion: Float = 0.3
        /// The same for a card to count as squared up well.
        public var settled: Float = 0.08
        /// Least score of a number line, 0...1; what scores less is none.
        public var minimumLineScore: Float = 0.3
        /// With less a card is also looked at upside down.
        public var clearLineScore: Float = 0.5

        /// The defaults.
        public init() {}
    }

    private let model: Model
    private let options: Options

    /// Uses a model whose input is `[1, 1, 240, 320]` luma, `(value - 118) / 64`, and whose output are the 23
    /// maps of 60 rows and 80 columns that `LocatorMaps` names.
    public init(model: Model, options: Options = Options()) { (self.model, self.options) = (model, options) }

    /// Finds the card in a frame.
    ///
    /// - Parameters:
    ///   - luma: the frame.
    ///   - previous: where the card was in the frame before, if it was seen there.
    /// - Returns: the card, or `nil` where none is seen.
    /// - Throws: `InferenceFailure` where the model cannot be run.
    public func locate(
        _ luma: borrowing LumaPyramid, near previous: CardQuad? = nil
    ) throws(InferenceFailure) -> CardSighting? {
        if let previous, let sighting = try settle(luma, on: previous, within: options.maximumMotion),
            sighting.line != nil
        {
            return sighting
        }
        var found: CardSighting?
        if let quad = try firstLook(luma) { found = try settle(luma, on: quad, within: options.maximumShift) }
        if let upright = found, upright.lineScore < options.clearLineScore,
            let turned = try lookAgain(luma, at: upright.quad.turned, within: options.maximumShift),
            case let turned = try showingNumber(turned, luma), turned.lineScore > upright.lineScore
        {
            found = turned
        }
        return found
    }

    /// Looks for a card at a place that somebody else names.
    ///
    /// - Parameters:
    ///   - luma: the frame.
    ///   - place: where the card is thought to be, from its printed top-left.
    /// - Returns: the card, or `nil` where none is seen there.
    /// - Throws: `InferenceFailure` where the model cannot be run.
    public func look(
        _ luma: borrowing LumaPyramid, at place: CardQuad
    ) throws(InferenceFailure) -> CardSighting? {
        try settle(luma, on: place, within: options.maximumShift)
    }

    /// Finds a row of digits where no card is to be seen around it: a strip of foil, a card that is cut off on all sides.
    ///
    /// - Parameter luma: the frame.
    /// - Returns: the row, with the whole frame in place of a card, or `nil` where none is seen.
    /// - Throws: `InferenceFailure` where the model cannot be run.
    public func lookForLine(_ luma: borrowing LumaPyramid) throws(InferenceFailure) -> CardSighting? {
        let (maps, box) = try firstMaps(luma)
        guard let line = NumberLine.rows(maps).first, line.score >= options.minimumLineScore else { return nil }
        let frame = CardQuad(x: -0.5, y: -0.5, width: Float(luma.width), height: Float(luma.height))
        return CardSighting(quad: frame, overlap: 0, line: line.mapped(box.frame), squaredLine: nil)
    }

    /// Looks at a card where it is thought to be, and once more where it proves to be, if that is elsewhere: a card that
    /// is not squared up well is not read well.
    private func settle(
        _ luma: borrowing LumaPyramid, on quad: CardQuad, within shift: Float
    ) throws(InferenceFailure) -> CardSighting? {
        guard var seen = try lookAgain(luma, at: quad, within: shift) else { return nil }
        if !seen.quad.lies(on: quad, within: options.settled * quad.width) {
            seen = try lookAgain(luma, at: seen.quad, within: options.maximumMotion) ?? seen
        }
        return try showingNumber(seen, luma)
    }

    /// Looks more closely for the number of a portrait card, whose digits are only some three pixels high in the second
    /// look: where that shows a row, or else at both ends of the card.
    private func showingNumber(
        _ sighting: CardSighting, _ luma: borrowing LumaPyramid
    ) throws(InferenceFailure) -> CardSighting {
        let unit = CardQuad(x: 0, y: 0, width: 1, height: 1)
        guard sighting.isPortrait, (sighting.line?.layout ?? .single).count == 1,
            let toCard = Homography(from: sighting.quad, to: unit)
        else { return sighting }
        let parts = sighting.line.map { [$0.quad.mapped { toCard($0) }] } ?? CloserLook.ends(portrait: true)
        var best = sighting
        for part in parts {
            let place = CloserLook.place(portrait: true, showing: [part])
            guard let (maps, toFrame) = try closely(luma, at: sighting.quad, on: place),
                case let rows = clear(NumberLine.rows(maps)), let line = rows.first, line.score > best.lineScore
            else { continue }
            let squared = rows.map { $0.squared(by: place)?.mapped { toFrame($0) } }
            (best.line, best.squaredLine) = (line.mapped { toFrame($0) }, squared[0])
            best.rivals = squared.dropFirst().compactMap(\.self) + sighting.rivals
            guard sighting.line == nil else { continue }
            best.fields = fieldRows(maps, card: place, number: line, toFrame)
        }
        return best
    }

    /// Looks more closely for the rows of a card's fields: in the second look, which shows all of the card, small print is
    /// only a few pixels high.
    ///
    /// - Parameters:
    ///   - luma: the frame.
    ///   - sighting: a card with a number, as it was found in this frame.
    ///   - elsewhere: whether to look at that end of the card which the rows that were sighted leave out.
    /// - Returns: the rows where each field may stand, the likeliest first; as they were sighted where no more is seen.
    /// - Throws: `InferenceFailure` where the model cannot be run.
    public func fields(
        of sighting: CardSighting, in luma: borrowing LumaPyramid, elsewhere: Bool = false
    ) throws(InferenceFailure) -> [CardField: [TextLine]] {
        let unit = CardQuad(x: 0, y: 0, width: 1, height: 1)
        guard let number = sighting.squaredLine, let toCard = Homography(from: sighting.quad, to: unit) else {
            return sighting.fields
        }
        let sighted = sighting.fields.values.flatMap { $0 }.map(\.quad)
        // Where no row was sighted, most cards have theirs between the number and the lower edge.
        let (above, card) = (number.quad, sighting.quad)
        let below = CardQuad(above.bottomLeft, above.bottomRight, card.bottomRight, card.bottomLeft)
        let portrait = sighting.isPortrait
        var rows = (sighted.isEmpty ? [below] : sighted).map { $0.mapped { toCard($0) } }
        if elsewhere { rows = [CloserLook.rest(portrait: portrait, showing: rows)] }
        let place = CloserLook.place(portrait: portrait, showing: rows)
        guard let (maps, toFrame) = try closely(luma, at: sighting.quad, on: place),
            let toView = Homography(from: sighting.quad, to: place)
        else { return sighting.fields }
        return fieldRows(maps, card: place, number: number.mapped { toView($0) }, toFrame)
            .merging(sighting.fields) { closer, _ in closer }
    }

    /// The rows of fields in the maps of a view, in frame pixels.
    private func fieldRows(
        _ maps: LocatorMaps, card: CardQuad, number: NumberLine, _ toFrame: Homography
    ) -> [CardField: [TextLine]] {
        fieldLines(maps, card: card, number: number).mapValues { $0.map { $0.mapped { toFrame($0) } } }
    }

    /// The rows that score enough for numbers.
    private func clear(_ rows: [NumberLine]) -> [NumberLine] { rows.filter { $0.score >= options.minimumLineScore } }

    /// How well an outline must cover the mask of a card that shows these rows: print that is laid over all of the card and
    /// what lies around it blurs its mask, but not the number.
    private func leastOverlap(_ rows: [NumberLine]) -> Float {
        rows.first?.score ?? 0 >= options.clearLineScore ? options.minimumOverlapWithNumber : options.minimumOverlap
    }

    private func firstLook(_ luma: borrowing LumaPyramid) throws(InferenceFailure) -> CardQuad? {
        let (maps, box) = try firstMaps(luma)
        return OutlineFit(maps, mask: maps.region(.card), isRough: true)?.quad.mapped(box.frame)
    }

    /// The maps of the whole frame, and where its pixels stand in them.
    private func firstMaps(
        _ luma: borrowing LumaPyramid
    ) throws(InferenceFailure) -> (maps: LocatorMaps, box: Letterbox) {
        let box = Letterbox(frameWidth: luma.width, frameHeight: luma.height)
        return (LocatorMaps(try model(locatorInput(box.shrink(luma)), outputShape: LocatorMaps.shape)), box)
    }

    /// The maps of a view in which the card `quad` stands on `place`, and where the view's pixels stand in the frame;
    /// `nil` where there is no such view.
    private func closely(
        _ luma: borrowing LumaPyramid, at quad: CardQuad, on place: CardQuad
    ) throws(InferenceFailure) -> (maps: LocatorMaps, toFrame: Homography)? {
        let (w, h) = (Letterbox.width, Letterbox.height)
        guard let toFrame = Homography(from: place, to: quad) else { return nil }
        let view = CardQuad(x: -0.5, y: -0.5, width: Float(w), height: Float(h)).mapped { toFrame($0) }
        guard view.isConvexClockwise, let image = rectify(luma, view, width: w, height: h) else { return nil }
        return (LocatorMaps(try model(locatorInput(image), outputShape: LocatorMaps.shape)), toFrame)
    }

    private func lookAgain(
        _ luma: borrowing LumaPyramid, at quad: CardQuad, within shift: Float
    ) throws(InferenceFailure) -> CardSighting? {
        let place = SecondLook.place(portrait: quad.isPortrait)
        guard let (maps, toFrame) = try closely(luma, at: quad, on: place),
            let outline = OutlineFit(maps, mask: maps.region(.card)),
            case let rows = clear(NumberLine.rows(maps)),
            outline.overlap >= leastOverlap(rows), outline.quad.lies(on: place, within: shift * place.width)
        else { return nil }
        let onEdges = EdgeFit(luma, outline.quad.mapped { toFrame($0) }).quad
        guard let toView = Homography(from: quad, to: place) else { return nil }
        let card = onEdges.mapped { toView($0) }
        let block = NumberLine(block: maps, card: card).flatMap { $0.score > rows.first?.score ?? 0 ? $0 : nil }
        let line = block ?? rows.first
        let rivals = rows.dropFirst(block == nil ? 1 : 0).compactMap { $0.squared(by: card) }
        let squared = line.flatMap { $0.squared(by: card) }
        let fields = line.map { fieldRows(maps, card: card, number: $0, toFrame) } ?? [:]
        return CardSighting(
            quad: onEdges, overlap: outline.overlap, line: line?.mapped { toFrame($0) },
            squaredLine: squared?.mapped { toFrame($0) }, rivals: rivals.map { $0.mapped { toFrame($0) } },
            fields: fields)
    }
}

extension CardQuad {
    /// Whether each corner is near the other's, taken upright or upside down.
    fileprivate func lies(on other: CardQuad, within distance: Float) -> Bool {
        [self, turned].contains { quad in
            zip(quad.corners, other.corners).allSatisfy { ($0 - $1).length < distance }
        }
    }
}
