/// A number that is printed in four rows of four digits.
extension NumberLine {
    /// What a block must reach.
    private enum Least {
        static let cells = 12
        /// Mean probability of its cells.
        static let score: Float = 0.65
        /// Height of its digits in input pixels.
        static let height: Float = 4
    }

    /// Rows of a block.
    private static let rowsOfBlock = 4
    /// Shares of a block's height that its digits may have: rows as far apart as digits are high, or nearly touching.
    private static let digitShares: ClosedRange<Float> = 0.08...0.26

    /// Finds a number in four rows in the maps of a card that is squared up, in input pixels; `nil` where there is none.
    ///
    /// Its sides follow from the moments of its mask, which are finer than the cells: a length of even probability is the
    /// square root of twelve times its standard deviation.
    ///
    /// - Parameter card: the card's outline in the same picture, which tells its directions.
    init?(block maps: LocatorMaps, card: CardQuad) {
        let unit = CardQuad(x: 0, y: 0, width: 1, height: 1)
        let cells = maps.region(.block)
        guard cells.count >= Least.cells, let toCard = Homography(from: card, to: unit),
            let toPicture = Homography(from: unit, to: card)
        else { return nil }
        let weights = cells.map { maps.probability(.block, $0) }
        let places = cells.map { toCard(LocatorMaps.point($0)) }
        let across = Extent(places.map(\.x), weights, grain: LocatorMaps.pitch / card.width)
        let down = Extent(places.map(\.y), weights, grain: LocatorMaps.pitch / card.height)
        let sum = weights.reduce(0, +)
        let height = maps.textHeight(cells, weights)
        let share = height / (down.length * card.height)
        guard sum / Float(cells.count) >= Least.score, height >= Least.height, Self.digitShares.contains(share) else {
            return nil
        }
        let place = CardQuad(x: across.start, y: down.start, width: across.length, height: down.length)
        self.init(
            quad: place.mapped { toPicture($0) }, layout: RowLayout(count: Self.rowsOfBlock, height: share),
            score: sum / Float(cells.count))
    }
}

/// Where weight that is spread evenly begins, and how far it reaches.
private struct Extent {
    let start: Float
    let length: Float

    /// - Parameter grain: what each value stands for, half of it on either side.
    init(_ values: [Float], _ weights: [Float], grain: Float) {
        let sum = weights.reduce(0, +)
        let mean = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / sum
        let variance = zip(values, weights).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 } / sum
        length = (12 * variance + grain * grain).squareRoot()
        start = mean - length / 2
    }
}
