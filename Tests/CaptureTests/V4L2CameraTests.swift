import CV4L2
import Frames
import Glibc
import Testing

@testable import Capture

@Suite struct V4L2CameraTests {
    private let fake = FakeCamera()

    private func open(_ options: CameraOptions = CameraOptions()) throws(CaptureFailure) -> V4L2Camera {
        try V4L2Camera(path: "/dev/video9", options: options, doors: fake.doors)
    }

    private func failure(_ options: CameraOptions = CameraOptions()) -> CaptureFailure? {
        do throws(CaptureFailure) {
            _ = try open(options)
            return nil
        } catch {
            return error
        }
    }

    @Test func framesComeAsTheDriverGaveThem() throws {
        let pictures = try [jpeg(16, 8), jpeg(16, 8, shade: 1), jpeg(16, 8, shade: 2)]
        fake.script = pictures.enumerated().map {
            .frame($1, sequence: UInt32($0), microseconds: 5_000_000 + Int64($0) * 33_333)
        }
        var camera: V4L2Camera? = try open()
        let source = try #require(camera)
        #expect(source.description.kind == .camera && source.description.name == "/dev/video9")
        #expect(source.description.format == .mjpeg && source.description.width == 1280)
        #expect(source.description.fps == 30 && fake.isStreaming && fake.mapped == 4)
        for index in 0..<3 {
            let frame = try #require(try source.next())
            #expect(frame.image.bytes == pictures[index] && frame.image.width == 16)
            #expect(frame.sequence == index && frame.time == .microseconds(index * 33_333))
            #expect(fake.queued.count == 4, "the buffer went back at once")
        }
        #expect(fake.waits == [6000, 2000, 2000])
        camera = nil
    }

    @Test func everythingIsGivenBackAtTheEnd() throws {
        do {
            let camera = try open()
            #expect(fake.isOpen && camera.faultyFrames == 0)
        }
        #expect(!fake.isOpen && !fake.isStreaming && fake.mapped == 0)
    }

    @Test(arguments: ["setFormat", "requestBuffers", "map", "queue", "start"]) func nothingIsKeptAfter(
        failed door: String
    ) {
        fake.errors[door] = EBUSY
        #expect(failure()?.code == .busy)
        #expect(!fake.isOpen && fake.mapped == 0)
    }

    @Test func whatTheDriverAnswersCounts() throws {
        fake.formats = [CV4L2_MJPEG, CV4L2_YUYV]
        fake.answer = {
            var format = $0
            (format.pixel_format, format.width, format.height, format.row_stride) = (CV4L2_YUYV, 2, 2, 6)
            return format
        }
        fake.script = [.frame([1, 2, 3, 4, 0, 0, 5, 6, 7, 8, 0, 0], sequence: 0, microseconds: 0)]
        let camera = try open(CameraOptions(size: .init(width: 640, height: 480)))
        #expect(camera.description.format == .yuyv && camera.description.width == 2)
        let frame = try #require(try camera.next())
        #expect(frame.image.rowStride == 6 && frame.image.bytes.count == 12)
        #expect(failure(CameraOptions(format: .mjpeg))?.code == .noUsableFormat)
        fake.answer = { _ in CV4L2_Format(pixel_format: 0x3436_3248, width: 640, height: 480, row_stride: 0) }
        #expect(failure()?.message.contains("H264") == true)
    }

