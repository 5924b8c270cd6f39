/// A place on the card (`-1...1` each way) and where it was seen.
struct Correspondence {
    let card: Point
    let image: Point
}

/// The affine map from card to image that fits best, outliers weighed down; `nil` where the points span no area.
func fitAffine(_ points: [Correspondence]) -> ((Point) -> Point)? {
    reweighted(points) { weights in
        var (forX, forY) = (NormalEquations<SIMD4<Double>>(unknowns: 3), NormalEquations<SIMD4<Double>>(unknowns: 3))
        for (point, weight) in zip(points, weights) {
            let equation = SIMD4(Double(point.card.x), Double(point.card.y), 1, 0)
            forX.add(equation, Double(point.image.x), weight: weight)
            forY.add(equation, Double(point.image.y), weight: weight)
        }
        guard let x = forX.solution, let y = forY.solution else { return nil }
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
        var equations = NormalEquations<SIMD8<Double>>(unknowns: 8)
        for (point, weight) in zip(points, weights) {
            let (u, v) = (Double(point.card.x), Double(point.card.y))
            let (x, y) = (Double(point.image.x) / size, Double(point.image.y) / size)
            equations.add(SIMD8(u, v, 1, 0, 0, 0, -x * u, -x * v), x, weight: weight)
            equations.add(SIMD8(0, 0, 0, u, v, 1, -y * u, -y * v), y, weight: weight)
        }
        guard let h = equations.solution else { return nil }
        return { p in
            let (u, v) = (Double(p.x), Double(p.y))
            let w = h[6] * u + h[7] * v + 1
            return Point(Float((h[0] * u + h[1] * v + h[2]) / w * size), Float((h[3] * u + h[4] * v + h[5]) / w * size))
        }
    }
}

/// The normal equations of a weighted least-squares problem, gathered one equation at a time.
private struct NormalEquations<Row: SIMD> where Row.Scalar == Double {
    private var rows: [Row]
    private var right: [Double]

    init(unknowns: Int) {
        rows = [Row](repeating: Row(), count: unknowns)
        right = [Double](repeating: 0, count: unknowns)
    }

    mutating func add(_ equation: Row, _ value: Double, weight: Double) {
        for i in rows.indices {
            let factor = weight * equation[i]
            rows[i] += equation * factor
            right[i] += value * factor
        }
    }

    /// `nil` where they have none.
    var solution: [Double]? {
        var table = rows.indices.map { i in rows.indices.map { rows[i][$0] } + [right[i]] }
        return solveLinear(&table)
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
