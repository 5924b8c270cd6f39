import Codecs
import Frames
import Testing

@Suite struct StillTests {
    private func code(of bytes: [UInt8]) -> DecodeFailure.Code? {
        do throws(DecodeFailure) {
            _ = try StillDecoder.decode(bytes)
            return nil
        } catch {
            return error.code
        }
    }

    @Test func decodesPNG() throws {
        let picture = Samples.gradient(width: 5, height: 4)
        let color = try StillDecoder.decode(Samples.png(width: 5, height: 4, type: 2, pixels: picture.pixels))
        #expect(color.format == .rgb && color.width == 5 && color.height == 4 && color.bytes == picture.pixels)
        let grey = try StillDecoder.decode(
            Samples.png(width: 3, height: 2, type: 0, pixels: [0, 50, 100, 150, 200, 255]))
        #expect(grey.format == .grey && grey.bytes == [0, 50, 100, 150, 200, 255])
        let clear = try StillDecoder.decode(Samples.png(width: 1, height: 1, type: 6, pixels: [9, 9, 9, 0]))
        #expect(clear.bytes == [255, 255, 255])
    }

    @Test func refusesBrokenPNG() {
        let file = Samples.png(width: 3, height: 2, type: 0, pixels: [0, 50, 100, 150, 200, 255])
        #expect(code(of: Array(file.prefix(50))) == .truncated)
        var damaged = file
        damaged[50] ^= 1
        #expect(code(of: damaged) == .damaged)
        #expect(code(of: Samples.png(width: 60_000, height: 60_000, type: 2, pixels: [])) == .tooLarge)
    }

    @Test func decodesGIF() throws {
        let colors: [[UInt8]] = [[0, 0, 0], [255, 0, 0], [0, 255, 0], [0, 0, 255]]
        let indices: [UInt8] = [0, 1, 2, 3, 3, 2, 1, 0, 1, 1]
        let plain = try StillDecoder.decode(Samples.gif(width: 2, height: 5, indices: indices))
        #expect(plain.format == .rgb && plain.width == 2 && plain.height == 5)
        #expect(plain.bytes == indices.flatMap { colors[Int($0)] })
        // An interlaced file of five rows holds rows 0, 4, 2, 1, 3.
        let shuffled: [UInt8] = [0, 1, 1, 1, 3, 2, 2, 3, 1, 0]
        let interlaced = try StillDecoder.decode(Samples.gif(width: 2, height: 5, indices: shuffled, interlaced: true))
        #expect(interlaced.bytes == plain.bytes)
    }

    @Test func refusesBrokenGIF() {
        let file = Samples.gif(width: 2, height: 2, indices: [0, 1, 2, 3])
        #expect(code(of: Array(file.prefix(40))) == .truncated)
        #expect(code(of: Array("GIF89a".utf8)) == .truncated)
        #expect(code(of: Samples.gif(width: 60_000, height: 60_000, indices: [0])) == .tooLarge)
    }

    @Test func readsNoUnknownKinds() {
        #expect(code(of: []) == .notAnImage)
        #expect(code(of: Array("%PDF-1.7 named card.jpg".utf8)) == .notAnImage)
    }

    @Test func keepsAJPEGAsItIs() throws {
        let file = try JPEGEncoder.encode(Samples.gradient(width: 20, height: 10))
        let buffer = try StillDecoder.decode(file)
        #expect(buffer.format == .mjpeg && buffer.width == 20 && buffer.height == 10 && buffer.bytes == file)
    }
}

@Suite struct BMPTests {
    private let red: [UInt8] = [255, 0, 0]
    private let green: [UInt8] = [0, 255, 0]
    private let palette: [UInt8] = [0, 0, 255, 0, 0, 255, 0, 0]

    private func pixels(_ file: [UInt8]) throws -> [UInt8] { try StillDecoder.decode(file).bytes }

    @Test(arguments: [(UInt16(1), UInt8(0b0101_0000)), (4, 0x01), (8, 0x00)]) func palettes(
        _ bits: UInt16, _ first: UInt8
    ) throws {
        let row: [UInt8] = bits == 1 ? [first] : bits == 4 ? [first, 0x01] : [0, 1, 0, 1]
        let file = Samples.bmp(width: 4, height: 1, bits: bits, tables: palette, rows: [row])
        #expect(try pixels(file) == red + green + red + green)
    }

    @Test func eitherSideUp() throws {
        let rows: [[UInt8]] = [[0, 0, 255], [0, 255, 0]]
        #expect(try pixels(Samples.bmp(width: 1, height: 2, bits: 24, rows: rows)) == green + red)
        #expect(try pixels(Samples.bmp(width: 1, height: -2, bits: 24, rows: rows)) == red + green)
    }

    @Test func bitFields() throws {
        let plain = Samples.bmp(width: 1, height: 1, bits: 32, rows: [[1, 2, 3, 0]])
        #expect(try pixels(plain) == [3, 2, 1])
        let masks = [UInt32(0xFF), 0xFF00, 0xFF0000].flatMap(Samples.little)
        let fields = Samples.bmp(width: 1, height: 1, bits: 32, compression: 3, tables: masks, rows: [[1, 2, 3, 0]])
        #expect(try pixels(fields) == [1, 2, 3])
        #expect(try pixels(Samples.bmp(width: 1, height: 1, bits: 16, rows: [[0x00, 0x7C]])) == red)
    }

    @Test func refusals() throws {
        func code(_ file: [UInt8]) -> DecodeFailure.Code? {
            do throws(DecodeFailure) {
                _ = try BMPDecoder.decode(file)
                return nil
            } catch { return error.code }
        }
        let good = Samples.bmp(width: 2, height: 2, bits: 24, rows: [[0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]])
        #expect(code(good) == nil)
        #expect(code(good.dropLast()) == .truncated)
        #expect(code(Array(good.prefix(20))) == .truncated)
        #expect(code(Samples.bmp(width: 60_000, height: 60_000, bits: 24, rows: [])) == .tooLarge)
        #expect(code(Samples.bmp(width: 2, height: -2_000_000_000, bits: 24, rows: [])) == .tooLarge)
        #expect(code(Samples.bmp(width: 2, height: 2, bits: 8, compression: 1, rows: [])) == .unsupported)
    }
}
