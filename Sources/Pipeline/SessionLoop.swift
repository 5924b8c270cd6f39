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
    private let decoder = FrameDecoder()

    private var recognizer: Recognizer
    private var reason: Ended.Reason?
    private var failure: CaptureFailure?
    private var isClosed = false
    private var dropped = DropCounts()
    private var frames = 0
    private var results = 0
    private var last = Moment(time: .zero)
    private var heartbeats = 0

    init(
        options: ScanSession.Options, recognizer: Recognizer, sink: @escaping (CardEvent) -> SinkOutcome,
        clock: StageTimes.Clock?
    ) {
        (self.options, self.recognizer, self.sink, self.clock) = (options, recognizer, sink, clock)
    }

    /// Whether there is reason to take another frame.
    var isRunning: Bool { reason == nil && !isClosed }

    /// Passes an event on.
    mutating func emit(_ event: CardEvent) {
        guard !isClosed else { return }
        if case .result = event { results += 1 }
        isClosed = sink(event) == .closed
    }

    /// Takes what the capturing thread gave.
    mutating func take(_ captured: Captured, late: Int) throws(InferenceFailure) {
        switch captured {
        case .raw(let raw):
            try take(decoder.capture(raw, clock), late: late)
        case .decoded(let frame, let decoding):
            count(frame.sequence, frame.time, late: late)
            guard isRunning else { return }
            for event in try recognizer.process(frame, decoding: decoding) {
                emit(event)
                if options.once, results > 0 {
                    reason = .once
                    return
                }
            }
        case .damaged(let sequence, let time):
            count(sequence, time, late: late)
            dropped.damaged += 1
        case .failed(let failure):
            self.failure = failure
            reason = failure.code == .lost || failure.code == .silent ? .lost : .failed
            if reason == .lost {
                emit(.lost(CameraLost(at: last, reason: failure.code == .silent ? .silent : .unplugged)))
            }
        }
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
        if let beat = options.heartbeat, time >= beat * (heartbeats + 1) {
            heartbeats += 1
            let rate = Double(frames) / max(1e-3, time / .seconds(1))
            emit(.heartbeat(Heartbeat(at: last, frames: frames, rate: rate, dropped: dropped)))
        }
    }

    /// Ends the presentation at hand and tells the end.
    mutating func end(late: Int, isStopped: Bool) -> SessionEnd {
        if reason != .once {
            for event in recognizer.finish(at: last) { emit(event) }
        }
        dropped.late = late
        dropped.blurred = recognizer.blurredFrames
        let ended = Ended(
            at: last, reason: reason ?? (isStopped ? .stopped : .finished), frames: frames, dropped: dropped,
            results: results)
        emit(.ended(ended))
        return SessionEnd(ended: ended, failure: failure, isClosed: isClosed)
    }
}
