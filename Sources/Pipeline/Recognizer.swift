internal import CardNumber
internal import Checks
internal import Codecs
public import Events
public import Frames
internal import Fuse
public import Inference
internal import Issuers
internal import Locate
internal import Quality
internal import Read

/// Turns frames into events: the whole of recognition, as a pure function of the frames given so far.
///
/// It reads no clock (time comes with the frame), starts no thread and keeps no frame but the best of the card at hand,
/// so the same frames give the same events, always.
public struct Recognizer: Sendable {
    private let options: RecognizerOptions
    private let examiner: FrameExaminer
    private let decoder = FrameDecoder()
    private let clock: StageTimes.Clock?

    private var presentation: Presentation?
    /// Where the card was in the frame before.
    private var track: CardQuad?
    private var guide = Guide()
    private var nextID = 1
    /// Whether there is a card at hand.
    public var hasCard: Bool { presentation != nil }
    /// Frames that were not read because the card in them is blurred.
    public private(set) var blurredFrames = 0
    /// The number that was here last, and when it was last seen.
    private var lastResult: (number: PAN, seen: Duration)?

    /// Makes a recognizer.
    ///
    /// - Parameter clock: measures the stages, which then stand in the events; `nil` keeps a replay repeatable.
    public init(models: Models, options: RecognizerOptions = RecognizerOptions(), clock: StageTimes.Clock? = nil) {
        (self.options, self.clock) = (options, clock)
        examiner = FrameExaminer(
            models: models, options: options, effort: .quick)
    }

    /// Examines the next frame.
    ///
    /// - Parameters:
    ///   - frame: later than the frames before.
    ///   - decoding: how long its decoding took, to stand among the timings.
    /// - Returns: what happened, in order; mostly nothing.
    /// - Throws: `InferenceFailure` where a model cannot be run.
    public mutating func process(
        _ frame: Frame, decoding: Duration? = nil
    ) throws(InferenceFailure) -> [CardEvent] {
        var times = StageTimes(clock: clock)
        if let decoding { times.add("decode", decoding) }
        let open = presentation
        let examination = try examiner.examine(
            frame, near: track, row: open?.numberRow ?? NumberRow(), fields: open?.fieldsToRead(in: frame) ?? [],
            checking: open?.wantsChecks ?? true, knows: { open?.knows($0, in: frame) ?? false }, &times)
        return take(examination, of: frame, &times)
    }

    /// Takes in what a frame shows; `nil` where that is no card.
    mutating func take(_ examination: Examination?, of frame: Frame, _ times: inout StageTimes) -> [CardEvent] {
        track = examination?.sighting.quad
        if examination?.refusal == .blurred { blurredFrames += 1 }
        var events: [CardEvent] = []
        if let open = presentation, examination == nil, frame.time - open.lastSeen >= options.absence {
            events += end(at: Moment(time: frame.time, frame: frame.sequence))
        }
        if examination == nil { presentation?.miss() }
        if let examination {
            if presentation?.isTakenOver(by: examination.reading) == true {
                events += end(at: Moment(time: frame.time, frame: frame.sequence))
            }
            var current = presentation ?? Presentation(frame: frame, options: options)
            times.measure("fuse") { current.add(examination, frame) }
            presentation = current
        }
        let result = decide(frame, times.times)
        if options.reportsFrames { events.append(.frame(report(frame, examination, times.times))) }
        if let result { events.append(.result(result)) }
        if let hint = guide.hint(for: examination, of: presentation, in: frame) { events.append(.guidance(hint)) }
        return events
    }

    /// Ends the presentation at hand, if there is one, because the camera went away: what it shows when it is back may
    /// be another card.
    public mutating func interrupt(at moment: Moment) -> [CardEvent] {
        track = nil
        return end(at: moment)
    }

    /// Ends the presentation at hand, if there is one, because the stream ends.
    public mutating func finish(at moment: Moment) -> [CardEvent] {
        // A card that still lies there when the stream ends has not been removed.
        end(at: moment).filter { if case .removed = $0 { false } else { true } }
    }

