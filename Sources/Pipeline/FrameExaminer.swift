internal import Frames
internal import Inference
internal import Locate
internal import Quality
internal import Read

/// What one frame shows: card, quality, number, and other fields.
struct Examination {
    var sighting: CardSighting
    var quality: CardQuality
    /// Why the frame was not read.
    var refusal: QualityGate.Fault?
    /// What a person could do better, even where the frame was read.
    var complaint: QualityGate.Fault?
    /// Odds for the digits; `nil` where there is no number line, or the frame was refused.
    var reading: Reading?
    /// Odds for the texts of those fields that were wanted and are seen.
    var fields: [CardField: TextReading] = [:]
    /// The number line, small, to compare frames by.
    var fingerprint: [UInt8] = []
}

/// Runs the stages on one frame: locate, judge, read. Holds no state.
struct FrameExaminer: Sendable {
    /// How rows are cut out to be read: what frames take in turn.
    struct Cuts: Sendable {
        var number: [[LineReader.Cut]]
        var text: [[TextReader.Cut]]

        /// For a stream: one cut a frame. The next frame is cut otherwise, and so errs otherwise.
        static let quick = Cuts(number: LineReader.Cut.quick.map { [$0] }, text: TextReader.Cut.quick.map { [$0] })
        /// For a single picture: all at once.
        static let thorough = Cuts(number: [LineReader.Cut.thorough], text: [TextReader.Cut.thorough])
    }

    private static let fingerprintWidth = 160
    private static let fingerprintHeight = 16

    private let locator: CardLocator
    private let reader: LineReader
    private let textReader: TextReader
    private let options: RecognizerOptions
    private let cuts: Cuts

    init(models: Models, options: RecognizerOptions, cuts: Cuts, locating: CardLocator.Options) {
        locator = CardLocator(model: models.locator, options: locating)
        reader = LineReader(model: models.reader)
        textReader = TextReader(model: models.reader)
        (self.options, self.cuts) = (options, cuts)
    }

    /// - Parameters:
    ///   - previous: where the card was in the frame before.
    ///   - fields: those that are to be read where the frame shows a number.
    ///   - knows: whether a number line that looks like this need not be read again.
    /// - Returns: what the frame shows; `nil` where there is no card.
    func examine(
        _ frame: Frame, near previous: CardQuad?, fields: [CardField], knows: ([UInt8]) -> Bool = { _ in false },
        _ times: inout StageTimes
    ) throws(InferenceFailure) -> Examination? {
        var measured = times
        defer { times = measured }
        return try frame.withLuma { (view) throws(InferenceFailure) in
            let luma = LumaPyramid(view)
            let found = try measured.measure("locate") { () throws(InferenceFailure) in
                try locator.locate(luma, near: previous)
            }
            guard let sighting = found else { return nil }
            guard var examination = measured.measure("quality", { judge(luma, sighting) }) else { return nil }
            guard examination.refusal == nil, let line = sighting.line else { return examination }
            examination.fingerprint =
                rectify(
                    luma, (sighting.squaredLine ?? line).quad, width: Self.fingerprintWidth,
                    height: Self.fingerprintHeight)?.pixels ?? []
            if !knows(examination.fingerprint) {
                let reading = try measured.measure("read") { () throws(InferenceFailure) in
                    try reader.read(
                        luma, line: line, squaredLine: sighting.squaredLine,
                        cuts: cuts.number[frame.sequence % cuts.number.count])
                }
                examination.reading = reading
                guard !reading.hypotheses.isEmpty else { return examination }
            }
            let rows = sighting.fields.filter { fields.contains($0.key) }
            guard !rows.isEmpty else { return examination }
            examination.fields = try measured.measure("fields") { () throws(InferenceFailure) in
                try textReader.read(luma, lines: rows, cuts: cuts.text[frame.sequence % cuts.text.count])
            }
            return examination
        }
    }

    private func judge(_ luma: borrowing LumaPyramid, _ sighting: CardSighting) -> Examination? {
        let (long, short) = (CardQuality.cardWidth, CardQuality.cardHeight)
        let portrait = sighting.isPortrait
        guard
            let card = rectify(
                luma, sighting.quad, width: portrait ? short : long, height: portrait ? long : short)
        else { return nil }
        let quality = CardQuality(card: card)
        let width = Double(max(sighting.quad.width, sighting.quad.height))
        return Examination(
            sighting: sighting, quality: quality, refusal: options.gate.refusal(quality, width: width),
            complaint: options.gate.complaint(quality, width: width))
    }
}
