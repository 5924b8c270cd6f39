import Codecs
import Frames
import Testing

@Suite struct FrameDecoderTests {
    private func captured(_ format: PixelFormat, _ width: Int, _ height: Int, _ bytes: [UInt8]) throws -> CapturedFrame
    {
        let image = try #require(PixelBuffer(format: format, width: width, height: height, bytes: bytes))
        return CapturedFrame(image: image, sequence: 7, time: .milliseconds(33))
    }

    private func luma(_ frame: Frame) -> [UInt8] {
        frame.withLuma { view in
            var pixels: [UInt8] = []
            for y in 0..<view.height { for x in 0..<view.width { pixels.append(view[x, y]) } }
            return pixels
        }
    }

    @Test func openFormatsAreLookedAtInPlace() throws {
        let decoder = FrameDecoder()
        let yuyv = try decoder.decode(captured(.yuyv, 2, 2, [10, 128, 20, 128, 30, 128, 40, 128]))
        #expect(luma(yuyv) == [10, 20, 30, 40])
        #expect(yuyv.sequence == 7 && yuyv.time == .milliseconds(33))
        let nv12 = try decoder.decode(captured(.nv12, 2, 2, [10, 20, 30, 40, 128, 128]))
        #expect(luma(nv12) == [10, 20, 30, 40])
        let grey = try decoder.decode(captured(.grey, 2, 1, [5, 6]))
        #expect(luma(grey) == [5, 6])
        #expect(try decoder.color(of: grey).pixels == [5, 5, 5, 6, 6, 6])
    }

    @Test func colourOfVideoFormats() throws {
        let decoder = FrameDecoder()
        // BT.601: red is Y 81, U 90, V 240; white is Y 235, black Y 16.
        let red = try decoder.color(of: decoder.decode(captured(.yuyv, 2, 1, [81, 90, 81, 240])))
        for index in 0..<2 {
            #expect(red.pixels[3 * index] >= 253 && red.pixels[3 * index + 1] <= 2 && red.pixels[3 * index + 2] <= 2)
        }
        let mixed = try decoder.color(of: decoder.decode(captured(.nv12, 2, 2, [235, 16, 235, 16, 128, 128])))
        #expect(mixed.pixels == [255, 255, 255, 0, 0, 0, 255, 255, 255, 0, 0, 0])
        let tall = [UInt8](repeating: 81, count: 8) + [128, 128, 90, 240]
        let blocks = try decoder.color(of: decoder.decode(captured(.nv12, 2, 4, tall)))
        #expect(blocks.pixels[0] == blocks.pixels[1] && blocks.pixels[18] > 250 && blocks.pixels[19] < 5)
    }

    @Test func compressedAndRGBFramesAreDecoded() throws {
        let decoder = FrameDecoder()
        let rgb = try decoder.decode(captured(.rgb, 2, 1, [255, 255, 255, 255, 0, 0]))
        #expect(luma(rgb) == [255, 77])
        #expect(try decoder.color(of: rgb).pixels == [255, 255, 255, 255, 0, 0])
        let picture = Samples.gradient(width: 16, height: 8)
        let file = try JPEGEncoder.encode(picture)
        // The size in the file counts, not the one that a source gave in passing.
        let jpeg = try decoder.decode(captured(.mjpeg, 1, 1, file))
        #expect(jpeg.width == 16 && jpeg.height == 8)
        #expect(try decoder.color(of: jpeg).width == 16)
    }

    @Test func aDamagedFrameIsAReason() throws {
        let frame = try captured(.mjpeg, 16, 8, Array("no picture".utf8))
        #expect(throws: DecodeFailure(.notAnImage, "not a JPEG")) { try FrameDecoder().decode(frame) }
    }
}
