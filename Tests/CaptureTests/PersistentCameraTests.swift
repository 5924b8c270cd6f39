import CV4L2
import Codecs
import Foundation
import Frames
import Glibc
import Synchronization
import Testing

@testable import Capture

/// A camera that goes away and comes back, behind the doors.
@Suite struct PersistentCameraTests {
    private let fake = FakeCamera()
    private let folder = TestFolder()
    private let world = World()

    /// Time, and what happens in it.
    private final class World {
        var now = Duration.zero
        var waits: [Duration] = []
        var warnings: [String] = []
        /// Happens after so many waits.
        var events: [Int: () -> Bool] = [:]

        func wait(_ limit: Duration) -> Bool {
            waits.append(limit)
            now += limit
            return events[waits.count]?() ?? false
        }
    }

    init() {
        folder.write("video0", [])
        folder.write("video1", [])
    }

    private func open(_ device: String? = "video0") throws(CaptureFailure) -> PersistentCamera {
        let (fake, folder, world) = (fake, folder, world)
        let opener: CameraFinder.Opener = { path throws(CaptureFailure) in
            guard FileSystem.exists(path) else { throw .cannotOpen(path, errno: ENOENT) }
            return try V4L2Camera(path: path, options: CameraOptions(), doors: fake.doors)
        }
        return try PersistentCamera(
            CameraFinder(device, in: DeviceFolder(path: folder.path), open: opener),
            .init(wait: world.wait, now: { world.now }, warn: { world.warnings.append($0) }))
    }

    /// Frames with the driver's numbers, and 100 ms from one to the next.
    private func play(_ sequences: [UInt32]) throws {
        let picture = try jpeg(8, 8)
        fake.script += sequences.map { .frame(picture, sequence: $0, microseconds: Int64($0) * 100_000) }
    }

    /// A camera that was unplugged after its first frame.
    private func lostCamera() throws -> PersistentCamera {
        try play([0])
        fake.script.append(.error(ENODEV))
        let camera = try open()
        _ = try camera.next()
        _ = failure { _ = try camera.next() }
        return camera
    }

    @Test(arguments: [(Int32?.some(ENODEV), CaptureFailure.Code.lost), (EIO, .broken), (nil, .silent)])
    func framesFlowOnAfterALoss(_ number: Int32?, code: CaptureFailure.Code) throws {
        try play([0, 1])
        fake.script.append(number.map { .error($0) } ?? .silence)
        let camera = try open()
        #expect(try camera.next()?.sequence == 0 && camera.next()?.sequence == 1)
        #expect(failure { _ = try camera.next() } == code)
        #expect(!fake.isOpen && fake.mapped == 0, "the node would keep its number from the camera that comes back")
        #expect(failure { _ = try camera.next() } == .lost)
        world.now = .seconds(5)
        try play([40, 42])
        #expect(camera.reopen())
        #expect(world.waits == [.zero], "the first try is at once")
        let back = try [camera.next(), camera.next()].map { try #require($0) }
        #expect(back.map(\.sequence) == [2, 4])
        #expect(back.map(\.time) == [.seconds(5), .milliseconds(5200)])
    }

    @Test func triesComeMoreAndMoreSeldomAndSayOnceWhy() throws {
        let camera = try lostCamera()
        fake.errors["open"] = ENOENT
        for _ in 0..<8 { #expect(!camera.reopen()) }
        #expect(world.waits == [0, 0.25, 0.5, 1, 2, 4, 4, 4].map { .seconds($0) })
        #expect(world.warnings.count == 1)
        fake.errors["open"] = EACCES
        #expect(!camera.reopen() && world.warnings.last?.contains("video group") == true)
    }

    @Test func aNodeThatComesIsTriedSoon() throws {
        let camera = try lostCamera()
        fake.errors["open"] = ENOENT
        for _ in 0..<6 { #expect(!camera.reopen()) }
        world.events[7] = {
            fake.errors["open"] = nil
            return true
        }
        try play([0])
        #expect(camera.reopen())
        #expect(world.waits.suffix(2) == [.seconds(4), .milliseconds(100)])
    }

    @Test func aCameraThatIsOpenButSilentIsNotBack() throws {
        try play([0])
        fake.script += [.silence, .silence, .silence]
        let camera = try open()
        _ = try camera.next()
        #expect(failure { _ = try camera.next() } == .silent)
        #expect(!camera.reopen() && !camera.reopen() && !fake.isOpen)
        try play([0])
        #expect(camera.reopen())
    }

    @Test func theSameCameraIsFoundUnderAnotherNumber() throws {
        try FileManager.default.createDirectory(atPath: "\(folder.path)/v4l/by-id", withIntermediateDirectories: true)
        try folder.link("v4l/by-id/usb-Fake-video-index0", to: "../../video0")
        let camera = try lostCamera()
        #expect(camera.description.name == "\(folder.path)/video0")
        try FileManager.default.removeItem(atPath: "\(folder.path)/video0")
        try FileManager.default.removeItem(atPath: "\(folder.path)/v4l/by-id/usb-Fake-video-index0")
        #expect(!camera.reopen(), "video1 is another camera")
        try folder.link("v4l/by-id/usb-Fake-video-index0", to: "../../video1")
        try play([0])
        #expect(camera.reopen())
    }

    @Test func aCameraCanBeNamedInSeveralWays() throws {
        try FileManager.default.createDirectory(atPath: "\(folder.path)/v4l/by-id", withIntermediateDirectories: true)
        try folder.link("v4l/by-id/usb-Fake-video-index0", to: "../../video1")
        for name in ["video1", "\(folder.path)/video1", "usb-Fake-video-index0"] {
            #expect(try open(name).description.name.contains("/v"))
        }
        #expect(failure { _ = try open("video7") } == .cannotOpen)
        fake.errorsOnce["open"] = EBUSY
        #expect(try open(nil).description.name == "\(folder.path)/video1", "the first that can be opened")
        for node in ["video0", "video1"] { try FileManager.default.removeItem(atPath: "\(folder.path)/\(node)") }
        #expect(failure { _ = try open(nil) } == .cannotOpen)
    }

    @Test func aNodeThatComesIsNoticed() {
        let watch = DeviceWatch(DeviceFolder(path: folder.path))
        #expect(!watch.wait(.milliseconds(20)))
        folder.write("tty9", [])
        #expect(!watch.wait(.milliseconds(20)), "it is no camera")
        let path = folder.path
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.05)
            _ = FileManager.default.createFile(atPath: "\(path)/video2", contents: nil)
        }
        let start = ContinuousClock.now
        #expect(watch.wait(.seconds(10)))
        #expect(ContinuousClock.now - start < .seconds(5))
        let nowhere = DeviceWatch(DeviceFolder(path: "\(folder.path)/missing"))
        #expect(!nowhere.wait(.milliseconds(20)))
    }
}
