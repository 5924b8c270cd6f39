internal import CardNumber
internal import Checks
internal import Codecs
public import Events
public import Frames
internal import Fuse
public import Inference
internal import Issuers
public import Locate
internal import Quality
internal import Read

/// Reads the card on a single picture: more cuts than a stream needs, and no second chance.
public struct StillReader: Sendable {
    private let options: RecognizerOptions
    private let fields: [CardField]
    private let examiner: FrameExaminer
    private let clock: StageTimes.Clock?

    /// Makes a reader.
    ///
    /// - Parameters:
    ///   - fields: those to read beside the number.
    ///   - clock: measures the stages.
    public init(
        models: Models, options: RecognizerOptions = RecognizerOptions(), fields: [CardField] = CardField.allCases,
        clock: StageTimes.Clock? = nil
    ) {
        (self.options, self.fields, self.clock) = (options, fields, clock)
        examiner = FrameExaminer(models: models, options: options, effort: .thorough)
    }

    /// Reads one picture.
    ///
    /// - Returns: what the picture shows, without a number where none is read with enough certainty, and how long the
    ///   stages took where there is a clock. The number may fail the Luhn check; `luhn` says so.
    /// - Throws: `InferenceFailure` where a model cannot be run.
    public func read(_ frame: Frame) throws(InferenceFailure) -> (card: CardReading, timings: [StageTime]) {
        var times = StageTimes(clock: clock)
        guard let examination = try examiner.examineClosely(frame, fields: fields, &times) else {
            return (CardReading(), times.times)
        }
        return (card(frame, examination), times.times)
    }

    private func card(_ frame: Frame, _ examination: Examination) -> CardReading {
        var card = CardReading()
        if let hypothesis = examination.reading?.hypotheses.first, let number = PAN(digits: hypothesis.digits),
            hypothesis.confidence >= options.minimumStillConfidence,
            WholeNumber(issuers: options.issuers).accepts(
                number, Grouping(hypothesis.centers, rows: examination.sighting.rows), rows: examination.sighting.rows)
        {
            let verdict = NumberFuser.Verdict(
                number: number, confidence: Calibration.ofStill(hypothesis.confidence),
                places: hypothesis.places.map { ($0.max() ?? 0, 1) }, centers: hypothesis.centers)
            card = CardReading(
                verdict: verdict, sighting: examination.sighting, quality: examination.quality.value)
            card.add(options.issuers.product(of: number), isResult: false)
            let places = CardField.allCases.map { ($0, examination.place(of: $0)) }
            card.add(
                verdicts(of: examination), at: Dictionary(uniqueKeysWithValues: places).compactMapValues(\.self),
                today: options.today())
            card.add(examination.checks?.findings ?? [])
            if options.wantsPicture,
                let codes = try? examiner.codes(in: frame, examination.sighting, fields: card.fieldPlaces)
            {
                card.codes = codes
                card.picture = try? FrameDecoder().color(of: frame)
            }
        } else if examination.checks?.findings.contains(.other) != true {
            card.quality = examination.quality.value
            card.quad = examination.sighting.quad
        }
        return card
    }

    /// The fields that one picture is sure enough of.
    private func verdicts(of examination: Examination) -> [CardField: FieldFuser.Verdict] {
        var verdicts: [CardField: FieldFuser.Verdict] = [:]
        for (field, reading) in examination.fields {
            guard let verdict = FieldFuser.verdict(of: reading.text, for: field),
                verdict.confidence >= options.minimumStillFieldConfidence
            else { continue }
            verdicts[field] = verdict
        }
        return verdicts
    }
}
