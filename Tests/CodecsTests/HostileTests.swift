import Codecs
import Frames
import Testing

/// Files from anywhere must end in a picture or in a failure, never in a trap.
@Suite struct HostileTests {
    private static func samples() throws -> [[UInt8]] {
        let picture = Samples.gradient(width: 9, height: 7)
        var jpeg = try JPEGEncoder.encode(picture)
        jpeg.insert(contentsOf: Samples.exif(orientation: 6), at: 2)
        let masks = [UInt32(0xFF), 0xFF00, 0xFF0000].flatMap(Samples.little)
        return [
            jpeg,
            Samples.progressive(scans: 30),
            Samples.png(width: 9, height: 7, type: 2, pixels: picture.pixels),
            Samples.gif(width: 2, height: 5, indices: [0, 1, 2, 3, 3, 2, 1, 0, 1, 1], interlaced: true),
            Samples.bmp(width: 4, height: 1, bits: 8, tables: [0, 0, 255, 0, 0, 255, 0, 0], rows: [[0, 1, 0, 1]]),
            Samples.bmp(width: 1, height: 1, bits: 32, compression: 3, tables: masks, rows: [[1, 2, 3, 0]]),
        ]
    }

    private func decode(_ bytes: [UInt8]) -> Bool {
        guard let image = try? StillDecoder.decode(bytes) else { return false }
        let captured = CapturedFrame(image: image, sequence: 0, time: .zero)
        guard let frame = try? FrameDecoder().decode(captured) else { return false }
        return (try? FrameDecoder().color(of: frame)) != nil
    }

    @Test func everySampleIsGood() throws {
        for sample in try Self.samples() { #expect(decode(sample)) }
    }

    @Test(arguments: 0..<6) func bytesMayBeAnything(_ index: Int) throws {
        let sample = try Self.samples()[index]
        var random = Seeded(state: UInt64(index + 1))
        var refused = 0
        for _ in 0..<300 {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                // Headers stand at the beginning: half of the changes go there.
                let end = Bool.random(using: &random) ? min(64, bytes.count) : bytes.count
                let value = [0, 0xFF, 0x7F, 0x80, UInt8.random(in: 0...255, using: &random)].randomElement() ?? 0
                bytes[Int.random(in: 0..<end, using: &random)] = value
            }
            if Int.random(in: 0..<4, using: &random) == 0 {
                bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
            }
            if !decode(bytes) { refused += 1 }
        }
        #expect(refused > 0)
    }
}

/// The same numbers each time (splitmix64), so that what fails once fails again.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
