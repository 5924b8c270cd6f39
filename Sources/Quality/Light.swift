internal import Frames

/// Brightness of a card and how much of it is burnt out.
struct Light {
    /// Mean brightness, 0...255.
    let mean: Double
    /// Share of pixels at or near the top of the range.
    let burntOut: Double

    private static let ceiling = 250

    init(_ card: LumaImage) {
        var histogram = [Int](repeating: 0, count: 256)
        for value in card.pixels { histogram[Int(value)] += 1 }
        let count = Double(card.pixels.count)
        mean = Double(histogram.indices.reduce(0) { $0 + $1 * histogram[$1] }) / count
        burntOut = Double(histogram[Self.ceiling...].reduce(0, +)) / count
    }
}
