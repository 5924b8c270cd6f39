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

/// A straight line that is nearly level: `y = height + slope * x`.
struct LevelLine {
    let height: Float
    let slope: Float
}

/// The line through points that fits best, outliers weighed down.
///
/// - Parameters:
///   - points: with their weights.
///   - start: a line near which the points lie that are meant.
///   - scale: distance from the line at which a point counts half.
///   - stiffness: what holds the slope to 0, as the sum of the weighted squares of `x` that outweighs it: ridge
///     regression (Hoerl and Kennard, 1970). `x` should be counted from the points' middle.
/// - Returns: `nil` where there are no points.
func fitLine(
    _ points: [(place: Point, weight: Float)], near start: LevelLine, scale: Double, stiffness: Double
) -> LevelLine? {
    reweighted(points.count, from: start, scale: scale) { line, i in
        abs(Double(line.height + line.slope * points[i].place.x - points[i].place.y))
    } fit: { weights in
        var equations = NormalEquations<SIMD2<Double>>(unknowns: 2)
        for (point, weight) in zip(points, weights) {
            let equation = SIMD2(1, Double(point.place.x))
            equations.add(equation, Double(point.place.y), weight: weight * Double(point.weight))
        }
        equations.add(SIMD2(0, 1), 0, weight: stiffness)
        return equations.solution.map { LevelLine(height: Float($0[0]), slope: Float($0[1])) }
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
///   - start: what to begin with; the fit in which all points count alike where there is none.
///   - scale: error at which a point counts half.
///   - error: how far a point is from what was fitted.
private func reweighted<Fit>(
    _ count: Int, from start: Fit? = nil, scale: Double, _ error: (Fit, Int) -> Double, fit: ([Double]) -> Fit?
) -> Fit? {
    var weights = [Double](repeating: 1, count: count)
    var best = start ?? fit(weights)
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
