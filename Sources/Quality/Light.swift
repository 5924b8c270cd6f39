internal import Frames

/// Brightness of a card and how much of it is burnt out.
struct Light {
    /// Mean brightness, 0...255.
    let mean: Double
    /// What one pixel in twenty exceeds, 0...255: in good light high on black cards, too.
    let highlights: Double
    /// Share of pixels at or near the top of the range.
    let burntOut: Double

    private static let ceiling = 250
    private static let highlighted = 0.05

    init(_ card: LumaImage) {
        var histogram = [Int](repeating: 0, count: 256)
        for value in card.pixels { histogram[Int(value)] += 1 }
        let count = Double(card.pixels.count)
        mean = Double(histogram.indices.reduce(0) { $0 + $1 * histogram[$1] }) / count
        var (level, above) = (255, 0)
        while level > 0, Double(above + histogram[level]) <= Self.highlighted * count {
            above += histogram[level]
            level -= 1
        }
        highlights = Double(level)
        burntOut = Double(histogram[Self.ceiling...].reduce(0, +)) / count
    }
}
