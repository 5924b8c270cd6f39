import Codecs
import Frames

/// Pictures built byte by byte, so that no test depends on a file.
enum Samples {
    /// A colourful gradient that survives JPEG well.
    static func gradient(width: Int, height: Int) -> ColorImage {
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                pixels += [UInt8(x * 255 / width), UInt8(y * 255 / height), UInt8((x + y) * 255 / (width + height))]
            }
        }
        return ColorImage(width: width, height: height, pixels: pixels)
    }

    /// A PNG of `type` 0 (grey), 2 (RGB) or 6 (RGBA), stored without compression.
    static func png(width: Int, height: Int, type: UInt8, pixels: [UInt8]) -> [UInt8] {
        let channels = [0: 1, 2: 3, 6: 4][type] ?? 1
        var rows: [UInt8] = []
        for y in 0..<height where pixels.count >= (y + 1) * width * channels {
            rows += [0] + pixels[y * width * channels..<(y + 1) * width * channels]
        }
        let length = big(UInt16(rows.count), UInt16(rows.count) ^ 0xFFFF).swappedPairs
        var (a, b): (UInt32, UInt32) = (1, 0)
        for byte in rows {
            a = (a + UInt32(byte)) % 65521
            b = (b + a) % 65521
        }
        let header = big(UInt32(width)) + big(UInt32(height)) + [8, type, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
            + chunk("IDAT", [0x78, 0x01, 0x01] + length + rows + big(b << 16 | a)) + chunk("IEND", [])
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in body {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return big(UInt32(data.count)) + body + big(~crc)
    }

    /// A GIF of four colours (black, red, green, blue); every index stands as a code of its own.
    static func gif(width: Int, height: Int, indices: [UInt8], interlaced: Bool = false) -> [UInt8] {
        let size = little(UInt16(width)) + little(UInt16(height))
        let palette: [UInt8] = [0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255]
        // A clear code before each index keeps the codes at three bits.
        var bits: [Bool] = []
        let codes: [UInt8] = indices.flatMap { index -> [UInt8] in [4, index] } + [5]
        for code in codes { bits += [code & 1 == 1, code & 2 == 2, code & 4 == 4] }
        var data = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
        for (index, bit) in bits.enumerated() where bit { data[index / 8] |= 1 << UInt8(index % 8) }
        return Array("GIF89a".utf8) + size + [0x81, 0, 0] + palette
            + [0x21, 0xFE, 2, 0x68, 0x69, 0]  // a comment to pass over
            + [0x2C, 0, 0, 0, 0] + size + [interlaced ? 0x40 : 0, 2, UInt8(data.count)] + data + [0, 0x3B]
    }

    /// A BMP; `rows` as stored, padded to four bytes here. A negative height stores the top row first.
    static func bmp(
        width: Int, height: Int, bits: UInt16, compression: UInt32 = 0, tables: [UInt8] = [], rows: [[UInt8]]
    ) -> [UInt8] {
        let offset = UInt32(54 + tables.count)
        let pixels = rows.flatMap { $0 + [UInt8](repeating: 0, count: (4 - $0.count % 4) % 4) }
        let colors = bits <= 8 ? UInt32(tables.count / 4) : 0
        return Array("BM".utf8) + little(offset + UInt32(pixels.count)) + [0, 0, 0, 0] + little(offset)
            + little(UInt32(40))
            + little(UInt32(bitPattern: Int32(width))) + little(UInt32(bitPattern: Int32(height))) + [1, 0]
            + little(bits) + little(compression) + [UInt8](repeating: 0, count: 12) + little(colors) + [0, 0, 0, 0]
            + tables + pixels
    }

    /// A progressive JPEG of one black block with 1 + `scans` scans.
    static func progressive(scans: Int) -> [UInt8] {
        var file: [UInt8] = [0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0] + [UInt8](repeating: 1, count: 64)
        file += [0xFF, 0xC2, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0]
        for table: UInt8 in [0x00, 0x10] {
            file += [0xFF, 0xC4, 0, 20, table, 1] + [UInt8](repeating: 0, count: 15) + [0]
        }
        file += [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0, 0x7F]
        for scan in 0..<scans {
            let place = UInt8(1 + scan % 63)
            file += [0xFF, 0xDA, 0, 8, 1, 1, 0, place, place, scan < 63 ? 0x01 : 0x10, 0x7F]
        }
        return file + [0xFF, 0xD9]
    }

    /// The segments of a JPEG before its first scan, as (marker, place of the marker, bytes with it).
    static func segments(_ jpeg: [UInt8]) -> [(marker: UInt8, start: Int, count: Int)] {
        var result: [(marker: UInt8, start: Int, count: Int)] = []
        var position = 2
        while position + 4 <= jpeg.count, jpeg[position] == 0xFF {
            let count = 2 + Int(jpeg[position + 2]) << 8 + Int(jpeg[position + 3])
            result.append((jpeg[position + 1], position, count))
            if jpeg[position + 1] == 0xDA { break }
            position += count
        }
        return result
    }

    /// An APP1 segment with an orientation.
    static func exif(orientation: UInt8) -> [UInt8] {
        let tiff: [UInt8] =
            [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
        return [0xFF, 0xE1, 0, UInt8(2 + 6 + tiff.count)] + Array("Exif".utf8) + [0, 0] + tiff
    }

    static func little(_ value: UInt16) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8)] }
    static func little(_ value: UInt32) -> [UInt8] { big(value).reversed() }
    static func big(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
    private static func big(_ first: UInt16, _ second: UInt16) -> [UInt8] { big(UInt32(first) << 16 | UInt32(second)) }
}

extension [UInt8] {
    fileprivate var swappedPairs: [UInt8] { [self[1], self[0], self[3], self[2]] }
}
