import Frames
import TestSupport

/// Pictures of invented cards, drawn in memory, and ways to spoil them.
enum TestCards {
    static let width = 214
    static let height = 135

    /// A plain card with a row of digit-like strokes, lines of small print, or a busy background.
    enum Kind: CaseIterable { case plain, print, busy, dark }

    /// The same picture for the same seed.
    static func draw(_ kind: Kind, seed: UInt64 = 1) -> LumaImage {
        var random = SeededGenerator(seed: seed)
        let ground: UInt8 = kind == .dark ? 60 : 150
        var image = LumaImage(width: width, height: height, filling: ground)
        if kind == .busy {
            for _ in 0..<60 { box(&image, 30, 24, UInt8.random(in: 90...200, using: &random), &random) }
        }
        // Sixteen places of vertical and horizontal strokes.
        for place in 0..<16 {
            let x = 16 + place * 11 + place / 4 * 3
            for _ in 0..<3 {
                let (dx, dy) = (Int.random(in: 0...5, using: &random), Int.random(in: 0...8, using: &random))
                fill(&image, x + dx, 76 + dy, 2, 7, ground / 3)
                fill(&image, x, 76 + dy, 7, 2, ground / 3)
            }
        }
        if kind != .plain {
            for line in 0..<4 {
                for _ in 0..<30 {
                    fill(&image, Int.random(in: 10...190, using: &random), 12 + line * 9, 1, 5, ground / 2)
                }
            }
        }
        return image
    }

    private static func box(
        _ image: inout LumaImage, _ maxWidth: Int, _ maxHeight: Int, _ value: UInt8, _ random: inout SeededGenerator
    ) {
        fill(
            &image, Int.random(in: 0..<width, using: &random), Int.random(in: 0..<height, using: &random),
            Int.random(in: 4...maxWidth, using: &random), Int.random(in: 4...maxHeight, using: &random), value)
    }

    private static func fill(_ image: inout LumaImage, _ x: Int, _ y: Int, _ w: Int, _ h: Int, _ value: UInt8) {
        for row in y..<min(height, y + h) {
            for column in x..<min(width, x + w) { image.pixels[row * width + column] = value }
        }
    }
}

extension LumaImage {
    /// A Gaussian blur of standard deviation `sigma`, the border repeated.
    func blurred(_ sigma: Double) -> LumaImage {
        guard sigma > 0 else { return self }
        let radius = Int((3 * sigma).rounded(.up))
        let weights = (-radius...radius).map { Float(gaussian(Double($0) / sigma)) }
        return convolved(weights, 1, 0).convolved(weights, 0, 1)
    }

    /// Smeared along a line of `length` pixels in direction `(dx, dy)`.
    func smeared(_ length: Int, _ dx: Int, _ dy: Int) -> LumaImage {
        convolved([Float](repeating: 1, count: length), dx, dy)
    }

    /// Each pixel moved by up to `amount` grey levels either way.
    func noisy(_ amount: Int, seed: UInt64) -> LumaImage {
        var random = SeededGenerator(seed: seed)
        return mapped { UInt8(clamping: Int($0) + Int.random(in: -amount...amount, using: &random)) }
    }

    /// Each pixel changed alike.
    func mapped(_ change: (UInt8) -> UInt8) -> LumaImage {
        LumaImage(width: width, height: height, pixels: pixels.map(change))
    }

    private func convolved(_ weights: [Float], _ dx: Int, _ dy: Int) -> LumaImage {
        let sum = weights.reduce(0, +)
        let radius = weights.count / 2
        var result = self
        for y in 0..<height {
            for x in 0..<width {
                var value: Float = 0
                for k in weights.indices {
                    let column = min(width - 1, max(0, x + (k - radius) * dx))
                    let row = min(height - 1, max(0, y + (k - radius) * dy))
                    value += weights[k] * Float(pixels[row * width + column])
                }
                result.pixels[y * width + x] = UInt8(value / sum + 0.5)
            }
        }
        return result
    }
}

/// exp(-x²/2), by its series: the tests need no library for it.
private func gaussian(_ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    for n in 1..<60 {
        term *= -x * x / 2 / Double(n)
        sum += term
    }
    return max(0, sum)
}
