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
    /// Finds a number in one row in the locator's maps, in input pixels; `nil` where there is none.
    init?(_ maps: LocatorMaps) {
        let cells = maps.region(.line)
        guard cells.count >= 6 else { return nil }
        let starts = cells.map { LocatorMaps.point($0) + Point(maps.value(.startX, $0), maps.value(.startY, $0)) * 64 }
        let ends = cells.map { LocatorMaps.point($0) + Point(maps.value(.endX, $0), maps.value(.endY, $0)) * 64 }
        let startPeak = maps.peak(.lineStart, near: median(starts), radius: 5)
        let endPeak = maps.peak(.lineEnd, near: median(ends), radius: 5)
        let start = startPeak.probability > 0.15 ? startPeak.point : median(starts)
        let end = endPeak.probability > 0.15 ? endPeak.point : median(ends)
        guard (end - start).length > 8 else { return nil }
        guard let heights = Self.heights(maps, cells, start, end) else { return nil }
        let quad = CardQuad(
            start - heights.start * 0.5, end - heights.end * 0.5, end + heights.end * 0.5, start + heights.start * 0.5)
        let mean = cells.reduce(0) { $0 + maps.probability(.line, $1) } / Float(cells.count)
        let peaks = max(startPeak.probability, 0.01) * max(endPeak.probability, 0.01)
        self.init(quad: quad, score: mean * peaks.squareRoot().squareRoot())
    }

    /// Digit height as a vector at both ends: a line fitted to what the cells say, weighed by their probability.
    private static func heights(
        _ maps: LocatorMaps, _ cells: [Int], _ start: Point, _ end: Point
    ) -> (start: Point, end: Point)? {
        let along = end - start
        let said = cells.map { Point(maps.value(.heightX, $0), maps.value(.heightY, $0)) * 16 }
        var rowsX = [[Double]](repeating: [0, 0, 0], count: 2)
        var rowsY = rowsX
        for (cell, height) in zip(cells, said) {
            let p = LocatorMaps.point(cell) - start
            let t = Double((p.x * along.x + p.y * along.y) / (along.x * along.x + along.y * along.y))
            let w = Double(maps.probability(.line, cell))
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
        let usual = median(said)
        guard usual.length > 0.5 else { return nil }
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
