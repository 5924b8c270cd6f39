public import Capture
internal import Codecs
public import Events
internal import Foundation
internal import Frames
public import Inference

/// Runs a recognizer over a source from the first frame to the last, and tells everything as events.
public final class ScanSession: Sendable {
    /// How a session runs.
    public struct Options: Sendable {
        /// Which frames are examined.
        public enum Delivery: Sendable {
            /// All of them: for recordings and stills.
            case every
            /// The newest; those that come too late are dropped and counted: for cameras. While nothing moves and no
            /// card is there, a few frames a second are examined and the others glanced at.
            case newest
        }

        /// Which frames are examined.
        public var delivery = Delivery.every
        /// Whether frames wait for their time, as a camera's would.
        public var isPaced = false
        /// 1, or 2 to decode on a second core; the events are the same.
        public var threads = 1
        /// Whether the session ends after the first result.
        public var once = false
        /// The time after which the session ends, by the frames' clock, and by the monotonic one while a camera is away.
        public var timeout: Duration?
        /// The time between two heartbeats, by the monotonic clock; `nil` for none.
        public var heartbeat: Duration?
        /// How long one frame may be captured or recognized, by the monotonic clock, before `onStuck` is called; `nil`
        /// for any time.
        public var stageLimit: Duration?
        /// Is told the name of a stage that is stuck, `capture` or `recognition`. Nothing can bring it back: the program
        /// is to end.
        public var onStuck: @Sendable (String) -> Void = { _ in }

        /// The defaults.
        public init() {}
    }

    private let options: Options
    private let handoff: Handoff<Captured>
    private let clock: StageTimes.Clock?
    private let monotonic: StageTimes.Clock

    /// How long a camera is waited for at the end, so that it can put back its controls.
    private static let closing = Duration.seconds(1)

    /// Makes a session.
    ///
    /// - Parameters:
    ///   - clock: measures decoding.
    ///   - monotonic: tells the time of heartbeats and of lost cameras.
    public init(
        options: Options = Options(), clock: StageTimes.Clock? = nil,
        monotonic: @escaping StageTimes.Clock = StageTimes.monotonic
    ) {
        (self.options, self.clock, self.monotonic) = (options, clock, monotonic)
        handoff = Handoff(options.delivery == .every ? .every : .newest, keeping: { !$0.isFrame })
    }

    /// Ends the session soon, from any thread: `run` returns as if the source had ended.
    public func stop() { handoff.close(discarding: true) }

    /// Runs until the source ends, the sink closes, a limit is reached or `stop` is called.
    ///
    /// - Parameters:
    ///   - source: belongs to the session from here on.
    ///   - version: of the program, for the first event.
    ///   - sink: takes each event; the session ends quietly when it answers `.closed`.
    /// - Returns: what the last event said.
    /// - Throws: `InferenceFailure` where a model cannot be run. A source that fails ends the session with the reason
    ///   `lost` or `failed` instead, and `SessionEnd.failure` says why. A lost `ReopeningSource` is waited for, until
    ///   `stop` or the timeout.
    @discardableResult
    public func run(
        _ source: sending any FrameSource, recognizer: Recognizer, version: String,
        sink: @escaping (CardEvent) -> SinkOutcome
    ) throws(InferenceFailure) -> SessionEnd {
        let isCamera = source.description.kind == .camera
        let began = monotonic()
        let watchdog = options.stageLimit.map { Watchdog(limit: $0, now: monotonic) }
        var loop = SessionLoop(
            options: options, recognizer: recognizer, sink: sink, clock: clock, watchdog: watchdog
        ) { [monotonic] in monotonic() - began }
        loop.emit(.started(Started(version: version, source: .init(source.description))))
        let capture = CaptureThread(
            source, to: handoff, decodes: options.threads > 1, isPaced: options.isPaced, clock: clock,
            watchdog: watchdog)
        capture.start()
        let ended = DispatchSemaphore(value: 0)
        if let watchdog { guardStages(watchdog, until: ended) }
        defer {
            ended.signal()
            handoff.close(discarding: true)
            if isCamera { capture.waitForEnd(Self.closing) }
        }
        while loop.isRunning {
            switch handoff.take(within: loop.patience) {
            case .item(let captured): try loop.take(captured, late: handoff.replacedCount)
            case .nothing: loop.look()
            case .end: return loop.end(late: handoff.replacedCount, isStopped: handoff.isDiscarded)
            }
        }
        return loop.end(late: handoff.replacedCount, isStopped: handoff.isDiscarded)
    }

    /// Looks after the stages in a thread of its own.
    private func guardStages(_ watchdog: Watchdog, until ended: DispatchSemaphore) {
        let onStuck = options.onStuck
        let interval = (options.stageLimit ?? .zero) / .seconds(4)
        Thread.detachNewThread {
            while ended.wait(timeout: .now() + interval) == .timedOut {
                if let stage = watchdog.stuck { return onStuck(stage.rawValue) }
            }
        }
    }
}

/// How a session ended.
public struct SessionEnd: Sendable {
    /// The last event.
    public var ended: Ended
    /// Why the source failed, if it did.
    public var failure: CaptureFailure?
    /// Whether whoever took the events went away.
    public var isClosed: Bool
}

extension Started.Source {
    /// Says in an event what the source says of itself.
    init(_ source: SourceDescription) {
        let kind: Kind
        switch source.kind {
        case .recording: kind = .recording
        case .folder: kind = .folder
        case .y4m, .mjpeg: kind = source.name == "-" ? .pipe : .video
        case .still: kind = .images
        case .camera: kind = .camera
        }
        self.init(
            kind: kind, name: source.name, format: source.format.rawValue, width: source.width, height: source.height,
            fps: source.fps)
    }
}
