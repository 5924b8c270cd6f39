/// A row of text on a card: from the left edge of its first character to the right edge of its last, capital-high.
public struct TextLine: Sendable, Equatable {
    /// The row's corners in frame pixels, from the top-left of its first character.
    public var quad: CardQuad
    /// The row's length on the flat card, in heights of its capitals.
    public var aspect: Float
    /// How sure the network is that the row stands there, 0...1.
    public var score: Float

    /// Makes a row.
    public init(quad: CardQuad, aspect: Float, score: Float) {
        (self.quad, self.aspect, self.score) = (quad, aspect, score)
    }

    /// Grows the row for reading, keeping its perspective.
    ///
    /// - Parameters:
    ///   - vertical: added above and below, in heights of capitals.
    ///   - horizontal: added left and right, in heights of capitals.
    ///   - shift: moved down, in heights of capitals.
    public func grown(vertical: Float, horizontal: Float, shift: Float = 0) -> CardQuad? {
        // As many capitals high as the flat row, however the frame foreshortens it.
        let inFrame = quad.width / max(quad.height, 1e-3)
        return quad.grown(vertical: vertical, horizontal: horizontal * inFrame / max(aspect, 1e-3), shift: shift)
    }

    /// Makes the row longer, keeping its perspective.
    ///
    /// - Parameters:
    ///   - left: added before its first character, in heights of capitals.
    ///   - right: added after its last one.
    public func extended(left: Float, right: Float) -> TextLine? {
        let height = 1 / max(aspect, 1e-3)
        return quad.grown(left: left * height, right: right * height).map {
            TextLine(quad: $0, aspect: aspect + left + right, score: score)
        }
    }

    /// The same row, read the other way up.
    var turned: TextLine { TextLine(quad: quad.turned, aspect: aspect, score: score) }

    /// The same row with each corner moved by `transform`.
    func mapped(_ transform: (Point) -> Point) -> TextLine {
        TextLine(quad: quad.mapped(transform), aspect: aspect, score: score)
    }
}

extension TextLine {
    /// What a row must reach.
    private enum Least {
        static let cells = 4
        /// Mean probability of its cells.
        static let score: Float = 0.65
        /// Height of its capitals in input pixels.
        static let height: Float = 2
        /// Its length in heights of capitals.
        static let aspect: Float = 1.5
    }

    /// How many regions of its mask, and how many rows altogether, are taken for one field: art may look more like one than
    /// the faint print beside it.
    private static let (mostRegions, most) = (2, 3)
    /// The logarithm of the odds from which a cell counts that is joined to clearer ones: rows fade at their ends.
    private static let edge: Float = -1.1
    /// How far two cells' words on the middle line may lie apart and still agree by half, in heights of capitals.
    private static let scale: Float = 0.25
    /// How far a cell's word on the middle line may be off for the cell to belong to the row, in heights of capitals.
    private static let reach: Float = 0.6

    /// Finds the rows where a field may stand in the maps of a card that is squared up, in input pixels.
    ///
    /// - Parameters:
    ///   - mask: the field's own map.
    ///   - card: the card's outline in the same picture, which tells what is level.
    /// - Returns: the likeliest rows, the likeliest first.
    static func rows(_ maps: LocatorMaps, mask: LocatorMaps.Map, card: CardQuad) -> [TextLine] {
        let regions = maps.regions(mask, edge: edge).prefix(mostRegions)
        let found = regions.compactMap { row(maps, mask: mask, cells: $0, card: card) }
        let others = found.compactMap { row(maps, mask: mask, cells: $0.rest, card: card) }
        return (found + others).prefix(most).map(\.line)
    }

    /// The row that the cells of a mask belong to, and those that do not; `nil` where there is none.
    ///
    /// Each cell says where the row's middle line passes it. What most of them say is taken; the others belong to a row
    /// close by that the mask has run together with. The row is level with the card, which is known better than what a few
    /// cells tell, and runs from the first of its cells to the last.
    private static func row(
        _ maps: LocatorMaps, mask: LocatorMaps.Map, cells: [Int], card: CardQuad
    ) -> (line: TextLine, rest: [Int])? {
        let clear = cells.filter { maps.value(mask, $0) > 0 }
        guard clear.count >= Least.cells else { return nil }
        let score = clear.reduce(0) { $0 + maps.probability(mask, $1) } / Float(clear.count)
        let points = cells.map { LocatorMaps.point($0) }
        let weights = cells.map { maps.probability(mask, $0) }
        let height = maps.textHeight(cells, weights)
        guard score >= Least.score, height >= Least.height else { return nil }

        let edges = (card.topRight + card.bottomRight) - (card.topLeft + card.bottomLeft)
        let level = edges * (1 / max(edges.length, 1e-3))
        let plumb = level.quarterTurned
        let said = zip(cells, points).map { cell, point in
            (point + Point(maps.value(.rowX, cell), maps.value(.rowY, cell)) * 16).dot(plumb)
        }
        let usual = mode(said, weights, scale: height * scale)
        let own = cells.indices.filter { abs(said[$0] - usual) < reach * height }
        let places = own.map { points[$0].dot(level) }
        guard let first = places.min(), let last = places.max(), last - first >= Least.aspect * height else {
            return nil
        }
        let middle = own.reduce(0) { $0 + said[$1] * weights[$1] } / own.reduce(0) { $0 + weights[$1] }
        let (begin, end) = (level * first + plumb * middle, level * last + plumb * middle)
        let down = plumb * (height / 2)
        let line = TextLine(
            quad: CardQuad(begin - down, end - down, end + down, begin + down), aspect: (last - first) / height,
            score: score)
        return (line, cells.indices.filter { abs(said[$0] - usual) >= reach * height }.map { cells[$0] })
    }

    /// The value that most agree on, where one at `scale` from it counts half.
    private static func mode(_ values: [Float], _ weights: [Float], scale: Float) -> Float {
        func agreement(_ value: Float) -> Float {
            zip(values, weights).reduce(0) { sum, other in
                let share = (other.0 - value) / scale
                return sum + other.1 / (1 + share * share)
            }
        }
        return values.map { (value: $0, votes: agreement($0)) }.max { $0.votes < $1.votes }?.value ?? 0
    }
}
