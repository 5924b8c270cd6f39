internal import Checks
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
    /// The fields that were looked for.
    var sought: [CardField] = []
    /// Odds for the texts of those of them that are seen.
    var fields: [CardField: FieldReading] = [:]
    /// What may be wrong with the card or its picture, where that was asked.
    var checks: CheckScores?
    /// The number line, small, to compare frames by.
    var fingerprint: [UInt8] = []

    /// How sure the likeliest number is.
    var certainty: Double { reading?.certainty ?? 0 }
    /// With so much certainty a row was read as a number.
    static let legible = 0.3
    /// Whether a number was read.
    var isRead: Bool { certainty > Self.legible }
}

/// Runs the stages on one frame: locate, judge, read. Holds no state.
struct FrameExaminer: Sendable {
    /// How much is done to read a frame.
    struct Effort: Sendable {
        /// How the number of a frame is cut out, by the frame's place in its stream.
        var number: @Sendable (Int) -> [[LineReader.Cut]]
        /// The same for texts.
        var text: @Sendable (Int) -> [[TextReader.Cut]]

        /// For a stream: one cut a frame. The next frame is cut otherwise, and so errs otherwise.
        static let quick = Effort(
            number: { [[LineReader.Cut.quick[$0 % LineReader.Cut.quick.count]]] },
            text: { [[TextReader.Cut.quick[$0 % TextReader.Cut.quick.count]]] })
        /// For a single picture: as many as it takes.
        static let thorough = Effort(number: { _ in LineReader.Cut.thorough }, text: { _ in TextReader.Cut.thorough })
    }

    private static let fingerprintWidth = 160
    private static let fingerprintHeight = 16
    /// A number that is not read is tried in other rows and upside down, too, since some layouts look alike either way. So
    /// many times as sure it must be there as where it was found: the layout is seldom wrong.
    private static let elsewhere = 3.0
    /// With so much certainty a still picture is read for good.
    private static let sure = 0.9

    private let locator: CardLocator
    private let reader: LineReader
    private let textReader: TextReader
    private let checks: CardChecks
    private let codeFinder: CodeFinder
    private let options: RecognizerOptions
    private let effort: Effort

    init(models: Models, options: RecognizerOptions, effort: Effort) {
        locator = CardLocator(model: models.locator)
        reader = LineReader(network: models.numbers)
        textReader = TextReader(network: models.texts, names: models.names)
        checks = CardChecks(model: models.checks)
        codeFinder = CodeFinder(network: models.numbers)
        (self.options, self.effort) = (options, effort)
    }

    /// - Parameters:
    ///   - previous: where the card was in the frame before.
    ///   - row: where its number was read before.
    ///   - fields: those that are to be read where the frame shows a number.
    ///   - checking: whether it is to be checked what may be wrong with the card or its picture.
    ///   - knows: whether a number line that looks like this need not be read again.
    /// - Returns: what the frame shows; `nil` where there is no card.
    func examine(
        _ frame: Frame, near previous: CardQuad?, row: NumberRow = NumberRow(), fields: [CardField],
        checking: Bool = true, knows: ([UInt8]) -> Bool = { _ in false }, _ times: inout StageTimes
    ) throws(InferenceFailure) -> Examination? {
        var measured = times
        defer { times = measured }
        return try frame.withLuma { (view) throws(InferenceFailure) in
            let luma = LumaPyramid(view)
            let found = try measured.measure("locate") { () throws(InferenceFailure) in
                try locator.locate(luma, near: previous)
            }
            guard let sighting = found.map(row.added) else { return nil }
            var examination = try examine(luma, sighting, in: frame, fields: fields, knows: knows, &measured)
            if checking { try check(luma, &examination, &measured) }
            return examination
        }
    }

    /// Examines a frame that no other one follows: unless the card is read for certain, the whole picture is taken for a
    /// card, too, and then a row of digits without a card. The surest reading counts.
    func examineClosely(
        _ frame: Frame, fields: [CardField], _ times: inout StageTimes
    ) throws(InferenceFailure) -> Examination? {
        var measured = times
        defer { times = measured }
        return try frame.withLuma { (view) throws(InferenceFailure) in
            let luma = LumaPyramid(view)
            let whole = CardQuad(x: -0.5, y: -0.5, width: Float(luma.width), height: Float(luma.height))
            var best: Examination?
            for attempt in 0..<3 where (best?.certainty ?? 0) < Self.sure {
                let found = try measured.measure("locate") { () throws(InferenceFailure) in
                    switch attempt {
                    case 0: try locator.locate(luma)
                    case 1: try locator.look(luma, at: whole)
                    default: try locator.lookForLine(luma)
                    }
                }
                guard let found, best == nil || found.line != nil,
                    let seen = try examine(
                        luma, found, in: frame, fields: fields, knows: { _ in false }, &measured)
                else { continue }
                // Where nothing can be read, the card is the one that was located.
                if best == nil || seen.certainty > max(Examination.legible, best?.certainty ?? 0) { best = seen }
            }
            try check(luma, &best, &measured)
            return best
        }
    }

