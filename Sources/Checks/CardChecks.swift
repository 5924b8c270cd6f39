public import Frames
public import Inference
public import Locate

/// What may be wrong with a picture of a card, or with the card.
public enum Check: Int, Sendable, CaseIterable {
    /// A part of the card's edge is hidden or lies outside the picture.
    case border
    /// Light is mirrored on the card so strongly that print is lost.
    case glare
    /// It is a print of a card.
    case copy
    /// It is a display that shows a card.
    case reshoot
    /// The picture was never taken by a camera: card information drawn by a program.
    case screenshot
    /// It is no card.
    case other
}

/// What one picture says of each check: above 0 where it holds, by the threshold that the network was exported with.
public struct CheckScores: Sendable, Equatable {
    private let scores: [Float]

    /// Takes the scores in the order of `Check`.
    public init(_ scores: [Float]) {
        precondition(scores.count == Check.allCases.count)
        self.scores = scores
    }

    /// The logarithm of the odds, less the threshold.
    public subscript(check: Check) -> Float { scores[check.rawValue] }

    /// The checks that hold.
    public var findings: Set<Check> { Set(Check.allCases.filter { self[$0] > 0 }) }
}

/// Looks for what may be wrong with a card or its picture, by a small network over a `CheckSheet`.
public struct CardChecks: Sendable {
    /// How far a corner may lie outside the picture, in widths of the card: as far as the locator errs.
    private static let outside: Float = 0.075
    /// How far the corners of a digital picture's card may be from standing square, in widths of the card: likewise.
    private static let lean: Float = 0.045
    /// What a whole width of the card counts in a score.
    private static let slope: Float = 100

    private let model: Model

    /// Uses a model whose input is `[1, 1, 384, 192]` luma, 0...255, and whose output is a score for each check.
    public init(model: Model) { self.model = model }

    /// Checks the card in a frame.
    ///
    /// - Parameters:
    ///   - luma: the frame.
    ///   - card: the card's corners in frame pixels.
    /// - Returns: `nil` where the corners span no picture.
    /// - Throws: `InferenceFailure` where the model cannot be run.
    public func callAsFunction(
        _ luma: borrowing LumaPyramid, card: CardQuad
    ) throws(InferenceFailure) -> CheckScores? {
        guard let looks = CheckSheet(luma, card: card)?.looks else { return nil }
        var scores = [Float](repeating: 0, count: Check.allCases.count)
        var input = Tensor(shape: [1, 1, CheckSheet.height, CheckSheet.width])
        for look in looks {
            for i in look.pixels.indices { input.values[i] = Float(look.pixels[i]) }
            let seen = try model(input, outputShape: [Check.allCases.count]).values
            for i in scores.indices { scores[i] += seen[i] / Float(looks.count) }
        }
        // The network tells what is hidden; what lies outside follows from the corners. Nobody holds a camera quite level.
        let outside = Self.outside(card, width: luma.width, height: luma.height)
        scores[Check.border.rawValue] = max(scores[Check.border.rawValue], outside)
        scores[Check.screenshot.rawValue] = min(scores[Check.screenshot.rawValue], Self.level(card))
        return CheckScores(scores)
    }

    /// A score for how far a card reaches beyond the picture, above 0 where that is more than the locator's error.
    package static func outside(_ card: CardQuad, width: Int, height: Int) -> Float {
        let (right, bottom) = (Float(width), Float(height))
        let farthest = card.corners.reduce(-Float.infinity) {
            max($0, -$1.x, -$1.y, $1.x - right, $1.y - bottom)
        }
        return (farthest / max(card.width, card.height, 1) - outside) * slope
    }

    /// A score for how level and square a card stands, above 0 where that is as much as the locator can tell.
    package static func level(_ card: CardQuad) -> Float {
        let xs = card.corners.map(\.x).sorted()
        let ys = card.corners.map(\.y).sorted()
        // Half of what the two corners of a side differ by.
        let lean = max(xs[1] - xs[0], xs[3] - xs[2], ys[1] - ys[0], ys[3] - ys[2]) / 2
        return (self.lean - lean / max(card.width, card.height, 1)) * slope
    }
}
