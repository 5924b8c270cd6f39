import Capture
import Events
import Foundation
import Inference
import Pipeline
import Synchronization
import Testing

/// A session over a source of the test's making: it counts everything and always ends.
@Suite(.timeLimit(.minutes(1))) struct ScanSessionTests {
    private static let models = Result { try Models() }

    /// Runs a session to its end, and keeps its events as text.
    private static func run(
        _ steps: [FakeSource.Step], _ options: ScanSession.Options = .init(), session: ScanSession? = nil,
        closingAfter limit: Int = .max
    ) throws -> (end: SessionEnd, lines: [String]) {
        let log = Mutex<[String]>([])
        var recognition = RecognizerOptions()
        recognition.reportsFrames = true
        let recognizer = Recognizer(models: try models.get(), options: recognition)
        let end = try (session ?? ScanSession(options: options)).run(
            FakeSource(steps), recognizer: recognizer, version: "test"
        ) { event in
            log.withLock { lines in
                lines.append("\(event)")
                return lines.count >= limit ? .closed : .open
            }
        }
        return (end, log.withLock { $0 })
    }

    @Test func beginsAndEndsWithItsEvents() throws {
        let (end, lines) = try Self.run([FakeSource.blank(0), FakeSource.blank(1)])
        #expect(try #require(lines.first).hasPrefix("started("))
        #expect(try #require(lines.last).hasPrefix("ended("))
        #expect(end.ended.reason == .finished)
        #expect(end.ended.frames == 2 && end.ended.results == 0)
        #expect(end.ended.dropped == DropCounts())
        #expect(end.ended.at == Moment(time: .milliseconds(100), frame: 1))
        #expect(end.failure == nil && !end.isClosed)
    }

    @Test func aSourceWithoutFramesEndsAtOnce() throws {
        let (end, lines) = try Self.run([])
        #expect(lines.count == 2)
        #expect(end.ended.frames == 0)
    }

    @Test func damagedAndMissingFramesAreCounted() throws {
        let steps = [FakeSource.blank(0), FakeSource.damaged(1), FakeSource.blank(2), FakeSource.blank(6)]
        let ended = try Self.run(steps).end.ended
        #expect(ended.frames == 4)
        #expect(ended.dropped == DropCounts(damaged: 1, gaps: 3))
    }

    @Test func oneThreadAndTwoTellTheSame() throws {
        let steps = (0..<6).map { $0 == 3 ? FakeSource.damaged($0) : FakeSource.blank($0) }
        var options = ScanSession.Options()
        let one = try Self.run(steps, options).lines
        options.threads = 2
        #expect(try Self.run(steps, options).lines == one)
        #expect(one.count > 6)
    }

    @Test func aSinkThatClosesEndsItQuietly() throws {
        let (end, lines) = try Self.run((0..<20).map { FakeSource.blank($0) }, closingAfter: 3)
        #expect(lines.count == 3)
        #expect(end.isClosed)
        #expect(end.ended.frames < 20)
    }

    @Test func theTimeoutIsOfTheFramesClock() throws {
        var options = ScanSession.Options()
        options.timeout = .milliseconds(400)
        let ended = try Self.run((0..<20).map { FakeSource.blank($0) }, options).end.ended
        #expect(ended.reason == .timeout)
        #expect(ended.at.time == .milliseconds(400))
        #expect(ended.frames == 5)
    }

    @Test func heartbeatsComeByTheFramesClock() throws {
        var options = ScanSession.Options()
        options.heartbeat = .milliseconds(300)
        let lines = try Self.run((0..<8).map { FakeSource.blank($0) }, options).lines
        #expect(lines.count { $0.hasPrefix("heartbeat(") } == 2)
    }

    @Test(arguments: [
        (CaptureFailure.Code.lost, Ended.Reason.lost), (.silent, .lost), (.badStream, .failed),
    ])
    func aSourceThatFailsEndsItWithTheReason(_ code: CaptureFailure.Code, reason: Ended.Reason) throws {
        let (end, lines) = try Self.run([FakeSource.blank(0), .fail(CaptureFailure(code, "gone"))])
        #expect(end.ended.reason == reason)
        #expect(end.failure?.code == code)
        #expect(lines.contains { $0.hasPrefix("lost(") } == (reason == .lost))
    }

    @Test(arguments: [1, 2])
    func stopsWhileTheSourceBlocks(threads: Int) throws {
        var options = ScanSession.Options()
        options.threads = threads
        let session = ScanSession(options: options)
        let gate = FakeSource.Gate()
        Thread.detachNewThread {
            gate.reached.wait()
            session.stop()
        }
        let ended = try Self.run([FakeSource.blank(0), .block(gate)], session: session).end.ended
        #expect(ended.reason == .stopped)
        gate.opened.signal()
    }

    @Test func lateFramesAreReplacedAndCounted() throws {
        var options = ScanSession.Options()
        options.delivery = .newest
        let ended = try Self.run((0..<30).map { FakeSource.blank($0) }, options).end.ended
        #expect(ended.frames + ended.dropped.late == 30)
        #expect(ended.dropped.gaps == 0)
        #expect(ended.at.frame == 29)
    }
}
