import Frames
import Testing

/// Every way that a camera lays out brightness must give the same picture to the stages.
@Suite struct LumaViewTests {
    private static let width = 6
    private static let height = 4

    /// The brightness that each test picture shows at a pixel: all differ.
    private static func luma(_ x: Int, _ y: Int) -> UInt8 { UInt8(10 + y * 40 + x * 3) }

    private static func frame(_ format: PixelFormat, padding: Int) throws -> Frame {
        let packed = try #require(format.rowBytes(width: width))
        let stride = packed + padding
        let count = try #require(format.byteCount(rowStride: stride, height: height))
        // What is not luma is 255, which no pixel of the picture is.
        var bytes = [UInt8](repeating: 255, count: count)
        let step = format == .yuyv ? 2 : 1
        for y in 0..<height {
            for x in 0..<width { bytes[y * stride + x * step] = luma(x, y) }
        }
        let image = try #require(
            PixelBuffer(format: format, width: width, height: height, rowStride: stride, bytes: bytes))
        return try #require(Frame(CapturedFrame(image: image, sequence: 3, time: .milliseconds(100))))
    }

    @Test(arguments: [PixelFormat.grey, .yuyv, .nv12], [0, 1, 10])
    func showsTheLumaOfEveryLayout(_ format: PixelFormat, padding: Int) throws {
        let frame = try Self.frame(format, padding: padding)
        #expect(frame.width == Self.width && frame.height == Self.height)
        frame.withLuma { luma in
            for y in 0..<Self.height {
                for x in 0..<Self.width {
                    let value = luma[x, y]
                    #expect(value == Self.luma(x, y))
                }
            }
        }
    }

    @Test(arguments: [PixelFormat.grey, .yuyv, .nv12])
    func rowsStepByThePixelStride(_ format: PixelFormat) throws {
        try Self.frame(format, padding: 4).withLuma { luma in
            for y in 0..<Self.height {
                let row = luma.row(y)
                let count = row.count
                #expect(count == (Self.width - 1) * luma.pixelStride + 1)
                for x in 0..<Self.width {
                    let value = row[x * luma.pixelStride]
                    #expect(value == Self.luma(x, y))
                }
            }
        }
    }

    @Test(arguments: [PixelFormat.grey, .yuyv, .nv12])
    func looksAtTheSourceInPlace(_ format: PixelFormat) throws {
        let frame = try Self.frame(format, padding: 2)
        let bytes = frame.source.bytes
        frame.withLuma { luma in
            let row = luma.row(1)
            let same = bytes.span.extracting(frame.source.rowStride..<frame.source.rowStride + row.count)
            let isShared = row.isIdentical(to: same)
            #expect(isShared)
        }
    }

    @Test(arguments: [PixelFormat.mjpeg, .rgb])
    func refusesAPictureWithoutLumaInTheOpen(_ format: PixelFormat) throws {
        let image = try #require(
            PixelBuffer(format: format, width: 2, height: 2, bytes: [UInt8](repeating: 0, count: 12)))
        let captured = CapturedFrame(image: image, sequence: 0, time: .zero)
        #expect(Frame(captured) == nil)
        let plane = try #require(PixelBuffer(format: .grey, width: 1, height: 1, bytes: [77]))
        let decoded = Frame(captured, luma: plane)
        #expect(decoded.width == 1 && decoded.height == 1)
        #expect(decoded.withLuma { $0[0, 0] } == 77)
    }

    @Test func keepsItsPlaceInTheStream() throws {
        let frame = try Self.frame(.grey, padding: 0)
        #expect(frame.sequence == 3)
        #expect(frame.time == .milliseconds(100))
    }

    @Test func aLastRowWithoutItsPaddingIsEnough() {
        // Drivers end a buffer at the last pixel: stride 8, but only 3 bytes of the second row.
        let bytes: [UInt8] = [1, 2, 3, 0, 0, 0, 0, 0, 4, 5, 6]
        let view = LumaView(bytes: bytes.span, width: 3, height: 2, rowStride: 8)
        let (last, count) = (view[2, 1], view.row(1).count)
        #expect(last == 6)
        #expect(count == 3)
    }
}
