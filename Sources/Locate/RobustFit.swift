/// A place on the card (`-1...1` each way) and where it was seen.
struct Correspondence {
    let card: Point
    let image: Point
}

/// The affine map from card to image that fits best, outliers weighed down; `nil` where the points span no area.
func fitAffine(_ points: [Correspondence]) -> ((Point) -> Point)? {
    reweighted(points.count, scale: outlineScale, errors(points)) { weights in
        var (forX, forY) = (NormalEquations<SIMD4<Double>>(unknowns: 3), NormalEquations<SIMD4<Double>>(unknowns: 3))
        for (point, weight) in zip(points, weights) {
            let equation = SIMD4(Double(point.card.x), Double(point.card.y), 1, 0)
            forX.add(equation, Double(point.image.x), weight: weight)
            forY.add(equation, Double(point.image.y), weight: weight)
        }
        guard let x = forX.solution, let y = forY.solution else { return nil }
        return { (p: Point) in
            let (u, v) = (Double(p.x), Double(p.y))
            return Point(Float(x[0] * u + x[1] * v + x[2]), Float(y[0] * u + y[1] * v + y[2]))
        }
    }
}

/// The projective map from card to image that fits best, outliers weighed down; `nil` where the points span no area.
func fitProjective(_ points: [Correspondence]) -> ((Point) -> Point)? {
    // Image coordinates are scaled to about one, which keeps the normal equations well conditioned.
    let size: Double = 160
    return reweighted(points.count, scale: outlineScale, errors(points)) { weights in
        var equations = NormalEquations<SIMD8<Double>>(unknowns: 8)
        for (point, weight) in zip(points, weights) {
            let (u, v) = (Double(point.card.x), Double(point.card.y))
            let (x, y) = (Double(point.image.x) / size, Double(point.image.y) / size)
            equations.add(SIMD8(u, v, 1, 0, 0, 0, -x * u, -x * v), x, weight: weight)
            equations.add(SIMD8(0, 0, 0, u, v, 1, -y * u, -y * v), y, weight: weight)
        }
        guard let h = equations.solution else { return nil }
        return { (p: Point) in
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

/// Distance in pixels at which a point of an outline counts half.
private let outlineScale: Double = 3

/// How far a map puts each point from where it was seen.
private func errors(_ points: [Correspondence]) -> (_ map: (Point) -> Point, _ point: Int) -> Double {
    { map, i in Double((map(points[i].card) - points[i].image).length) }
}

/// Iteratively reweighted least squares with Cauchy weights.
///
/// - Parameters:
///   - count: how many points there are.
///   - scale: error at which a point counts half.
///   - error: how far a point is from what was fitted.
private func reweighted<Fit>(
    _ count: Int, scale: Double, _ error: (Fit, Int) -> Double, fit: ([Double]) -> Fit?
) -> Fit? {
    var weights = [Double](repeating: 1, count: count)
    var best = fit(weights)
    for _ in 0..<4 {
        guard let current = best else { return nil }
        for i in weights.indices {
            let share = error(current, i) / scale
            weights[i] = 1 / (1 + share * share)
        }
        best = fit(weights)
    }
    return best
}
