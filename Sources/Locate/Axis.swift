/// The sum of points, each times its weight.
func weightedSum(_ points: [Point], _ weights: [Float]) -> Point {
    zip(points, weights).reduce(Point(0, 0)) { $0 + $1.0 * $1.1 }
}

/// Where weighted points lie, and the direction in which they are spread most (their principal axis).
struct Axis {
    let middle: Point
    /// A unit vector.
    let direction: Point

    /// - Parameter towards: which of the two ways along the axis is meant.
    init(_ points: [Point], _ weights: [Float], towards: Point) {
        let sum = weights.reduce(0, +)
        let middle = weightedSum(points, weights) * (1 / sum)
        var (xx, xy, yy): (Float, Float, Float) = (0, 0, 0)
        for (point, weight) in zip(points, weights) {
            let p = point - middle
            (xx, xy, yy) = (xx + weight * p.x * p.x, xy + weight * p.x * p.y, yy + weight * p.y * p.y)
        }
        let half = (xx - yy) / 2
        let root = (half * half + xy * xy).squareRoot()
        let way = half > 0 ? Point(half + root, xy) : Point(xy, root - half)
        let unit = way * ((way.dot(towards) < 0 ? -1 : 1) / max(way.length, .leastNormalMagnitude))
        (self.middle, direction) = (middle, unit)
    }
}
