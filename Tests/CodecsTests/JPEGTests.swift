import Codecs
import Frames
import Testing

@Suite struct JPEGTests {
    private let picture = Samples.gradient(width: 37, height: 23)

    private func file() throws -> [UInt8] { try JPEGEncoder.encode(picture, quality: 95) }

    private func code(of bytes: [UInt8]) -> DecodeFailure.Code? {
        do throws(DecodeFailure) {
            _ = try JPEGDecoder().luma(of: bytes)
            return nil
        } catch {
            return error.code
        }
    }

    @Test func roundTripKeepsTheColours() throws {
        let decoded = try JPEGDecoder().color(of: file())
        #expect(decoded.width == 37 && decoded.height == 23)
        let worst = zip(decoded.pixels, picture.pixels).map { abs(Int($0) - Int($1)) }.max()
        #expect(try #require(worst) < 24)
    }

    @Test func lumaIsThatOfTheColours() throws {
        let luma = try JPEGDecoder().luma(of: file())
        #expect(luma.format == .grey && luma.width == 37 && luma.height == 23 && luma.bytes.count == 37 * 23)
        for index in 0..<37 * 23 {
            let (red, green, blue) = (
                Int(picture.pixels[3 * index]), Int(picture.pixels[3 * index + 1]), Int(picture.pixels[3 * index + 2])
            )
            let expected = (299 * red + 587 * green + 114 * blue) / 1000
            #expect(abs(Int(luma.bytes[index]) - expected) < 10)
        }
    }

    @Test(arguments: [JPEGDecoder.Reduction.half, .quarter, .eighth]) func reducesRoundingUp(
        _ reduction: JPEGDecoder.Reduction
    ) throws {
        let luma = try JPEGDecoder().luma(of: file(), reduction: reduction)
        let divisor = reduction.rawValue
        #expect(luma.width == (37 + divisor - 1) / divisor && luma.height == (23 + divisor - 1) / divisor)
        #expect(luma.bytes[0] < luma.bytes[luma.bytes.count - 1])
    }

    @Test func aCutFileIsNoPicture() throws {
        let bytes = try file()
        #expect(code(of: Array(bytes.dropLast(2))) == .truncated)
        #expect(code(of: Array(bytes.prefix(bytes.count / 2))) == .truncated)
        #expect(code(of: Array(bytes.prefix(100))) == .truncated)
    }

    @Test func damageInsideIsNoPicture() throws {
        var bytes = try file()
        let scan = try #require(Samples.segments(bytes).last)
        for index in stride(from: scan.start + scan.count + 20, to: bytes.count - 40, by: 9) { bytes[index] = 0xAA }
        let found = code(of: bytes)
        #expect(found == .damaged || found == .truncated)
    }

    @Test func paddingBeforeTheEndMarkerIsNoDamage() throws {
        let bytes = try file()
        let padded = Array(bytes.dropLast(2)) + [0, 0, 0, 0, 0xFF, 0xD9]
        #expect(try JPEGDecoder().luma(of: padded).bytes == JPEGDecoder().luma(of: bytes).bytes)
        #expect(code(of: Array(bytes.dropLast(2)) + [UInt8](repeating: 0, count: 200) + [0xFF, 0xD9]) == .damaged)
    }

    @Test func filesWithoutHuffmanTablesGetTheStandardOnes() throws {
        let bytes = try file()
        let tables = Samples.segments(bytes).filter { $0.marker == 0xC4 }
        #expect(tables.count >= 1)
        var bare = bytes
        for table in tables.reversed() { bare.removeSubrange(table.start..<table.start + table.count) }
        #expect(try JPEGDecoder().color(of: bare) == JPEGDecoder().color(of: bytes))
    }

    @Test func hugeSizesAreRefusedByTheHeader() throws {
        var bytes = try file()
        let frame = try #require(Samples.segments(bytes).first { $0.marker == 0xC0 })
        bytes.replaceSubrange(frame.start + 5..<frame.start + 9, with: [0xEA, 0x60, 0xEA, 0x60])
        #expect(code(of: bytes) == .tooLarge)
        #expect(throws: DecodeFailure.self) { try StillDecoder.decode(bytes) }
    }

    @Test func endlessProgressiveScansAreRefused() {
        #expect(code(of: Samples.progressive(scans: 20)) == nil)
        #expect(code(of: Samples.progressive(scans: 100)) == .tooLarge)
    }

    @Test func textIsNotAJPEG() {
        #expect(code(of: Array("This is no picture at all.".utf8)) == .notAnImage)
        #expect(code(of: []) == .notAnImage)
    }

    @Test(arguments: 1...8) func standsUprightAsEXIFSays(_ orientation: UInt8) throws {
        var bytes = try file()
        bytes.insert(contentsOf: Samples.exif(orientation: orientation), at: 2)
        let turned = try JPEGDecoder().color(of: bytes)
        let stored = try JPEGDecoder().color(of: file())
        #expect(turned.width == (orientation >= 5 ? 23 : 37))
        // Where the stored picture's first pixel must be found.
        let (x, y) = [
            (0, 0), (36, 0), (36, 22), (0, 22), (0, 0), (22, 0), (22, 36), (0, 36),
        ][Int(orientation) - 1]
        let place = (y * turned.width + x) * 3
        #expect(Array(turned.pixels[place..<place + 3]) == Array(stored.pixels[0..<3]))
        // And its second.
        let (dx, dy) = [(1, 0), (-1, 0), (-1, 0), (1, 0), (0, 1), (0, 1), (0, -1), (0, -1)][Int(orientation) - 1]
        let second = ((y + dy) * turned.width + x + dx) * 3
        #expect(Array(turned.pixels[second..<second + 3]) == Array(stored.pixels[3..<6]))
        #expect(try JPEGDecoder().luma(of: bytes).width == turned.width)
    }

    @Test func qualityOutOfRangeIsMovedIn() throws {
        #expect(try JPEGEncoder.encode(picture, quality: 900) == JPEGEncoder.encode(picture, quality: 100))
        #expect(try JPEGEncoder.encode(picture, quality: -3) == JPEGEncoder.encode(picture, quality: 1))
    }
}
