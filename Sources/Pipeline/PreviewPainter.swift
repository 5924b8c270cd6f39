public import CardNumber
internal import Checks
internal import Codecs
public import Events
public import Frames
public import Inference
internal import Locate

/// Makes the pictures of a stream that people may watch, from the reports of its frames.
///
/// A card is shown sharply only in frames in which the place of its number is certain, with that very frame's place
/// painted over, and once verification codes were looked for on it; see `PreviewMaker`. It holds no frame.
public struct PreviewPainter: Sendable {
    /// A picture is reduced until it is no wider than this.
    private static let mostColumns = 1000
    /// Frames of each card in which codes are looked for before it is shown.
    private static let looks = 2

    private let policy: NumberPolicy
    private let finder: CodeFinder
    private let decoder = FrameDecoder()
    private var card: Card?

    /// The card at hand.
    private struct Card {
        let firstFrame: Int
        /// What was found on it that may be a code, and known rows, which are none; as parts of the card.
        var codes: [CardQuad] = []
        var rows: [CardQuad] = []
        /// Frames in which codes were looked for.
        var looks = 0
    }

    /// Makes a painter that hides of each number what the policy hides in text.
    public init(models: Models, policy: NumberPolicy) {
        (self.policy, finder) = (policy, CodeFinder(network: models.numbers))
    }

    /// The picture of a frame; `nil` where the report carries none, or it cannot be decoded.
    ///
    /// - Throws: `InferenceFailure` where a model cannot be run.
    public mutating func picture(of report: FrameReport) throws(InferenceFailure) -> ColorImage? {
        guard let frame = report.picture else { return nil }
        let reduction = Self.reduction(frame.width)
        guard let picture = try? decoder.color(of: frame, reduction: reduction) else { return nil }
        guard let quad = report.quad, let line = report.line, let codes = try codes(on: quad, line, report, frame)
        else {
            return PreviewMaker.preview(of: picture, showing: nil, policy: policy)
        }
        let scale = 1 / Float(reduction.rawValue)
        func reduced(_ place: Point) -> Point { Point((place.x + 0.5) * scale - 0.5, (place.y + 0.5) * scale - 0.5) }
        return PreviewMaker.preview(
            of: picture, showing: .init(quad: quad.mapped(reduced), line: line.mapped(reduced), codes: codes),
            policy: policy)
    }

    /// What may be a code on the card at hand; `nil` where it was not looked for in enough frames.
    private mutating func codes(
        on quad: CardQuad, _ line: NumberLine, _ report: FrameReport, _ frame: Frame
    ) throws(InferenceFailure) -> [CardQuad]? {
        guard let firstFrame = report.firstFrame,
            let toCard = Homography(from: quad, to: CardQuad(x: 0, y: 0, width: 1, height: 1))
        else { return nil }
        var card = card.flatMap { $0.firstFrame == firstFrame ? $0 : nil } ?? Card(firstFrame: firstFrame)
        let rows = report.fieldRows.map { $0.mapped { toCard($0) } }
        if card.looks < Self.looks {
            card.codes += try frame.withLuma { (view) throws(InferenceFailure) in
                try finder.codes(LumaPyramid(view), card: quad, rows: [line.quad] + report.fieldRows)
            }
            card.rows += rows
            card.looks += 1
        }
        // A row that was not read in one of the frames is known from another.
        card.codes.removeAll { code in (card.rows + rows).contains { $0.holds(code.center) } }
        self.card = card
        return card.looks < Self.looks ? nil : card.codes
    }

    private static func reduction(_ columns: Int) -> JPEGDecoder.Reduction {
        [.none, .half, .quarter].first { columns <= mostColumns * $0.rawValue } ?? .eighth
    }
}

extension CardQuad {
    /// Whether a place lies within this row, which is level.
    fileprivate func holds(_ place: Point) -> Bool {
        let (xs, ys) = (corners.map(\.x), corners.map(\.y))
        return xs.contains { $0 < place.x } && xs.contains { $0 > place.x } && ys.contains { $0 < place.y }
            && ys.contains { $0 > place.y }
    }
}
