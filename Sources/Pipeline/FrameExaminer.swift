internal import Frames
internal import Inference
internal import Locate
internal import Quality
internal import Read

/// What one frame shows: card, quality, number.
struct Examination {
    var sighting: CardSighting
    var quality: CardQuality
    /// Why the frame was not read.
    var refusal: QualityGate.Fault?
    /// What a person could do better, even where the frame was read.
    var complaint: QualityGate.Fault?
    /// Odds for the digits; `nil` where there is no number line, or the frame was refused.
    var reading: Reading?
    /// The number line, small, to compare frames by.
    var fingerprint: [UInt8] = []
}

/// Runs the stages on one frame: locate, judge, read. Holds no state.
struct FrameExaminer: Sendable {
    private static let fingerprintWidth = 160
    private static let fingerprintHeight = 16

    private let locator: CardLocator
    private let reader: LineReader
    private let options: RecognizerOptions
    private let cuts: [LineReader.Cut]

    init(models: Models, options: RecognizerOptions, cuts: [LineReader.Cut], locating: CardLocator.Options) {
        locator = CardLocator(model: models.locator, options: locating)
        reader = LineReader(model: models.reader)
        (self.options, self.cuts) = (options, cuts)
    }

    /// - Parameters:
    ///   - previous: where the card was in the frame before.
    ///   - knows: whether a number line that looks like this need not be read again.
    /// - Returns: what the frame shows; `nil` where there is no card.
    func examine(
        _ frame: Frame, near previous: CardQuad?, knows: ([UInt8]) -> Bool = { _ in false },
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
            guard !knows(examination.fingerprint) else { return examination }
            examination.reading = try measured.measure("read") { () throws(InferenceFailure) in
                try reader.read(luma, line: line, squaredLine: sighting.squaredLine, cuts: cuts)
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