    @Test func optionsAreAskedFor() throws {
        fake.formats = [CV4L2_YUYV, CV4L2_MJPEG, CV4L2_GREY]
        fake.sizes = [(640, 480), (1920, 1080), (1280, 720)]
        _ = try open()
        #expect(fake.asked?.pixel_format == CV4L2_MJPEG && fake.asked?.width == 1280 && fake.asked?.height == 720)
        _ = try open(
            CameraOptions(
                size: .init(width: 1600, height: 900), fps: 15, format: .grey,
                controls: [.init(name: "exposure_auto", value: 3)]))
        #expect(fake.asked?.pixel_format == CV4L2_GREY && fake.asked?.width == 1920)
        #expect(fake.askedInterval?.numerator == 1000 && fake.askedInterval?.denominator == 15_000)
        #expect(fake.settings == [5: 3])
        #expect(
            failure(CameraOptions(controls: [.init(name: "zoom", value: 1)]))?.message.contains("exposure_auto") == true
        )
        #expect(failure(CameraOptions(controls: [.init(name: "Exposure, Auto", value: 9)]))?.code == .badOption)
        #expect(failure(CameraOptions(format: .nv12))?.code == .noUsableFormat)
    }

    @Test func aSlowFormatGivesWayToAFastOne() throws {
        func mode(_ code: UInt32, _ width: Int, _ height: Int, _ rates: [Double]) -> CameraMode {
            CameraMode(
                code: CameraMode.letters(code), format: PixelFormat(v4l2: code), width: width, height: height,
                rates: rates, smallest: nil, pixelFormat: code)
        }
        func choice(_ modes: [CameraMode]) throws -> String {
            let choice = try ModeChoice(modes, options: CameraOptions(), path: "x")
            return "\(CameraMode.letters(choice.pixelFormat)) \(choice.width)x\(choice.height)"
        }
        let yuyv = mode(CV4L2_YUYV, 1280, 720, [30])
        #expect(try choice([mode(CV4L2_MJPEG, 1280, 720, [10]), yuyv]) == "YUYV 1280x720")
        #expect(try choice([mode(CV4L2_MJPEG, 640, 480, [30]), yuyv]) == "YUYV 1280x720")
        #expect(try choice([yuyv, mode(CV4L2_MJPEG, 1920, 1080, [29.97])]) == "MJPG 1920x1080")
        #expect(try choice([mode(CV4L2_YUYV, 320, 240, [30]), mode(CV4L2_YUYV, 640, 480, [30])]) == "YUYV 640x480")
    }

    @Test func refusalsSayWhatToDo() {
        fake.errors = ["open": EACCES]
        #expect(failure()?.code == .permissionDenied && failure()?.message.contains("video group") == true)
        fake.errors = ["open": EBUSY]
        #expect(failure()?.code == .busy && failure()?.message.contains("another program") == true)
        fake.errors = ["open": ENOENT]
        #expect(failure()?.code == .cannotOpen && failure()?.errno == ENOENT)
        fake.errors = ["capability": ENOTTY]
        #expect(failure()?.code == .notACaptureDevice && !fake.isOpen)
        fake.errors = ["start": ENOSPC]
        #expect(failure()?.message.contains("USB bandwidth") == true)
        fake.errors = [:]
        fake.flags = CV4L2_METADATA | CV4L2_STREAMING
        #expect(failure()?.code == .notACaptureDevice && failure()?.message.contains("metadata") == true)
        fake.flags = CV4L2_CAPTURE | CV4L2_STREAMING
        fake.formats = [0x3436_3248]
        #expect(failure()?.message == "/dev/video9: offers H264, none of mjpeg, yuyv, nv12, grey")
    }

    @Test func aCameraWithOneRateIsTaken() throws {
        fake.errors["setInterval"] = ENOTTY
        #expect(try open().description.fps == nil)
    }

    @Test func unpluggedIsLost() throws {
        fake.script = [.frame(try jpeg(8, 8), sequence: 0, microseconds: 0), .error(ENODEV)]
        let camera = try open()
        #expect(try camera.next() != nil)
        #expect(throws: CaptureFailure.self) { try camera.next() }
        fake.script = [.error(ENODEV)]
        #expect(CaptureTests.failure { _ = try camera.next() } == .lost)
        for number in [EIO, EINVAL, EAGAIN] {
            fake.script = [.error(number)]
            #expect(CaptureTests.failure { _ = try camera.next() } == .broken, "EAGAIN: an error without a number")
        }
        fake.script = [.frame(try jpeg(8, 8), sequence: 1, microseconds: 0)]
        fake.errors["queue"] = EINVAL
        #expect(CaptureTests.failure { _ = try camera.next() } == .broken, "the buffer could not be given back")
    }

    @Test func nothingIsSilence() throws {
        fake.script = [.frame(try jpeg(8, 8), sequence: 0, microseconds: 0), .silence]
        let camera = try open(CameraOptions(silenceLimit: .milliseconds(500)))
        #expect(try camera.next() != nil)
        #expect(CaptureTests.failure { _ = try camera.next() } == .silent)
        #expect(fake.waits == [1500, 500])
    }

    @Test func faultyFramesAreGaps() throws {
        let picture = try jpeg(8, 8)
        fake.script = [
            .frame(picture, sequence: 100, microseconds: 0),
            .frame(picture, sequence: 101, microseconds: 10, flags: CV4L2_BUFFER_ERROR),
            .frame([], sequence: 102, microseconds: 20),
            .frame(picture, sequence: 105, microseconds: 50),
        ]
        let camera = try open()
        #expect(try camera.next()?.sequence == 0)
        #expect(try camera.next()?.sequence == 5)
        #expect(camera.faultyFrames == 2 && fake.queued.count == 4)
    }

    @Test func oddCountersAndClocksAreMended() throws {
        let picture = try jpeg(8, 8)
        fake.script = [
            .frame(picture, sequence: .max, microseconds: 100),
            .frame(picture, sequence: 1, microseconds: 90),
            .frame(picture, sequence: 1, microseconds: 110),
        ]
        let camera = try open()
        let played = try (0..<3).compactMap { _ in try camera.next() }
        #expect(played.map(\.sequence) == [0, 2, 3])
        #expect(played.map(\.time) == [.zero, .zero, .microseconds(20)])
    }

    @Test func camerasAreListed() {
        fake.sizes = [(640, 480)]
        let found = DeviceList.cameras(
            nodes: ["/dev/video9"], stableNames: ["/dev/video9": "/dev/v4l/by-id/usb-Fake"], doors: fake.doors)
        #expect(found.first?.name == "Fake" && found.first?.stableName == "/dev/v4l/by-id/usb-Fake")
        #expect(found.first?.modes.map { "\($0.code) \($0.width)x\($0.height) \($0.rates)" } == ["MJPG 640x480 [30.0]"])
        fake.errors["open"] = EACCES
        let refused = DeviceList.cameras(nodes: ["/dev/video9"], stableNames: [:], doors: fake.doors)
        #expect(refused.first?.failure?.code == .permissionDenied)
        fake.errors = [:]
        fake.flags = CV4L2_METADATA
        #expect(DeviceList.cameras(nodes: ["/dev/video9"], stableNames: [:], doors: fake.doors).isEmpty)
    }
}
