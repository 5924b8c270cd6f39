/// The digits of a card's number, in one row mostly: from the left edge of the first digit to the right edge of the last,
/// from the top of the first row to the foot of the last.
public struct NumberLine: Sendable, Equatable {
    /// The number's corners in frame pixels, from the top-left of the first digit.
    public var quad: CardQuad
    /// How its rows lie between the top and the bottom of these corners.
    public var layout: RowLayout
    /// How sure the network is that a number stands there, 0...1.
    public var score: Float

    /// Makes a line.
    public init(quad: CardQuad, layout: RowLayout = .single, score: Float) {
        (self.quad, self.layout, self.score) = (quad, layout, score)
    }

    /// Each row by itself, top to bottom; none where the number has no area.
    public var rows: [CardQuad] {
        guard layout.count > 1 else { return [quad] }
        guard let map = Homography(from: CardQuad(x: 0, y: 0, width: 1, height: 1), to: quad) else { return [] }
        return layout.spans.map { span in
            CardQuad(x: 0, y: span.lowerBound, width: 1, height: layout.height).mapped { map($0) }
        }
    }

    /// The rows grown for reading, each keeping its perspective; none where one of them has no area.
    ///
    /// - Parameters:
    ///   - vertical: added above and below, in digit heights.
    ///   - horizontal: added left and right, in digit heights.
    ///   - shift: moved down, in digit heights.
    ///   - beyond: added at the right, in lengths of the row, where that is more.
    public func grown(vertical: Float, horizontal: Float, shift: Float = 0, beyond: Float = 0) -> [CardQuad] {
        let grown = rows.compactMap {
            $0.grown(vertical: vertical, horizontal: horizontal, shift: shift, beyond: beyond)
        }
        return grown.count == layout.count ? grown : []
    }

    /// The same number, read the other way up: its rows lie evenly, so they lie alike.
    public var turned: NumberLine { with(quad.turned) }

    /// The same number with each corner moved by `transform`.
    public func mapped(_ transform: (Point) -> Point) -> NumberLine { with(quad.mapped(transform)) }

    /// The number made straight, level and evenly high in the coordinates of the card's outline.
    func squared(by card: CardQuad) -> NumberLine? { quad.squared(by: card).map(with) }

    private func with(_ quad: CardQuad) -> NumberLine { NumberLine(quad: quad, layout: layout, score: score) }
}

extension NumberLine {
    /// How many rows are named: a name looks more like a number than a faint number does.
    private static let most = 2
    /// How far from the mask's end a number's end is looked for, in cells.
    private static let reach: Float = 3
    /// How far beside the mask's middle it may lie, in heights of a digit.
    private static let tolerance: Float = 0.6
    /// Least probability of a peak that is believed.
    private static let leastPeak: Float = 0.15

    /// The rows that may be a number in the locator's maps, in input pixels, that with the largest mask first.
    static func rows(_ maps: LocatorMaps) -> [NumberLine] {
        maps.regions(.line).prefix(most).compactMap { NumberLine(maps, cells: $0) }
    }

    /// The row that the cells of a mask belong to; `nil` where that is none.
    ///
    /// The row runs along the middle of its mask, and ends where the ends' own maps have a peak at the mask's ends, else
    /// with the mask.
    private init?(_ maps: LocatorMaps, cells: [Int]) {
        guard cells.count >= 6 else { return nil }
        let points = cells.map { LocatorMaps.point($0) }
        let weights = cells.map { maps.probability(.line, $0) }
        let mean = weights.reduce(0, +) / Float(cells.count)
        let starts = zip(cells, points).map { $1 + Point(maps.value(.startX, $0), maps.value(.startY, $0)) * 64 }
        let ends = zip(cells, points).map { $1 + Point(maps.value(.endX, $0), maps.value(.endY, $0)) * 64 }
        let heights = cells.map { Point(maps.value(.heightX, $0), maps.value(.heightY, $0)) * 16 }
        let usual = median(heights)
        guard usual.length > 0.5 else { return nil }
        let axis = Axis(points, weights, towards: median(ends) - median(starts))
        let places = points.map { ($0 - axis.middle).dot(axis.direction) }
        guard let first = places.min(), let last = places.max() else { return nil }

        func end(_ map: LocatorMaps.Map, _ ofMask: Float) -> (point: Point, probability: Float) {
            let seen = maps.peak(map, near: axis.middle + axis.direction * ofMask, radius: Self.reach)
            let along = (seen.point - axis.middle).dot(axis.direction)
            let beside = (seen.point - axis.middle - axis.direction * along).length
            let isThere = seen.probability > Self.leastPeak && beside < Self.tolerance * usual.length
            return (axis.middle + axis.direction * (isThere ? along : ofMask), isThere ? seen.probability : 0)
        }
        let half = LocatorMaps.pitch / 2
        let (start, stop) = (end(.lineStart, first - half), end(.lineEnd, last + half))
        guard (stop.point - start.point).length > 8 else { return nil }
        let tall = Self.heights(heights, usual, at: points, weights, from: start.point, to: stop.point)
        let quad = CardQuad(
            start.point - tall.start * 0.5, stop.point - tall.end * 0.5, stop.point + tall.end * 0.5,
            start.point + tall.start * 0.5)
        let peaks = max(start.probability, 0.01) * max(stop.probability, 0.01)
        self.init(quad: quad, score: mean * peaks.squareRoot().squareRoot())
    }

    /// Digit height as a vector at both ends: a line fitted to what is said at places of the row, weighed; the usual one
    /// where that goes astray.
    private static func heights(
        _ said: [Point], _ usual: Point, at places: [Point], _ weights: [Float], from start: Point, to end: Point
    ) -> (start: Point, end: Point) {
        let along = end - start
        var rowsX = [[Double]](repeating: [0, 0, 0], count: 2)
        var rowsY = rowsX
        for (height, (place, weight)) in zip(said, zip(places, weights)) {
            let t = Double((place - start).dot(along) / along.dot(along))
            let w = Double(weight)
            let basis = [1 - t, t]
            for i in 0..<2 {
                for j in 0..<2 {
                    rowsX[i][j] += w * basis[i] * basis[j]
                    rowsY[i][j] += w * basis[i] * basis[j]
                }
                rowsX[i][2] += w * basis[i] * Double(height.x)
                rowsY[i][2] += w * basis[i] * Double(height.y)
            }
        }
        guard let x = solveLinear(&rowsX), let y = solveLinear(&rowsY) else { return (usual, usual) }
        let fitted = [Point(Float(x[0]), Float(y[0])), Point(Float(x[1]), Float(y[1]))]
        let sane = fitted.map { ($0 - usual).length > 0.5 * usual.length ? usual : $0 }
        return (sane[0], sane[1])
    }
}

/// The median of each coordinate.
private func median(_ points: [Point]) -> Point {
    let xs = points.map(\.x).sorted()
    let ys = points.map(\.y).sorted()
    return Point(xs[xs.count / 2], ys[ys.count / 2])
}
