import Frames
import Testing

/// A buffer must hold the whole picture, and of a size that memory can be taken for.
@Suite struct PixelBufferTests {
    @Test(arguments: [
        (PixelFormat.grey, 5 * 4), (.yuyv, 12 * 4), (.nv12, 6 * 4 + 6 * 2), (.rgb, 15 * 4),
    ])
    func refusesOneByteTooFew(_ format: PixelFormat, needed: Int) {
        let whole = [UInt8](repeating: 0, count: needed)
        #expect(PixelBuffer(format: format, width: 5, height: 4, bytes: whole) != nil)
        #expect(PixelBuffer(format: format, width: 5, height: 4, bytes: Array(whole.dropLast())) == nil)
    }

    @Test func countsHalfARowOfColourForAnOddHeight() {
        #expect(PixelFormat.nv12.byteCount(rowStride: 8, height: 3) == 8 * 3 + 8 * 2)
    }

    @Test func padsRowsAsTold() throws {
        let bytes = [UInt8](repeating: 0, count: 7 * 3)
        let buffer = try #require(PixelBuffer(format: .grey, width: 5, height: 3, rowStride: 7, bytes: bytes))
        #expect(buffer.rowStride == 7)
        #expect(PixelBuffer(format: .grey, width: 5, height: 3, rowStride: 8, bytes: bytes) == nil)
        #expect(PixelBuffer(format: .grey, width: 5, height: 3, rowStride: 4, bytes: bytes) == nil)
        #expect(PixelBuffer(format: .grey, width: 5, height: 3, rowStride: -7, bytes: bytes) == nil)
    }

    @Test(arguments: [
        (60_000, 60_000), (16_384, 16_384), (16_385, 1), (1, 16_385), (0, 10), (10, 0), (-4, 4), (4, -4),
        (Int.max, 2), (Int.max, Int.max),
    ])
    func refusesSizesThatNoCameraHas(_ width: Int, _ height: Int) {
        #expect(!ImageLimits.allows(width: width, height: height))
        for format in PixelFormat.allCases {
            #expect(PixelBuffer(format: format, width: width, height: height, bytes: [0, 0, 0, 0]) == nil)
        }
    }

    @Test(arguments: [(1, 1), (16_384, 1), (16_384, 3906), (8000, 8000)])
    func allowsSizesUpToTheLimit(_ width: Int, _ height: Int) {
        #expect(ImageLimits.allows(width: width, height: height))
    }

    @Test func refusesARowLengthBeyondReason() {
        let stride = ImageLimits.maximumRowBytes + 1
        let bytes = [UInt8](repeating: 0, count: stride)
        #expect(PixelBuffer(format: .grey, width: 4, height: 1, rowStride: stride, bytes: bytes) == nil)
        #expect(PixelBuffer(format: .grey, width: 4, height: 1, rowStride: stride - 1, bytes: bytes) != nil)
    }

    @Test func aCompressedPictureNeedsOnlySomeBytes() throws {
        #expect(PixelBuffer(format: .mjpeg, width: 640, height: 480, bytes: []) == nil)
        let buffer = try #require(PixelBuffer(format: .mjpeg, width: 640, height: 480, bytes: [0xFF]))
        #expect(buffer.rowStride == 0)
    }

    @Test func sharesItsBytesUntilSomebodyWrites() throws {
        let bytes: [UInt8] = [1, 2, 3, 4]
        let buffer = try #require(PixelBuffer(format: .grey, width: 2, height: 2, bytes: bytes))
        let copy = buffer
        let isShared = copy.bytes.span.isIdentical(to: bytes.span)
        #expect(isShared)
        var changed = copy.bytes
        changed[0] = 9
        let isStillShared = changed.span.isIdentical(to: bytes.span)
        #expect(!isStillShared)
        #expect(buffer.bytes == [1, 2, 3, 4])
    }
}
