import Codecs
import Foundation
import Frames
import Glibc
import Synchronization
import Testing

@testable import Capture

/// Tests against a device that serves two recordings; `Tools/camera-testbed/test` sets it up and runs each by its name.
@Suite(.serialized, .enabled(if: environment("CARDCAM_TEST_CAMERA") != nil, "needs the camera testbed"))
struct RealCameraTests {
    private let device = environment("CARDCAM_TEST_CAMERA") ?? ""
    private let mjpeg = environment("CARDCAM_TEST_MJPEG") ?? ""
    private let yuyv = environment("CARDCAM_TEST_YUYV") ?? ""

    private static func seconds(_ time: Duration) -> String {
        time.formatted(.units(allowed: [.seconds], fractionalPart: .show(length: 2)))
    }

    @Test func framesAreThoseServed() throws {
        for (path, format) in [(mjpeg, PixelFormat.mjpeg), (yuyv, .yuyv)] {
            let served = try frames(RecordingSource(path: path))
            let camera = try V4L2Camera(
                path: device, options: CameraOptions(format: format, silenceLimit: .seconds(20)))
            #expect(camera.description.format == format && camera.description.fps == 5)
            if format == .mjpeg {
                #expect(failure { _ = try V4L2Camera(path: device) } == .busy)
            }
            for frame in served.prefix(10) {
                let captured = try #require(try camera.next())
                #expect(captured.sequence == frame.sequence)
                #expect(captured.image.bytes == frame.image.bytes, "frame \(frame.sequence)")
            }
            #expect(camera.faultyFrames == 0)
        }
        let listed = DeviceList.cameras()
        #expect(listed.map(\.path) == [device] && listed.first?.modes.map(\.code) == ["MJPG", "YUYV"])
        let number = try #require(Int(device.drop { !$0.isNumber }))
        do throws(CaptureFailure) {
            _ = try V4L2Camera(path: "/dev/video\(number + 1)")
            Issue.record("the metadata node was taken for a camera")
        } catch {
            #expect(error.code == .notACaptureDevice && error.message.hasSuffix("; use \(device)"))
        }
    }

    /// How many are lost says how busy the machine around the virtual one is: that is told, and fails nothing.
    @Test func thirtyFramesASecondArriveWhole() throws {
        let served = try frames(RecordingSource(path: mjpeg))
        let camera = try V4L2Camera(path: device, options: CameraOptions(silenceLimit: .seconds(20)))
        #expect(abs(try #require(camera.description.fps) - 30) < 0.01)
        var captured: [CapturedFrame] = []
        while captured.count < 90, captured.last?.sequence ?? 0 < 98, let frame = try camera.next() {
            captured.append(frame)
        }
        for frame in captured {
            #expect(frame.image.bytes == served[frame.sequence % served.count].image.bytes, "frame \(frame.sequence)")
        }
        let last = try #require(captured.last)
        #expect(captured.count > 10 && zip(captured, captured.dropFirst()).allSatisfy { $0.sequence < $1.sequence })
        let lost = last.sequence + 1 - captured.count
        let size = "\(last.image.width)x\(last.image.height)"
        let figure = "\(captured.count) in \(Self.seconds(last.time)); \(lost)"
        print("| \(size) MJPEG at 30/s in the testbed: frames; lost | \(figure) |")
    }

    /// The camera marks frame 2 as wrong, cuts frame 4 and falls silent at 6, each time that it starts.
    @Test func faultsAreNamed() throws {
        let served = try frames(RecordingSource(path: mjpeg))
        for _ in 0..<2 {
            let camera = try V4L2Camera(path: device, options: CameraOptions(silenceLimit: .seconds(10)))
            var captured: [CapturedFrame] = []
            #expect(failure { while let frame = try camera.next() { captured.append(frame) } } == .silent)
            #expect(captured.map(\.sequence) == [0, 1, 3, 4, 5])
            for frame in captured where frame.sequence != 4 {
                #expect(frame.image.bytes == served[frame.sequence].image.bytes)
            }
            let cut = try #require(captured.first { $0.sequence == 4 })
            #expect(throws: DecodeFailure.self) { try FrameDecoder().decode(cut) }
        }
    }

    /// The camera is pulled out at frame 3; the driver may drop what it has not delivered by then.
    @Test func unpluggedIsLost() throws {
        let served = try frames(RecordingSource(path: mjpeg))
        let camera = try V4L2Camera(path: device, options: CameraOptions(silenceLimit: .seconds(20)))
        var captured: [CapturedFrame] = []
        #expect(failure { while let frame = try camera.next() { captured.append(frame) } } == .lost)
        #expect((1...3).contains(captured.count))
        #expect(captured.map(\.image.bytes) == served.prefix(captured.count).map(\.image.bytes))
        #expect(failure { _ = try V4L2Camera(path: device) } == .cannotOpen)
    }

    /// The camera is pulled out at frame 3 and plugged in again a second later.
    @Test func replugIsReopened() throws {
        let served = try frames(RecordingSource(path: mjpeg))
        let options = CameraOptions(silenceLimit: .seconds(20))
        let camera = try PersistentCamera(device: nil, options: options)
        #expect(camera.description.name == device)
        var last = -1
        #expect(failure { while let frame = try camera.next() { last = frame.sequence } } == .lost)
        #expect(!FileSystem.exists(device))
        let lost = ContinuousClock.now
        let node = Mutex<ContinuousClock.Instant?>(nil)
        let path = device
        Thread.detachNewThread {
            while !FileSystem.exists(path) { Thread.sleep(forTimeInterval: 0.005) }
            node.withLock { $0 = .now }
        }
        while !camera.reopen() {}
        let first = try #require(try camera.next())
        let now = ContinuousClock.now
        let back = try #require(node.withLock { $0 })
        print(
            """
            | unplugged for 1 s in the testbed: from the loss to the first frame; from the device's node to it | \
            \(Self.seconds(now - lost)); \(Self.seconds(now - back)) |
            """)
        #expect(first.sequence == last + 1 && first.image.bytes == served[0].image.bytes)
        #expect(try camera.next()?.image.bytes == served[1].image.bytes)
    }

    @Test func fiftyStartsLeaveNothingOpen() throws {
        func openFiles() -> Int { (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? -1 }
        let options = CameraOptions(silenceLimit: .seconds(20))
        _ = try V4L2Camera(path: device, options: options).next()
        let before = openFiles()
        for _ in 0..<50 {
            #expect(try V4L2Camera(path: device, options: options).next()?.sequence == 0)
        }
        let after = openFiles()
        #expect(after == before)
        print("| fifty starts of a camera's stream in the testbed: files left open | \(after - before) |")
    }
}

func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
}