    /// A result that goes out with this frame: its number is decided, and there is nothing more to wait for.
    private mutating func decide(_ frame: Frame, _ timings: [StageTime]) -> CardResult? {
        decideNumber(frame, timings)
        guard let current = presentation, let decision = current.decision,
            current.outcome == .open,
            current.openFields.isEmpty || frame.time - decision.time >= options.fieldWait
        else { return nil }
        return tell(at: Moment(time: frame.time, frame: frame.sequence))
    }

    /// Decides the number, if the evidence has just become strong enough and the number passes the gate.
    private mutating func decideNumber(_ frame: Frame, _ timings: [StageTime]) {
        let whole = WholeNumber(issuers: options.issuers)
        guard let current = presentation, !current.isNumberKnown,
            let verdict = current.fuser.verdict, let rows = current.best?.sighting.rows,
            current.fuser.isDecided(prior: whole.prior(of: verdict.number)),
            options.allowNonLuhn || Luhn.isValid(verdict.number),
            whole.accepts(verdict.number, Grouping(verdict.centers, rows: rows), rows: rows)
        else { return }
        if let lastResult, lastResult.number == verdict.number,
            current.firstTime - lastResult.seen < options.repeatAfter
        {
            presentation?.outcome = .repeated(number: verdict.number)
        } else {
            presentation?.decide(verdict, at: frame.time, timings: timings)
        }
    }

    /// The result of the number that is decided, with what is known of the other fields by now; `nil` where there is none
    /// or it went out already.
    private mutating func tell(at moment: Moment) -> CardResult? {
        guard let current = presentation, current.outcome == .open, let decision = current.decision,
            let best = current.best
        else { return nil }
        presentation?.outcome = .result(id: nextID, number: decision.verdict.number)
        nextID += 1
        var card = CardReading(verdict: decision.verdict, sighting: best.sighting, quality: Int(best.score.rounded()))
        card.add(options.issuers.product(of: decision.verdict.number), isResult: true)
        card.add(current.fieldVerdicts, at: current.fieldPlaces, today: options.today())
        card.add(current.vote.findings)
        if options.wantsPicture,
            let codes = try? examiner.codes(in: best.frame, best.sighting, fields: card.fieldPlaces)
        {
            card.codes = codes
            card.picture = try? decoder.color(of: best.frame)
        }
        return CardResult(
            at: moment, id: nextID - 1, firstFrame: current.firstFrame, bestFrame: best.frame.sequence,
            framesUsed: current.fuser.readings, firstTime: current.firstTime, card: card,
            timings: clock == nil ? [] : decision.timings)
    }

    private mutating func end(at moment: Moment) -> [CardEvent] {
        let held = tell(at: moment).map { [CardEvent.result($0)] } ?? []
        guard let ended = presentation else { return [] }
        presentation = nil
        switch ended.outcome {
        case .result(let id, let number):
            lastResult = (number, ended.lastSeen)
            return held + [.removed(Removed(at: moment, id: id))]
        case .repeated(let number):
            lastResult = (number, ended.lastSeen)
            return []
        case .open:
            guard let reason = ended.reasonUnread else { return [] }
            nextID += 1
            return [.unread(Unread(at: moment, id: nextID - 1, reason: reason))]
        }
    }

    private mutating func report(_ frame: Frame, _ examination: Examination?, _ times: [StageTime]) -> FrameReport {
        var report = FrameReport(
            at: Moment(time: frame.time, frame: frame.sequence), refusal: refusal(examination),
            timings: clock == nil ? [] : times)
        report.quality = examination?.quality.value
        report.sharpness = examination?.quality.sharpness
        report.quad = examination?.sighting.quad
        if let likeliest = examination?.reading?.hypotheses.first {
            (report.number, report.confidence) = (PAN(digits: likeliest.digits), likeliest.confidence)
        }
        (report.firstFrame, report.vote) = (presentation?.firstFrame, presentation?.numberVote)
        report.line = examination.flatMap { presentation?.numberRow.line(in: $0) }
        report.fieldRows = CardField.allCases.compactMap { examination?.fields[$0] }.filter(\.isOfField).map(
            \.line.quad)
        report.picture = frame
        return report
    }

    private func refusal(_ examination: Examination?) -> String? {
        guard let examination else { return "no_card" }
        if let refusal = examination.refusal { return refusal.rawValue }
        return examination.reading?.hypotheses.isEmpty == false ? nil : "no_number"
    }
}
