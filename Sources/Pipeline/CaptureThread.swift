internal import Capture
internal import Codecs
internal import Foundation
internal import Frames

/// What the capturing thread passes on.
enum Captured: Sendable {
    /// A frame, decoded already if the session asked for that, with the time that took where there is a clock.
    case raw(CapturedFrame)
    case decoded(Frame, Duration?)
    /// A frame that cannot be decoded.
    case damaged(sequence: Int, time: Duration)
    /// The camera went away; it is waited for.
    case lost(CaptureFailure)
    /// It is back.
    case reopened
    /// The source failed; nothing follows.
    case failed(CaptureFailure)

    /// Whether a newer frame may take its place.
    var isFrame: Bool {
        switch self {
        case .raw, .decoded, .damaged: true
        case .lost, .reopened, .failed: false
        }
    }
}

/// Reads a source on a thread of its own, so that capture never waits for recognition.
///
/// The source belongs to that thread alone once it runs, which is what makes the unchecked promise hold.
final class CaptureThread: @unchecked Sendable {
    private let source: any FrameSource
    private let handoff: Handoff<Captured>
    private let decodes: Bool
    private let isPaced: Bool
    private let clock: StageTimes.Clock?
    private let watchdog: Watchdog?
    private let decoder = FrameDecoder()
    private let ended = DispatchSemaphore(value: 0)

    /// - Parameters:
    ///   - decodes: whether frames are decoded on this thread, which keeps a second core busy.
    ///   - isPaced: whether frames wait for their time, as a camera's would.
    init(
        _ source: sending any FrameSource, to handoff: Handoff<Captured>, decodes: Bool, isPaced: Bool,
        clock: StageTimes.Clock?, watchdog: Watchdog?
    ) {
        (self.source, self.handoff, self.decodes, self.isPaced) = (source, handoff, decodes, isPaced)
        (self.clock, self.watchdog) = (clock, watchdog)
    }

    func start() {
        let thread = Thread { self.run() }
        thread.name = "capture"
        thread.start()
    }

    /// Waits until the source is closed, or so long: a read may never return.
    func waitForEnd(_ limit: Duration) {
        _ = ended.wait(timeout: .now() + limit / .seconds(1))
    }

    private func run() {
        defer {
            source.close()
            handoff.close()
            ended.signal()
        }
        while let failure = capture() {
            guard failure.isLoss, let lost = source as? any ReopeningSource else {
                _ = handoff.give(.failed(failure))
                return
            }
            guard handoff.give(.lost(failure)) else { return }
            while !watch({ lost.reopen() }) {
                if handoff.isOver { return }
            }
            guard handoff.give(.reopened) else { return }
        }
    }

    /// Passes frames on until the source ends, or nobody takes them any more: `nil`; or until it fails.
    private func capture() -> CaptureFailure? {
        let start = ContinuousClock.now
        do throws(CaptureFailure) {
            while let captured = try watch({ () throws(CaptureFailure) in try source.next() }) {
                if isPaced { Self.sleep(until: start + captured.time) }
                guard handoff.give(decodes ? decoder.capture(captured, clock) : .raw(captured)) else { return nil }
            }
            return nil
        } catch {
            return error
        }
    }

    private func watch<Value, Failure: Error>(_ work: () throws(Failure) -> Value) throws(Failure) -> Value {
        guard let watchdog else { return try work() }
        return try watchdog.watch(.capture, work)
    }

    private static func sleep(until instant: ContinuousClock.Instant) {
        let wait = instant - .now
        if wait > .zero { Thread.sleep(forTimeInterval: wait / .seconds(1)) }
    }
}

extension FrameDecoder {
    /// Decodes a frame, or says that it is damaged.
    func capture(_ captured: CapturedFrame, _ clock: StageTimes.Clock?) -> Captured {
        let start = clock?()
        guard let frame = try? decode(captured) else {
            return .damaged(sequence: captured.sequence, time: captured.time)
        }
        return .decoded(frame, start.flatMap { start in clock.map { $0() - start } })
    }
}
