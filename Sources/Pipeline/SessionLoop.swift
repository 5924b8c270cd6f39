internal import Capture
internal import Codecs
internal import Events
internal import Frames
internal import Inference

/// The taking side of a session: decodes where that is still to be done, recognizes, counts, and knows when to end.
struct SessionLoop {
    private let options: ScanSession.Options
    private let sink: (CardEvent) -> SinkOutcome
    private let clock: StageTimes.Clock?
    /// Time since the stream began, by the monotonic clock.
    private let now: () -> Duration
    private let watchdog: Watchdog?
    private let decoder = FrameDecoder()

    private var recognizer: Recognizer
    private var reason: Ended.Reason?
    private var failure: CaptureFailure?
    private var isClosed = false
    private var dropped = DropCounts()
    private var frames = 0
    private var results = 0
    private var last = Moment(time: .zero)
    private var pulse: Pulse
    /// Looks for movement where frames may be left out; `nil` where each is examined.
    private var scene: StillScene?
    /// Why the camera is away; `nil` while it is there.
    private var loss: CameraLost.Reason?

    init(
        options: ScanSession.Options, recognizer: Recognizer, sink: @escaping (CardEvent) -> SinkOutcome,
        clock: StageTimes.Clock?, watchdog: Watchdog?, now: @escaping () -> Duration
    ) {
        (self.options, self.recognizer, self.sink, self.clock) = (options, recognizer, sink, clock)
        (self.now, self.watchdog) = (now, watchdog)
        scene = options.delivery == .newest ? StillScene() : nil
        pulse = Pulse(interval: options.heartbeat)
    }

    /// Whether there is reason to take another frame.
    var isRunning: Bool { reason == nil && !isClosed }

    /// How long nothing needs to be done if no frame comes; `nil` where time passes with the frames alone.
    var patience: Duration? {
        let ends = [pulse.next, loss == nil ? nil : options.timeout].compactMap(\.self)
        return ends.min().map { max(.milliseconds(1), $0 - now()) }
    }

    /// Does what is due though no frame came.
    mutating func look() {
        let time = now()
        if let timeout = options.timeout, loss != nil, time >= timeout { reason = .lost }
        beat(time)
    }

    /// Passes an event on.
    mutating func emit(_ event: CardEvent) {
        guard !isClosed else { return }
        if case .result = event {
            results += 1
            if options.once { reason = .once }
        }
        isClosed = sink(event) == .closed
    }

    /// Passes events on, up to the result that was asked for.
    private mutating func tell(_ events: [CardEvent]) {
        for event in events where reason != .once { emit(event) }
    }

    /// Takes what the capturing thread gave.
    mutating func take(_ captured: Captured, late: Int) throws(InferenceFailure) {
        switch captured {
        case .raw(let raw):
            if scene?.skips(raw.time) == true { return count(raw.sequence, raw.time, late: late) }
            try take(decoder.capture(raw, clock), late: late)
        case .decoded(let frame, let decoding):
            count(frame.sequence, frame.time, late: late)
            guard isRunning, scene?.wants(frame, hasCard: recognizer.hasCard) ?? true else { return }
            tell(try process(frame, decoding))
        case .damaged(let sequence, let time):
            count(sequence, time, late: late)
            dropped.damaged += 1
        case .lost(let failure): lose(failure)
        case .reopened:
            let reason = loss ?? .failed
            (loss, self.failure) = (nil, nil)
            emit(.reopened(CameraReopened(at: Moment(time: now()), reason: reason)))
        case .failed(let failure):
            if failure.isLoss { lose(failure) } else { self.failure = failure }
            reason = reason ?? (failure.isLoss ? .lost : .failed)
        }
    }

    private mutating func process(_ frame: Frame, _ decoding: Duration?) throws(InferenceFailure) -> [CardEvent] {
        guard let watchdog else { return try recognizer.process(frame, decoding: decoding) }
        return try watchdog.watch(.recognition) { () throws(InferenceFailure) in
            try recognizer.process(frame, decoding: decoding)
        }
    }

    /// Ends what the camera was seeing, and tells that it went away.
    private mutating func lose(_ failure: CaptureFailure) {
        tell(recognizer.interrupt(at: last))
        guard isRunning else { return }
        let reason: CameraLost.Reason =
            switch failure.code {
            case .silent: .silent
            case .broken: .failed
            default: .unplugged
            }
        (loss, self.failure) = (reason, failure)
        emit(.lost(CameraLost(at: Moment(time: now(), frame: last.frame), reason: reason)))
    }

    /// Keeps the books on a frame that arrived, and looks whether time is up.
    private mutating func count(_ sequence: Int, _ time: Duration, late: Int) {
        frames += 1
        last = Moment(time: time, frame: sequence)
        dropped.late = late
        dropped.blurred = recognizer.blurredFrames
        // Late frames are missing here too, but they are counted as such.
        dropped.gaps = max(0, sequence + 1 - frames - late)
        if let timeout = options.timeout, time >= timeout { reason = .timeout }
        if options.heartbeat != nil { beat(now()) }
    }

    private mutating func beat(_ time: Duration) {
        guard let rate = pulse.beat(at: time, frames: frames) else { return }
        emit(
            .heartbeat(
                Heartbeat(
                    at: Moment(time: time, frame: last.frame), frames: frames, rate: rate, dropped: dropped)))
    }

    /// Ends the presentation at hand and tells the end.
    mutating func end(late: Int, isStopped: Bool) -> SessionEnd {
        if reason != .once { tell(recognizer.finish(at: last)) }
        dropped.late = late
        dropped.blurred = recognizer.blurredFrames
        let ended = Ended(
            at: last, reason: reason ?? (isStopped ? .stopped : .finished), frames: frames, dropped: dropped,
            results: results)
        emit(.ended(ended))
        return SessionEnd(ended: ended, failure: failure, isClosed: isClosed)
    }
}
