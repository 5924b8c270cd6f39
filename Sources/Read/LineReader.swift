public import Frames
public import Inference
public import Locate

/// Reads the digits of a number line.
///
/// The rows of a number in several are cut out each by itself and stand in a strip side by side, as groups of one row do.
/// The line is cut out several times, a little higher, wider or narrower; the network reads all cuts in one batch, and
/// their odds are averaged place by place. A cut that goes wrong is outvoted, and doubt stays visible.
///
/// Where a row's end was found too early, its first groups may pass for a whole number. So where the card has room for
/// another group, some cuts are made once more, as far as to where it would stand.
public struct LineReader: Sendable {
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
        /// Whether it is made once more, to where one more group of digits would stand.
        public var isReaching: Bool

        /// Makes a cut.
        public init(
            squared: Bool, vertical: Float, horizontal: Float, shift: Float = 0, reaching: Bool = false
        ) {
            (isSquared, self.vertical, self.horizontal, self.shift) = (squared, vertical, horizontal, shift)
            isReaching = reaching
        }

        /// For a stream, where the next frame brings another chance: frames take them in turn, and so err apart.
        public static let quick = [
            Cut(squared: true, vertical: 0.28, horizontal: 0.35),
            // Wide enough for a first or last digit that the line's ends left out.
            Cut(squared: false, vertical: 0.34, horizontal: 0.6, shift: 0.03, reaching: true),
            Cut(squared: true, vertical: 0.22, horizontal: 0.5, shift: -0.04),
            Cut(squared: false, vertical: 0.25, horizontal: 0.45, reaching: true),
        ]

        /// For a single picture: three that differ much, then, unless these agree, seven more.
        public static let thorough = [
            [
                Cut(squared: true, vertical: 0.28, horizontal: 0.35),
                Cut(squared: false, vertical: 0.38, horizontal: 0.35, shift: 0.1),
                Cut(squared: true, vertical: 0.3, horizontal: 0.7, reaching: true),
            ],
            [
                Cut(squared: true, vertical: 0.2, horizontal: 0.35, shift: -0.1),
                Cut(squared: true, vertical: 0.38, horizontal: 0.35, shift: 0.1),
                Cut(squared: true, vertical: 0.28, horizontal: 0.15),
                Cut(squared: false, vertical: 0.28, horizontal: 0.35),
                Cut(squared: false, vertical: 0.2, horizontal: 0.35, shift: -0.1),
                Cut(squared: false, vertical: 0.28, horizontal: 0.15),
                Cut(squared: false, vertical: 0.3, horizontal: 0.7, reaching: true),
            ],
        ]
    }

    /// So sure a reading is that more cuts would not change it.
    private static let certain = 0.98
    /// Length of one more group of digits with the gap before it, in lengths of the line: of four digits, and of three
    /// that are close.
    private static let (group, leastGroup): (Float, Float) = (0.25, 0.17)
    /// How close to the card's edge no digit stands, likewise; the edge itself looks like a one.
    private static let edge: Float = 0.03

    private let network: StripNetwork

    /// Uses the network of numbers.
    public init(network: StripNetwork) { self.network = network }

    /// Reads a number.
    ///
    /// - Parameters:
    ///   - luma: the frame.
    ///   - line: where the number stands, as its own ends show it.
    ///   - squaredLine: the same squared up by the card's outline, if there is one.
    ///   - room: to the right of the line on its card, in lengths of the line.
    ///   - cuts: how the line is cut out: a stage after another, until the reading is certain.
    /// - Returns: odds for each place; no hypotheses where nothing like a number was read.
    /// - Throws: `InferenceFailure` where the model cannot be run.
    public func read(
        _ luma: borrowing LumaPyramid, line: NumberLine, squaredLine: NumberLine?, room: Float, cuts: [[Cut]]
    ) throws(InferenceFailure) -> Reading {
        var reading = Reading(hypotheses: [])
        var scores: [CharacterScores] = []
        var margins: [CutMargins] = []
        let further = min(room - Self.edge, Self.group)
        var showsEnd = further < Self.leastGroup
        for stage in cuts where reading.certainty < Self.certain {
            var strips: [(image: LumaImage, margins: CutMargins)] = []
            for cut in stage {
                let line = cut.isSquared ? squaredLine ?? line : line
                let height = line.quad.height * line.layout.height
                let side = cut.horizontal * height / max(line.quad.width, 1e-3)
                let ends = cut.isReaching && further >= Self.leastGroup ? [side, further] : [side]
                let images = ends.compactMap { strip(luma, line, cut, until: $0) }
                guard images.count == ends.count else { continue }
                for (image, end) in zip(images, ends) {
                    let margins = CutMargins(
                        before: Double(side), after: Double(end), isReaching: end > side, rows: line.layout.count)
                    strips.append((image, margins))
                }
            }
            guard !strips.isEmpty else { continue }
            let logits = try network.logits(of: strips.map(\.image))
            for (item, strip) in strips.enumerated() {
                guard strip.margins.isReaching else {
                    scores.append(CharacterScores(logits, item: item))
                    margins.append(strip.margins)
                    continue
                }
                showsEnd = true
                guard FurtherGroup.isSeen(in: logits, item: item, strip.margins) else { continue }
                // The same cut without that group, which was just taken in, shows a part of the number.
                scores[scores.count - 1] = CharacterScores(logits, item: item)
                margins[margins.count - 1] = strip.margins
            }
            reading = Consensus(scores, margins: margins, showsEnd: showsEnd).reading
        }
        return reading
    }

    /// - Parameter end: how far the cut reaches beyond the line's end, in lengths of the line, unless its margin is wider.
    private func strip(
        _ luma: borrowing LumaPyramid, _ line: NumberLine, _ cut: Cut, until end: Float
    ) -> LumaImage? {
        let rows = line.grown(vertical: cut.vertical, horizontal: cut.horizontal, shift: cut.shift, beyond: end)
        return rectify(luma, rows: rows, width: Strip.width, height: Strip.height)
    }
}
