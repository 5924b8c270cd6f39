public import Frames
public import Inference
public import Locate

/// Reads the digits of a number line.
///
/// The line is cut out several times, a little higher, wider or narrower; the network reads all cuts in one batch, and
/// their odds are averaged place by place. A cut that goes wrong is outvoted, and doubt stays visible.
public struct LineReader: Sendable {
    /// Shape of the network's output for one strip.
    public static let outputShape = [Strip.columns, Strip.classes]

    /// One way to cut a line out, in digit heights.
    public struct Cut: Sendable, Equatable {
        /// Added above and below.
        public var vertical: Float
        /// Added left and right.
        public var horizontal: Float
        /// Moved down.
        public var shift: Float

        /// Makes a cut.
        public init(vertical: Float, horizontal: Float, shift: Float) {
            (self.vertical, self.horizontal, self.shift) = (vertical, horizontal, shift)
        }

        /// For a stream, where the next frame brings another chance.
        public static let quick = [
            Cut(vertical: 0.28, horizontal: 0.35, shift: 0), Cut(vertical: 0.4, horizontal: 0.5, shift: 0.06),
            // Wide enough for a first or last digit that the line's ends left out.
            Cut(vertical: 0.3, horizontal: 0.8, shift: -0.04),
        ]

        /// For a single picture, where there is time to look closely.
        public static let thorough =
            [Float(0.18), 0.38].flatMap { vertical in
                [Float(-0.14), 0, 0.14].map { Cut(vertical: vertical, horizontal: 0.35, shift: $0) }
            } + [
                Cut(vertical: 0.28, horizontal: 0.15, shift: 0), Cut(vertical: 0.28, horizontal: 0.6, shift: 0),
                Cut(vertical: 0.55, horizontal: 0.5, shift: 0),
            ]
    }

    private let model: Model

    /// Uses a model whose input is `[n, 1, 32, 320]` standardized strips and whose output is `outputShape` each.
    public init(model: Model) { self.model = model }

    /// Reads a number.
    ///
    /// - Parameters:
    ///   - luma: the frame.
    ///   - lines: where the number stands, as one or several ways to measure it say.
    ///   - cuts: how each line is cut out.
    /// - Returns: odds for each place; no hypotheses where nothing like a number was read.
    /// - Throws: `InferenceFailure` where the model cannot be run.
    public func read(
        _ luma: borrowing LumaPyramid, lines: [NumberLine], cuts: [Cut]
    ) throws(InferenceFailure) -> Reading {
        var strips: [(image: LumaImage, margin: Double)] = []
        for line in lines {
            let aspect = line.quad.height / max(line.quad.width, 1e-3)
            for cut in cuts {
                guard let quad = line.grown(vertical: cut.vertical, horizontal: cut.horizontal, shift: cut.shift),
                    let image = rectify(luma, quad, width: Strip.width, height: Strip.height)
                else { continue }
                strips.append((image, Double(cut.horizontal * aspect)))
            }
        }
        guard !strips.isEmpty else { return Reading(hypotheses: []) }
        let logits = try model(Strip.tensor(strips.map(\.image)))
        let scores = strips.indices.map { CharacterScores(logits, item: $0) }
        return Consensus(scores, margins: strips.map(\.margin)).reading
    }
}
