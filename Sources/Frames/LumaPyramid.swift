/// A picture's luma at full, half and quarter size, so that each stage looks at the scale it needs.
///
/// The smaller levels are means of 2x2 pixels; an odd last row or column is left out.
public struct LumaPyramid: ~Escapable {
    /// How many levels there are; level 0 is the full size.
    public static let levels = 3

    private let base: LumaView
    private let half: LumaImage
    private let quarter: LumaImage

    /// Shrinks the picture twice.
    @_lifetime(copy base)
    public init(_ base: LumaView) {
        let half = halved(base)
        (quarter, self.half) = (halved(half.view), half)
        self.base = base
    }

    /// Columns at full size.
    public var width: Int { base.width }
    /// Rows at full size.
    public var height: Int { base.height }

    /// Level 0, 1 or 2, each half as wide and high as the one before.
    ///
    /// Pixel `(x, y)` of level `n` lies at `((x + 0.5) * 2ⁿ - 0.5, (y + 0.5) * 2ⁿ - 0.5)` of the full picture.
    @_lifetime(borrow self)
    public func level(_ n: Int) -> LumaView {
        switch n {
        case 0: base
        case 1: half.view
        default: quarter.view
        }
    }
}

private func halved(_ source: borrowing LumaView) -> LumaImage {
    let (width, height) = (max(1, source.width / 2), max(1, source.height / 2))
    // A single column or row stands for its own neighbour.
    let right = source.width > 1 ? source.pixelStride : 0
    let step = 2 * source.pixelStride
    var pixels = [UInt8](repeating: 0, count: width * height)
    for y in 0..<height {
        let upper = source.row(2 * y)
        let lower = source.row(min(2 * y + 1, source.height - 1))
        var at = 0
        for x in 0..<width {
            let sum = UInt16(upper[at]) &+ UInt16(upper[at &+ right]) &+ UInt16(lower[at]) &+ UInt16(lower[at &+ right])
            pixels[y &* width &+ x] = UInt8(truncatingIfNeeded: (sum &+ 2) >> 2)
            at &+= step
        }
    }
    return LumaImage(width: width, height: height, pixels: pixels)
}
