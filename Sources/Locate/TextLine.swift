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
        static let score: Float = 0.6
        /// Height of its capitals in input pixels.
        static let height: Float = 2
        /// Its length in heights of capitals.
        static let aspect: Float = 1.5
        /// Share of its cells that agree on where it ends.
        static let agreement: Float = 0.5
    }

    /// How far from the usual a cell may see an end and still be heard, in input pixels.
    private static let reach: Float = 10

    /// Finds a field's row in the maps of a card that is squared up, in input pixels; `nil` where there is none.
    ///
    /// - Parameters:
    ///   - mask: the field's own map.
    ///   - card: the card's outline in the same picture, which tells what is level.
    init?(_ maps: LocatorMaps, mask: LocatorMaps.Map, card: CardQuad) {
        let cells = maps.region(mask)
        guard cells.count >= Least.cells else { return nil }
        let weights = cells.map { maps.probability(mask, $0) }
        let sum = weights.reduce(0, +)
        let score = sum / Float(cells.count)
        func end(_ x: LocatorMaps.Map, _ y: LocatorMaps.Map) -> Point? {
            Self.agreed(
                cells.map { LocatorMaps.point($0) + Point(maps.value(x, $0), maps.value(y, $0)) * 64 }, weights)
        }
        guard score >= Least.score, let start = end(.rowStartX, .rowStartY), let end = end(.rowEndX, .rowEndY) else {
            return nil
        }
        let height = zip(cells, weights).reduce(0) { $0 + maps.value(.textHeight, $1.0) * 16 * $1.1 } / sum
        let along = end - start
        let level = (card.topRight + card.bottomRight) - (card.topLeft + card.bottomLeft)
        let forward = (along.x * level.x + along.y * level.y) / max(level.length, 1e-3)
        // A row that does not run about as the card's edges do is none.
        guard height >= Least.height, forward >= Least.aspect * height, forward >= 0.9 * along.length else {
            return nil
        }
        let down = Point(-along.y, along.x) * (height / along.length / 2)
        let row = CardQuad(start - down, end - down, end + down, start + down)
        guard let squared = row.squared(by: card) else { return nil }
        self.init(quad: squared, aspect: squared.width / max(squared.height, 1e-3), score: score)
    }

    /// The weighed mean of the points that lie near their median; `nil` where too few do.
    private static func agreed(_ points: [Point], _ weights: [Float]) -> Point? {
        let middle = median(points)
        var sum = Point(0, 0)
        var near: Float = 0
        for (point, weight) in zip(points, weights) where (point - middle).length <= reach {
            sum = sum + point * weight
            near += weight
        }
        guard near >= Least.agreement * weights.reduce(0, +) else { return nil }
        return sum * (1 / near)
    }
}
