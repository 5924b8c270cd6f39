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
        closingAfter limit: Int = .max, watching: @escaping (CardEvent) -> Void = { _ in }
    ) throws -> (end: SessionEnd, lines: [String]) {
        let log = Mutex<[String]>([])
        var recognition = RecognizerOptions()
        recognition.reportsFrames = true
        let recognizer = Recognizer(models: try models.get(), options: recognition)
        let end = try (session ?? ScanSession(options: options)).run(
            FakeSource(steps), recognizer: recognizer, version: "test"
        ) { event in
            watching(event)
            return log.withLock { lines in
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

    /// The camera comes back once there was a heartbeat, so that no load on the machine can be too slow for it.
    @Test func heartbeatsComeWithoutFramesToo() throws {
        var options = ScanSession.Options()
        options.heartbeat = .milliseconds(30)
        let (lost, beaten) = (CaptureFailure(.lost, "gone"), FakeSource.Gate())
        var isAway = false
        let lines = try Self.run(
            [FakeSource.blank(0), .fail(lost), .reopen(true, after: beaten), FakeSource.blank(1)], options,
            watching: { event in
                switch event {
                case .lost: isAway = true
                case .heartbeat where isAway: beaten.opened.signal()
                default: break
                }
            }
        ).lines
        let away = try #require(lines.firstIndex { $0.hasPrefix("lost(") })
        let back = try #require(lines.firstIndex { $0.hasPrefix("reopened(") })
        #expect(lines[away..<back].contains { $0.hasPrefix("heartbeat(") })
    }

    @Test func aSourceThatFailsEndsItWithTheReason() throws {
        let (end, lines) = try Self.run([FakeSource.blank(0), .fail(CaptureFailure(.badStream, "wrong"))])
        #expect(end.ended.reason == .failed)
        #expect(end.failure?.code == .badStream)
        #expect(!lines.contains { $0.hasPrefix("lost(") })
    }

    @Test(arguments: [
        (CaptureFailure.Code.lost, CameraLost.Reason.unplugged), (.silent, .silent), (.broken, .failed),
    ])
    func aLostCameraIsWaitedFor(_ code: CaptureFailure.Code, reason: CameraLost.Reason) throws {
        var options = ScanSession.Options()
        options.delivery = .newest
        let (end, lines) = try Self.run(
            [
                FakeSource.blank(0), .fail(CaptureFailure(code, "gone")), .reopen(false), .reopen(false),
                .reopen(true), FakeSource.blank(7),
            ], options)
        let losses = lines.filter { $0.hasPrefix("lost(") || $0.hasPrefix("reopened(") }
        #expect(losses.count == 2)
        #expect(losses.allSatisfy { $0.contains("Reason.\(reason)") })
        #expect(end.ended.reason == .finished && end.failure == nil)
        #expect(end.ended.at.frame == 7)
    }

    @Test func aCameraThatStaysAwayIsLostForGoodWhenTimeIsUp() throws {
        var options = ScanSession.Options()
        options.timeout = .milliseconds(300)
        let (end, _) = try Self.run([FakeSource.blank(0), .fail(CaptureFailure(.lost, "gone"))], options)
        #expect(end.ended.reason == .lost && end.failure?.code == .lost)
    }

    @Test func stopsWhileTheCameraIsAway() throws {
        let session = ScanSession(options: .init())
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.1)
            session.stop()
        }
        let (end, _) = try Self.run([.fail(CaptureFailure(.lost, "gone"))], session: session)
        #expect(end.ended.reason == .stopped)
    }

    @Test func aStageThatHangsIsTold() throws {
        let gate = FakeSource.Gate()
        let told = Mutex<[String]>([])
        var options = ScanSession.Options()
        options.stageLimit = .seconds(1)
        options.onStuck = { stage in
            told.withLock { $0.append(stage) }
            gate.opened.signal()
        }
        _ = try Self.run([FakeSource.blank(0), .block(gate)], options)
        #expect(told.withLock { $0 } == ["capture"])
    }

    @Test func aStillSceneIsSeldomExamined() throws {
        var options = ScanSession.Options()
        options.delivery = .newest
        options.isPaced = true
        let (end, lines) = try Self.run((0..<20).map { FakeSource.blank($0) }, options)
        #expect(end.ended.frames + end.ended.dropped.late == 20)
        #expect(lines.count { $0.hasPrefix("frame(") } <= 14)
    }

    @Test func aCameraIsClosedBeforeTheSessionReturns() throws {
        let closed = Mutex(0)
        var options = ScanSession.Options()
        options.timeout = .milliseconds(100)
        let source = FakeSource((0..<20).map { FakeSource.blank($0) }) { closed.withLock { $0 += 1 } }
        _ = try ScanSession(options: options).run(
            source, recognizer: Recognizer(models: try Self.models.get()), version: "test"
        ) { _ in .open }
        #expect(closed.withLock { $0 } == 1)
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
