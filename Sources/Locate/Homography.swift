/// A projective map of the plane: how a flat card maps to its picture.
///
/// Four point pairs give eight linear equations (Hartley and Zisserman, *Multiple View Geometry*, 4.1), solved by
/// elimination with pivoting in double precision.
public struct Homography: Sendable, Equatable {
    /// The 3x3 matrix, row by row.
    private let m: [Double]

    /// The map that takes each corner of `source` to that of `target`; `nil` if either has three corners on one line.
    public init?(from source: CardQuad, to target: CardQuad) {
        var rows: [[Double]] = []
        for (s, t) in zip(source.corners, target.corners) {
            let (x, y, u, v) = (Double(s.x), Double(s.y), Double(t.x), Double(t.y))
            rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
            rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
        }
        guard let solution = solveLinear(&rows) else { return nil }
        m = solution + [1]
    }

    /// Where `p` goes.
    public func callAsFunction(_ p: Point) -> Point {
        let (x, y) = (Double(p.x), Double(p.y))
        let w = m[6] * x + m[7] * y + m[8]
        return Point(Float((m[0] * x + m[1] * y + m[2]) / w), Float((m[3] * x + m[4] * y + m[5]) / w))
    }

    /// The coefficients for a row of target pixels: `(numerators at x = 0, steps for each x)`, for inner loops.
    ///
    /// Pixel `x` of row `y` goes to `(a.x + x * b.x) / (a.w + x * b.w)` and likewise for `y`.
    public func row(_ y: Float) -> (origin: SIMD3<Float>, step: SIMD3<Float>) {
        let y = Double(y)
        let origin = SIMD3(m[1] * y + m[2], m[4] * y + m[5], m[7] * y + m[8])
        return (SIMD3<Float>(origin), SIMD3<Float>(SIMD3(m[0], m[3], m[6])))
    }
}

/// Solves `rows` (each: coefficients, then the right side) by Gauss-Jordan elimination; `nil` where it is singular.
func solveLinear(_ rows: inout [[Double]]) -> [Double]? {
    let n = rows.count
    for column in 0..<n {
        guard let pivot = (column..<n).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
            abs(rows[pivot][column]) > 1e-9
        else { return nil }
        rows.swapAt(column, pivot)
        let scale = 1 / rows[column][column]
        for k in column...n { rows[column][k] *= scale }
        for r in 0..<n where r != column && rows[r][column] != 0 {
            let factor = rows[r][column]
            for k in column...n { rows[r][k] -= factor * rows[column][k] }
        }
    }
    return rows.map { $0[n] }
}
