public import Frames

/// How well one frame shows the card.
public struct CardQuality: Sendable, Equatable {
    /// Size at which a card is judged: pixels of the rectified card. What a far card lacks in pixels shows as blur.
    public static let cardWidth = 428
    /// Rows of the rectified card.
    public static let cardHeight = 270

    /// Fine detail against coarse, 0 (all blurred) to about 1.
    public let sharpness: Double
    /// Mean brightness, 0...255.
    public let brightness: Double
    /// What one pixel in twenty exceeds, 0...255: tells too little light from a black card.
    public let highlights: Double
    /// Share of the card that is burnt out, 0...1.
    public let glare: Double

    /// Judges a rectified card.
    public init(card: LumaImage) {
        sharpness = Sharpness.measure(card)
        let light = Light(card)
        (brightness, highlights, glare) = (light.mean, light.highlights, light.burntOut)
    }

    /// Makes a quality from its parts.
    public init(sharpness: Double, brightness: Double, highlights: Double, glare: Double) {
        (self.sharpness, self.brightness, self.highlights, self.glare) = (sharpness, brightness, highlights, glare)
    }

    /// The quality in one number, 0...100; 50 is the threshold that reading services advise.
    public var value: Int { Int(score.rounded()) }

    /// The quality before it is rounded, 0...100.
    public var score: Double {
        let exposure = ramp(highlights, from: 15, to: 70) * (1 - ramp(brightness, from: 225, to: 250))
        return 100 * sharpness * (0.25 + 0.75 * exposure) * (1 - 0.6 * ramp(glare, from: 0.08, to: 0.5))
    }
}

/// 0 below `from`, 1 above `to`, straight between.
func ramp(_ value: Double, from: Double, to: Double) -> Double { min(1, max(0, (value - from) / (to - from))) }
