/// Decides whether a frame is worth reading, and says what a person could do better.
public struct QualityGate: Sendable {
    /// What keeps a frame from being read, or makes it hard.
    public enum Fault: String, Sendable, CaseIterable {
        /// The card is too small in the picture.
        case tooFar = "too_far"
        /// Out of focus or smeared by motion.
        case blurred
        /// Too little light.
        case tooDark = "too_dark"
        /// Too much light.
        case tooBright = "too_bright"
        /// Light is mirrored on the card.
        case glare
    }

    /// Least width of the card in frame pixels: below it the digits are about six pixels high.
    public var minimumWidth = 150.0
    /// Width of the card in frame pixels below which a person is asked to come closer.
    public var comfortableWidth = 260.0
    /// Least quality for a frame to be read.
    public var minimumQuality = 14.0
    /// Quality below which a person is asked to hold still.
    public var comfortableQuality = 38.0

    /// The defaults.
    public init() {}

    /// Why this frame should not be read; `nil` if it may.
    ///
    /// - Parameters:
    ///   - quality: of the rectified card.
    ///   - width: of the card in frame pixels.
    public func refusal(_ quality: CardQuality, width: Double) -> Fault? {
        if width < minimumWidth { return .tooFar }
        if quality.highlights < 22 { return .tooDark }
        if quality.brightness > 248 { return .tooBright }
        // A reflection leaves the rest of the card as it was; light that burns out most of it is everywhere.
        if quality.glare > 0.6 { return quality.brightness > 215 ? .tooBright : .glare }
        if quality.score < minimumQuality { return .blurred }
        return nil
    }

    /// What hinders most in a frame that may be read; `nil` if it is fine.
    public func complaint(_ quality: CardQuality, width: Double) -> Fault? {
        if let refusal = refusal(quality, width: width) { return refusal }
        if width < comfortableWidth { return .tooFar }
        if quality.highlights < 55 { return .tooDark }
        if quality.brightness > 235 { return .tooBright }
        if quality.glare > 0.15 { return .glare }
        return quality.score < comfortableQuality ? .blurred : nil
    }
}
