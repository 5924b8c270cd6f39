internal import Frames
public import Inference

/// A network that reads rows of text: a backbone that sees strokes, and a head that makes characters of them.
///
/// Strokes look alike in numbers and in other texts, which therefore share a backbone; each has a head of its own.
public struct StripNetwork: Sendable {
    private let backbone: Model
    private let head: Model

    /// Joins two models.
    ///
    /// - Parameters:
    ///   - backbone: from `[n, 1, 32, width]` standardized strips to `[n, 192, 4, width / 4]` features.
    ///   - head: from these to `[n, width / 4, 42]` logits.
    public init(backbone: Model, head: Model) { (self.backbone, self.head) = (backbone, head) }

    /// Reads strips.
    ///
    /// - Parameter strips: pictures of the strip's height and all of one width, a multiple of 32.
    /// - Returns: for each strip a row of logits for each column, shape `[strips, columns, Strip.classes]`.
    /// - Throws: `InferenceFailure` where a model cannot be run.
    func logits(of strips: [LumaImage]) throws(InferenceFailure) -> Tensor {
        let input = Strip.tensor(strips)
        let columns = input.shape[3] / Strip.columnWidth
        let features = try backbone(input, outputShape: [Strip.channels, Strip.featureRows, columns])
        return try head(features, outputShape: [columns, Strip.classes])
    }
}
