import CV4L2
import Frames
import Glibc
import Testing

@testable import Capture

/// Tests against the kernel's virtual camera, which makes errors when it is told to; `Tools/camera-testbed/test` loads
/// its driver.
@Suite(.serialized, .enabled(if: environment("CARDCAM_TEST_VIVID") != nil, "needs the camera testbed"))
struct VividTests {
    private let device = environment("CARDCAM_TEST_VIVID") ?? ""
    private let options = CameraOptions(
        size: .init(width: 320, height: 180), fps: 10, silenceLimit: .seconds(20))

    private func open(fps: Double = 10, _ doors: V4L2Doors = .system) throws(CaptureFailure) -> V4L2Camera {
        var options = options
        options.fps = fps
        return try V4L2Camera(path: device, options: options, doors: doors)
    }

    /// The driver has no MJPG, and answers with YUYV where it is asked for.
    @Test func anotherFormatThanAskedForIsRefused() throws {
        #expect(failure { _ = try V4L2Camera(path: device, options: CameraOptions(format: .mjpeg)) } == .noUsableFormat)
        let camera = try open()
        #expect((camera.description.width, camera.description.height) == (320, 180))
        #expect(try camera.next()?.image.width == 320)
    }

    @Test func anErrorThatLastsUntilARestartIsMended() throws {
        let camera = try PersistentCamera(device: device, options: options)
        let first = try #require(try camera.next())
        try Injector(device).set("Inject Fatal Streaming Error")
        #expect(failure { while try camera.next() != nil {} } == .broken)
        while !camera.reopen() {}
        #expect(try #require(try camera.next()).sequence > first.sequence)
    }

    @Test(arguments: ["Inject VIDIOC_REQBUFS Error", "Inject VIDIOC_QBUF Error", "Inject VIDIOC_STREAMON Error"])
    func anErrorAtTheStartIsTriedAgain(_ fault: String) throws {
        var errors: [Int32] = []
        func noted<Value>(_ work: () throws(SystemError) -> Value) throws(SystemError) -> Value {
            do throws(SystemError) { return try work() } catch {
                errors.append(error.number)
                throw error
            }
        }
        let system = V4L2Doors.system
        var doors = system
        doors.requestBuffers = { device, count throws(SystemError) in
            try noted { () throws(SystemError) in try system.requestBuffers(device, count) }
        }
        doors.queue = { device, index throws(SystemError) in
            try noted { () throws(SystemError) in try system.queue(device, index) }
        }
        doors.start = { device throws(SystemError) in
            try noted { () throws(SystemError) in try system.start(device) }
        }
        try Injector(device).set(fault)
        let camera = try open(doors)
        #expect(errors == [EINVAL])
        #expect(try camera.next() != nil)
    }

    @Test func aFrameMarkedAsWrongIsLeftOut() throws {
        let camera = try open()
        #expect(try camera.next() != nil && camera.faultyFrames == 0)
        try Injector(device).set("Inject V4L2_BUF_FLAG_ERROR")
        for _ in 0..<10 where camera.faultyFrames == 0 { _ = try camera.next() }
        #expect(camera.faultyFrames == 1)
    }

    @Test func buffersThatTheDriverDropsAreGaps() throws {
        let injector = try Injector(device)
        try injector.set("Percentage of Dropped Buffers", to: 60)
        defer { try? injector.set("Percentage of Dropped Buffers", to: 0) }
        let camera = try open()
        let sequences = try (0..<12).compactMap { _ in try camera.next()?.sequence }
        #expect(sequences.count == 12 && sequences == sequences.sorted())
        #expect(try #require(sequences.last) > 12)
    }

    /// The driver's counter wraps after 128 frames and its clock after 16 seconds.
    @Test func aCounterAndAClockThatWrapAreMended() throws {
        let injector = try Injector(device)
        for name in ["Wrap Sequence Number", "Wrap Timestamp"] { try injector.set(name) }
        defer { for name in ["Wrap Sequence Number", "Wrap Timestamp"] { try? injector.set(name, to: 0) } }
        var driver: [CV4L2_Filled] = []
        var doors = V4L2Doors.system
        doors.dequeue = { device throws(SystemError) in
            let filled = try V4L2Doors.system.dequeue(device)
            driver.append(filled)
            return filled
        }
        let camera = try open(fps: 30, doors)
        func hasWrapped(_ value: (CV4L2_Filled) -> Int64) -> Bool {
            zip(driver, driver.dropFirst()).contains { value($1) < value($0) }
        }
        var frames: [(sequence: Int, time: Duration)] = []
        let began = ContinuousClock.now
        var hasWrappedTwice: Bool { hasWrapped { Int64($0.sequence) } && hasWrapped(\.microseconds) }
        while !hasWrappedTwice && ContinuousClock.now - began < .seconds(60) {
            frames.append(try #require(try camera.next().map { ($0.sequence, $0.time) }))
        }
        #expect(hasWrappedTwice)
        for _ in 0..<3 { frames.append(try #require(try camera.next().map { ($0.sequence, $0.time) })) }
        for (last, frame) in zip(frames, frames.dropFirst()) {
            #expect(frame.sequence > last.sequence && frame.sequence < last.sequence + 300)
            #expect(frame.time >= last.time && frame.time < last.time + .seconds(10))
        }
        let end = frames.suffix(3)
        #expect(end.first?.time ?? .zero < end.last?.time ?? .zero, "time goes on")
    }

    @Test func aDisconnectedCameraIsLostAndComesBack() throws {
        let camera = try PersistentCamera(device: device, options: options)
        #expect(try camera.next() != nil)
        try Injector(device).set("Disconnect")
        #expect(failure { while try camera.next() != nil {} } == .lost)
        // The node works again once nobody holds it open.
        while !camera.reopen() {}
        #expect(try camera.next() != nil)
    }
}

/// Sets the controls by which the driver is told to err, on a descriptor of its own.
private final class Injector {
    private let descriptor: Int32
    private var ids: [String: UInt32] = [:]

    init(_ device: String) throws {
        descriptor = unsafe CV4L2_open(device)
        try #require(descriptor >= 0)
        var control = CV4L2_Control()
        while unsafe CV4L2_control_after(descriptor, control.id, &control) == 0 {
            let name = unsafe withUnsafeBytes(of: control.name) { unsafe Array($0.prefix { $0 != 0 }) }
            ids[String(decoding: name, as: UTF8.self)] = control.id
        }
    }

    deinit { close(descriptor) }

    /// Sets a control by the driver's name for it; a button is pressed.
    func set(_ name: String, to value: Int32 = 1) throws {
        let id = try #require(ids[name], "the driver has no control '\(name)'")
        #expect(CV4L2_set_control(descriptor, id, value) == 0)
    }
}
