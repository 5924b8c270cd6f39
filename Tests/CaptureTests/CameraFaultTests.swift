import CV4L2
import Codecs
import Frames
import Glibc
import Testing

@testable import Capture

/// What drivers and cables do to a stream, each through the doors and without a camera.
@Suite struct CameraFaultTests {
    private let fake = FakeCamera()

    private func open() throws(CaptureFailure) -> V4L2Camera {
        try V4L2Camera(path: "/dev/video9", options: CameraOptions(), doors: fake.doors)
    }

    @Test(arguments: ["setFormat", "requestBuffers", "map", "queue", "start"])
    func aDriverMayStumbleOnceWhenItStarts(_ door: String) throws {
        for number in [EINVAL, EIO] {
            fake.errorsOnce[door] = number
            let camera = try open()
            #expect(fake.isStreaming && fake.descriptors.count == 1 && fake.mapped == 4)
            camera.close()
        }
        fake.errors[door] = EINVAL
        #expect(failure { _ = try open() } == .cannotOpen)
        #expect(!fake.isOpen && fake.mapped == 0)
    }

    @Test func aBusyCameraIsNotTriedTwice() {
        fake.errorsOnce["start"] = EBUSY
        #expect(failure { _ = try open() } == .busy)
    }

    @Test func anErrorUntilTheCameraIsRestartedBreaksTheStream() throws {
        let picture = try jpeg(8, 8)
        fake.script = [.frame(picture, sequence: 0, microseconds: 0), .error(EIO)]
        let broken = try open()
        #expect(try broken.next() != nil)
        #expect(failure { _ = try broken.next() } == .broken)
        fake.script = [.frame(picture, sequence: 0, microseconds: 0)]
        #expect(try open().next() != nil)
    }

    @Test func damagedFramesAloneBreakTheStream() throws {
        let picture = try jpeg(8, 8)
        let damaged = (1...89).map { index in
            FakeCamera.Step.frame(picture, sequence: UInt32(index), microseconds: 0, flags: CV4L2_BUFFER_ERROR)
        }
        for sequence in [90, 180] as [UInt32] {
            fake.script += damaged + [.frame(picture, sequence: sequence, microseconds: 0)]
        }
        fake.script += damaged + damaged
        let camera = try open()
        for _ in 0..<2 { #expect(try camera.next() != nil, "a good one among them is enough") }
        #expect(failure { _ = try camera.next() } == .broken)
    }

    @Test func aTruncatedPictureIsDeliveredAndNamedByTheDecoder() throws {
        let picture = try jpeg(64, 48)
        fake.script = [
            .frame(Array(picture.prefix(picture.count / 2)), sequence: 0, microseconds: 0),
            .frame(picture, sequence: 1, microseconds: 0),
        ]
        let camera = try open()
        let (cut, whole) = (try #require(try camera.next()), try #require(try camera.next()))
        #expect(throws: DecodeFailure.self) { try FrameDecoder().decode(cut) }
        #expect(try FrameDecoder().decode(whole).width == 64)
    }

    @Test func fiftyStartsLeaveNothingOpen() throws {
        let picture = try jpeg(8, 8)
        for cycle in 0..<50 {
            fake.script = [.frame(picture, sequence: 0, microseconds: 0)]
            if cycle.isMultiple(of: 3) { fake.script.append(.error(ENODEV)) }
            let camera = try open()
            #expect(try camera.next() != nil)
            if cycle.isMultiple(of: 3) { #expect(failure { _ = try camera.next() } == .lost) }
            #expect(fake.descriptors.count == 1 && fake.mapped == 4)
        }
        #expect(!fake.isOpen && fake.mapped == 0 && !fake.isStreaming)
    }
}