    /// Judges and reads a card where it was found; `nil` where its outline cannot be squared up.
    private func examine(
        _ luma: borrowing LumaPyramid, _ sighting: CardSighting, in frame: Frame, fields: [CardField],
        knows: ([UInt8]) -> Bool, _ times: inout StageTimes
    ) throws(InferenceFailure) -> Examination? {
        guard var examination = times.measure("quality", { judge(luma, sighting) }) else { return nil }
        guard examination.refusal == nil,
            let likeliest = sighting.squaredLine ?? sighting.line ?? sighting.rivals.first
        else { return examination }
        examination.fingerprint = fingerprint(luma, likeliest)
        if !knows(examination.fingerprint) {
            try times.measure("read") { () throws(InferenceFailure) in
                try readNumber(luma, sighting, in: frame, &examination)
            }
            // A frame that hardly shows the number does not show smaller print.
            guard examination.isRead else { return examination }
        }
        guard !fields.isEmpty else { return examination }
        examination.sought = fields
        examination.fields = try times.measure("fields") { () throws(InferenceFailure) in
            // Every other frame is looked at where a field may be that was not sighted.
            let lacks = fields.contains { examination.sighting.fields[$0] == nil }
            examination.sighting.fields = try locator.fields(
                of: examination.sighting, in: luma, elsewhere: lacks && !frame.sequence.isMultiple(of: 2))
            let rows = examination.sighting.fields.filter { fields.contains($0.key) }
            return rows.isEmpty ? [:] : try textReader.read(luma, lines: rows, cuts: effort.text(frame.sequence))
        }
        return examination
    }

    /// Looks for what may be wrong with the card or its picture, unless there is none or it is too poor.
    private func check(
        _ luma: borrowing LumaPyramid, _ examination: inout Examination?, _ times: inout StageTimes
    ) throws(InferenceFailure) {
        guard let seen = examination, seen.refusal == nil else { return }
        examination?.checks = try times.measure("checks") { () throws(InferenceFailure) in
            try checks(luma, card: seen.sighting.quad)
        }
    }

    /// Where verification codes may stand on a card, as parts of it.
    ///
    /// - Parameter fields: where the fields stand that were read, as parts of the card. A row that was only taken for a field
    ///   may be a code.
    func codes(
        in frame: Frame, _ sighting: CardSighting, fields: [CardQuad]
    ) throws(InferenceFailure) -> [CardQuad] {
        let toFrame = Homography(from: CardQuad(x: 0, y: 0, width: 1, height: 1), to: sighting.quad)
        let known = fields.compactMap { field in toFrame.map { map in field.mapped { map($0) } } }
        let rows = [sighting.squaredLine?.quad, sighting.line?.quad] + known
        return try frame.withLuma { (view) throws(InferenceFailure) in
            try codeFinder.codes(LumaPyramid(view), card: sighting.quad, rows: rows.compactMap(\.self))
        }
    }

    /// Reads the number in the row that was found for it, and while there is none, in the others and upside down.
    private func readNumber(
        _ luma: borrowing LumaPyramid, _ sighting: CardSighting, in frame: Frame, _ examination: inout Examination
    ) throws(InferenceFailure) {
        if sighting.line != nil { examination.reading = try read(luma, sighting, in: frame) }
        let turned = sighting.line == nil ? [] : [sighting.turned]
        for other in sighting.rivals.map(sighting.taking) + turned where !examination.isRead {
            let reading = try read(luma, other, in: frame)
            let least = max(Examination.legible, Self.elsewhere * examination.certainty)
            guard reading.certainty > least, let line = other.squaredLine ?? other.line else { continue }
            (examination.reading, examination.sighting) = (reading, other)
            examination.fingerprint = fingerprint(luma, line)
        }
        if examination.reading == nil { examination.fingerprint = [] }
    }

    /// A number's row, small.
    private func fingerprint(_ luma: borrowing LumaPyramid, _ line: NumberLine) -> [UInt8] {
        rectify(luma, rows: line.rows, width: Self.fingerprintWidth, height: Self.fingerprintHeight)?.pixels ?? []
    }

    private func read(
        _ luma: borrowing LumaPyramid, _ sighting: CardSighting, in frame: Frame
    ) throws(InferenceFailure) -> Reading {
        guard let line = sighting.line else { return Reading(hypotheses: []) }
        return try reader.read(
            luma, line: line, squaredLine: sighting.squaredLine, room: sighting.roomAfterNumber,
            cuts: effort.number(frame.sequence))
    }

    private func judge(_ luma: borrowing LumaPyramid, _ sighting: CardSighting) -> Examination? {
        let (long, short) = (CardQuality.cardWidth, CardQuality.cardHeight)
        let portrait = sighting.isPortrait
        guard
            let card = rectify(
                luma, sighting.quad, width: portrait ? short : long, height: portrait ? long : short, isPicked: true)
        else { return nil }
        let quality = CardQuality(card: card)
        let width = Double(max(sighting.quad.width, sighting.quad.height))
        return Examination(
            sighting: sighting, quality: quality, refusal: options.gate.refusal(quality, width: width),
            complaint: options.gate.complaint(quality, width: width))
    }
}
