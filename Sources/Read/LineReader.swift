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
        /// Whether the line is taken as the card's outline squares it up, rather than by its own ends.
        public var isSquared: Bool
        /// Added above and below.
        public var vertical: Float
        /// Added left and right.
        public var horizontal: Float
        /// Moved down.
        public var shift: Float

        /// Makes a cut.
        public init(squared: Bool, vertical: Float, horizontal: Float, shift: Float = 0) {
            (isSquared, self.vertical, self.horizontal, self.shift) = (squared, vertical, horizontal, shift)
        }

        /// For a stream, where the next frame brings another chance: one cut by each measure of the line.
        public static let quick = [
            Cut(squared: true, vertical: 0.28, horizontal: 0.35),
            // Wide enough for a first or last digit that the line's ends left out.
            Cut(squared: false, vertical: 0.34, horizontal: 0.6, shift: 0.03),
        ]

        /// For a single picture: three that differ much, then, unless these agree, seven more.
        public static let thorough = [
            [
                Cut(squared: true, vertical: 0.28, horizontal: 0.35),
                Cut(squared: false, vertical: 0.38, horizontal: 0.35, shift: 0.1),
                Cut(squared: true, vertical: 0.3, horizontal: 0.7),
            ],
            [
                Cut(squared: true, vertical: 0.2, horizontal: 0.35, shift: -0.1),
                Cut(squared: true, vertical: 0.38, horizontal: 0.35, shift: 0.1),
                Cut(squared: true, vertical: 0.28, horizontal: 0.15),
                Cut(squared: false, vertical: 0.28, horizontal: 0.35),
                Cut(squared: false, vertical: 0.2, horizontal: 0.35, shift: -0.1),
                Cut(squared: false, vertical: 0.28, horizontal: 0.15),
                Cut(squared: false, vertical: 0.3, horizontal: 0.7),
            ],
        ]
    }

    /// So sure a reading is that more cuts would not change it.
    private static let certain = 0.98

    private let model: Model

    /// Uses a model whose input is `[n, 1, 32, 320]` standardized strips and whose output is `outputShape` each.
    public init(model: Model) { self.model = model }

    /// Reads a number.
    ///
    /// - Parameters:
    ///   - luma: the frame.
    ///   - line: where the number stands, as its own ends show it.
    ///   - squaredLine: the same squared up by the card's outline, if there is one.
    ///   - cuts: how the line is cut out: a stage after another, until the reading is certain.
    /// - Returns: odds for each place; no hypotheses where nothing like a number was read.
    /// - Throws: `InferenceFailure` where the model cannot be run.
    public func read(
        _ luma: borrowing LumaPyramid, line: NumberLine, squaredLine: NumberLine?, cuts: [[Cut]]
    ) throws(InferenceFailure) -> Reading {
        var reading = Reading(hypotheses: [])
        var scores: [CharacterScores] = []
        var margins: [Double] = []
        for stage in cuts where reading.certainty < Self.certain {
            var strips: [LumaImage] = []
            for cut in stage {
                let line = cut.isSquared ? squaredLine ?? line : line
                guard let quad = line.grown(vertical: cut.vertical, horizontal: cut.horizontal, shift: cut.shift),
                    let image = rectify(luma, quad, width: Strip.width, height: Strip.height)
                else { continue }
                strips.append(image)
                margins.append(Double(cut.horizontal * line.quad.height / max(line.quad.width, 1e-3)))
            }
            guard !strips.isEmpty else { continue }
            let logits = try model(Strip.tensor(strips))
            scores += strips.indices.map { CharacterScores(logits, item: $0) }
            reading = Consensus(scores, margins: margins).reading
        }
        return reading
    }
}
