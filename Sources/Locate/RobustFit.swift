/// A place on the card (`-1...1` each way) and where it was seen.
struct Correspondence {
    let card: Point
    let image: Point
}

/// The affine map from card to image that fits best, outliers weighed down; `nil` where the points span no area.
func fitAffine(_ points: [Correspondence]) -> ((Point) -> Point)? {
    reweighted(points) { weights in
        let columns = zip(points, weights)
        func solve(_ target: (Point) -> Float) -> [Double]? {
            var rows = [[Double]](repeating: [0, 0, 0, 0], count: 3)
            for (point, weight) in columns {
                accumulate([Double(point.card.x), Double(point.card.y), 1], Double(target(point.image)), weight, &rows)
            }
            return solveLinear(&rows)
        }
        guard let x = solve({ $0.x }), let y = solve({ $0.y }) else { return nil }
        return { p in
            let (u, v) = (Double(p.x), Double(p.y))
            return Point(Float(x[0] * u + x[1] * v + x[2]), Float(y[0] * u + y[1] * v + y[2]))
        }
    }
}

/// The projective map from card to image that fits best, outliers weighed down; `nil` where the points span no area.
func fitProjective(_ points: [Correspondence]) -> ((Point) -> Point)? {
    // Image coordinates are scaled to about one, which keeps the normal equations well conditioned.
    let size: Double = 160
    return reweighted(points) { weights in
        var rows = [[Double]](repeating: [Double](repeating: 0, count: 9), count: 8)
        for (point, weight) in zip(points, weights) {
            let (u, v) = (Double(point.card.x), Double(point.card.y))
            let (x, y) = (Double(point.image.x) / size, Double(point.image.y) / size)
            accumulate([u, v, 1, 0, 0, 0, -x * u, -x * v], x, weight, &rows)
            accumulate([0, 0, 0, u, v, 1, -y * u, -y * v], y, weight, &rows)
        }
        guard let h = solveLinear(&rows) else { return nil }
        return { p in
            let (u, v) = (Double(p.x), Double(p.y))
            let w = h[6] * u + h[7] * v + 1
            return Point(Float((h[0] * u + h[1] * v + h[2]) / w * size), Float((h[3] * u + h[4] * v + h[5]) / w * size))
        }
    }
}

/// Adds one equation to the normal equations `rows`.
private func accumulate(_ row: [Double], _ value: Double, _ weight: Double, _ rows: inout [[Double]]) {
    for i in row.indices where row[i] != 0 {
        for j in row.indices { rows[i][j] += weight * row[i] * row[j] }
        rows[i][row.count] += weight * row[i] * value
    }
}

/// Iteratively reweighted least squares with Cauchy weights of scale 3 pixels.
private func reweighted(
    _ points: [Correspondence], _ fit: ([Double]) -> ((Point) -> Point)?
) -> ((Point) -> Point)? {
    var weights = [Double](repeating: 1, count: points.count)
    var map = fit(weights)
    for _ in 0..<4 {
        guard let current = map else { return nil }
        for (i, point) in points.enumerated() {
            let error = Double((current(point.card) - point.image).length) / 3
            weights[i] = 1 / (1 + error * error)
        }
        map = fit(weights)
    }
    return map
}
