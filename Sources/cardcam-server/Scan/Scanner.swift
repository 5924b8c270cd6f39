import Arguments
import Capture
import Events
import Foundation
import Inference
import Logging
import Pipeline
import ServiceLifecycle
import Synchronization

/// Scans a camera or a film as long as the server runs, on threads of its own, and publishes what it sees.
///
/// HTTP takes what is published and never reaches further: nobody who watches can make recognition wait.
final class Scanner: Service {
    /// What it is to scan, and how.
    struct Order: Sendable {
        var source: ScanSource
        /// How much of a number is shown, and which crops.
        var encoding: EncodingOptions
        var recognition: RecognizerOptions
    }

    /// The scan ended by itself, and it should not.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Time between two passes of a film: a card at its end has been taken away before the next begins.
    private static let pause = Duration.seconds(2)

    private let order: Order
    private let models: Models
    private let broadcast: Broadcast
    private let metrics: Metrics
    private let logger: Logger
    private let state = Mutex<(session: ScanSession?, isStopped: Bool)>((nil, false))
    private let stopping = DispatchSemaphore(value: 0)
    private let (end, ending) = AsyncThrowingStream.makeStream(of: Never.self)

    init(_ order: Order, models: Models, broadcast: Broadcast, metrics: Metrics, logger: Logger) {
        (self.order, self.models, self.broadcast) = (order, models, broadcast)
        (self.metrics, self.logger) = (metrics, logger)
    }

    /// Starts scanning.
    ///
    /// - Throws: `CaptureFailure` where the source cannot be opened.
    func start() async throws {
        try await withCheckedThrowingContinuation { opened in
            let thread = Thread { self.scan(opened) }
            thread.name = "scan"
            thread.start()
        }
    }

    /// Waits until the server is to end, then ends the scan.
    ///
    /// - Throws: `Failure` where the scan ends before.
    func run() async throws {
        try await withGracefulShutdownHandler {
            for try await _ in end {}
        } onGracefulShutdown: {
            self.stop()
        }
    }

    /// Ends the scan soon.
    func stop() {
        let session = state.withLock { state in
            state.isStopped = true
            return state.session
        }
        session?.stop()
        stopping.signal()
    }

    private var isStopped: Bool { state.withLock { $0.isStopped } }

    /// The thread's whole work: one session on a camera, one after another on a film.
    private func scan(_ opened: CheckedContinuation<Void, any Error>) {
        var opened: CheckedContinuation<Void, any Error>? = opened
        do {
            repeat {
                let source = try order.source.open { [logger] in logger.warning("waiting for the camera: \($0)") }
                opened?.resume()
                opened = nil
                try pass(source)
            } while !isStopped && order.source.isFilm && !waitForStop(Self.pause)
            ending.finish(throwing: isStopped ? nil : Failure(description: "the camera sends nothing more"))
        } catch {
            if let opened { opened.resume(throwing: error) }
            ending.finish(throwing: Failure(description: "\((error as? CaptureFailure)?.message ?? "\(error)")"))
        }
    }

    /// Whether the end came within this time.
    private func waitForStop(_ limit: Duration) -> Bool {
        stopping.wait(timeout: .now() + limit / .seconds(1)) == .success
    }

    /// Scans from the first frame to the last.
    private func pass(_ source: sending any FrameSource) throws {
        var options = order.source.session
        options.onStuck = { [logger] stage in
            logger.error("\(stage) is stuck: it has not ended for a minute; giving up")
            // What is stuck may hold a lock that a usual exit waits for.
            _exit(2)
        }
        let session = ScanSession(options: options, clock: StageTimes.monotonic)
        let isWanted = state.withLock { state in
            state.session = session
            return !state.isStopped
        }
        guard isWanted else { return }
        var recognition = order.recognition
        recognition.reportsFrames = true
        recognition.today = LocalDay.today(of: source)
        let recognizer = Recognizer(models: models, options: recognition, clock: StageTimes.monotonic)
        let encoder = EventEncoder(options: order.encoding)
        let painting = PreviewThread(
            PreviewPainter(models: models, policy: order.encoding.number), broadcast: broadcast, logger: logger)
        defer { painting.stop() }
        let end = try session.run(source, recognizer: recognizer, version: CardcamServer.release) { [self] event in
            if case .frame(let report) = event {
                metrics.countFrame(report.timings)
                if broadcast.isWanted(.pictures) { painting.give(report) }
                if broadcast.isWanted(.eventsAndFrames) { broadcast.publish(frame: encoder.line(event)) }
            } else {
                broadcast.publish(event, line: encoder.line(event))
            }
            return .open
        }
        if let failure = end.failure, !order.source.isFilm { throw failure }
    }
}
