import CV4L2
import Frames
import Testing

@testable import Capture

/// Cameras that offer none of the formats that are read as they are.
@Suite struct FormatConverterTests {
    private let fake = FakeCamera()

    /// A format by its four letters.
    private static func code(_ letters: String) -> UInt32 { letters.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) } }

    private func open(_ format: PixelFormat? = nil) throws(CaptureFailure) -> V4L2Camera {
        try V4L2Camera(path: "/dev/video9", options: CameraOptions(format: format), doors: fake.doors)
    }

    /// A row of the pattern again and again.
    private static func picture(_ row: [UInt8]) -> [UInt8] { (0..<4).flatMap { _ in row } }

    @Test(
        arguments: [
            ("UYVY", [90, 10, 160, 200], 2), ("YVYU", [10, 160, 200, 90], 2),
            ("RGB3", [10, 10, 10, 10, 10, 10, 200, 200, 200, 200, 200, 200], 3),
            ("BGR3", [10, 10, 10, 10, 10, 10, 200, 200, 200, 200, 200, 200], 3),
        ] as [(String, [UInt8], Int)])
    func aPictureOfAnotherFormatIsTurned(_ letters: String, pattern: [UInt8], bytes: Int) throws {
        let row = (0..<4).flatMap { _ in pattern }
        let width = row.count / bytes
        fake.formats = [Self.code(letters)]
        fake.sizes = [(UInt32(width), 4)]
        fake.answer = {
            var format = $0
            format.row_stride = UInt32(width * bytes)
            return format
        }
        fake.script = [
            .frame(Self.picture(row), sequence: 0, microseconds: 0),
            .frame(Array(Self.picture(row).dropLast(bytes)), sequence: 1, microseconds: 0),
            .frame(Self.picture(row), sequence: 2, microseconds: 0),
        ]
        let camera = try open()
        #expect(camera.description.format == .nv12)
        let first = try #require(try camera.next()).image
        #expect(first.format == .nv12 && first.width == width && first.height == 4)
        // Full range becomes video range, so 10 is near 24 and 200 near 188; packed YUV stays as it is.
        let luma = Set(first.bytes.prefix(width).map { $0 > 100 })
        #expect(luma == [true, false])
        if bytes == 2 {
            #expect(
                Array(first.bytes.prefix(2)) == [10, 200] && Array(first.bytes[(width * 4)...].prefix(2)) == [90, 160])
        }
        #expect(try camera.next()?.sequence == 2, "a picture that is cut short is dropped")
        #expect(camera.faultyFrames == 1)
    }

    @Test func aFormatThatIsReadGoesFirst() throws {
        fake.formats = [Self.code("UYVY"), CV4L2_GREY]
        #expect(try open().description.format == .grey)
        #expect(failure { _ = try open(.nv12) } == .noUsableFormat, "what was asked for is not replaced")
        fake.formats = [Self.code("H264")]
        #expect(failure { _ = try open() } == .noUsableFormat)
    }
}
