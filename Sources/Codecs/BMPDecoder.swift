public import Frames

/// Decodes uncompressed BMP: 1, 4, 8, 16, 24 and 32 bits a pixel, with a palette or bit fields, either side up.
public enum BMPDecoder {
    /// Decodes to `.rgb`.
    ///
    /// - Throws: `notAnImage`, `tooLarge` (before memory is taken for pixels), `truncated`, or `unsupported` for
    ///   run-length and embedded compression.
    public static func decode(_ bytes: [UInt8]) throws(DecodeFailure) -> PixelBuffer {
        let reader = ByteReader(bytes.span, of: "BMP")
        let header = try BMPHeader(reader)
        // Every row is there before memory is taken, so that a small file cannot ask for a large picture.
        guard header.pixelOffset + header.rowBytes * header.height <= bytes.count else {
            throw DecodeFailure(.truncated, "the BMP file ends too early")
        }
        let palette = try header.palette(reader)
        var pixels = [UInt8](repeating: 0, count: header.width * header.height * 3)
        for y in 0..<header.height {
            let stored = header.isTopDown ? y : header.height - 1 - y
            let row = header.pixelOffset + stored * header.rowBytes
            for x in 0..<header.width {
                let target = (y * header.width + x) * 3
                let color: (red: UInt8, green: UInt8, blue: UInt8)
                switch header.bits {
                case 24:
                    let at = row + x * 3
                    color = (bytes[at + 2], bytes[at + 1], bytes[at])
                case 16, 32:
                    let value =
                        header.bits == 16
                        ? UInt32(try reader.little16(at: row + x * 2)) : try reader.little32(at: row + x * 4)
                    color = (header.red.value(in: value), header.green.value(in: value), header.blue.value(in: value))
                default:
                    let perByte = 8 / header.bits
                    let shift = 8 - header.bits * (x % perByte + 1)
                    let index = Int(bytes[row + x / perByte] >> UInt8(shift)) & ((1 << header.bits) - 1)
                    color = palette[index]
                }
                (pixels[target], pixels[target + 1], pixels[target + 2]) = color
            }
        }
        guard let buffer = PixelBuffer(format: .rgb, width: header.width, height: header.height, bytes: pixels) else {
            throw .tooLarge(width: header.width, height: header.height)
        }
        return buffer
    }
}

/// One colour's bits in a pixel of 16 or 32 bits.
private struct BMPField {
    private let shift: Int
    private let maximum: UInt32

    /// - Parameter mask: the bits, without a gap.
    init(mask: UInt32) {
        shift = mask == 0 ? 0 : mask.trailingZeroBitCount
        maximum = mask >> UInt32(shift)
    }

    /// 0...255, whatever the field's width.
    func value(in pixel: UInt32) -> UInt8 {
        guard maximum > 0 else { return 0 }
        return UInt8((UInt64((pixel >> UInt32(shift)) & maximum) * 255 + UInt64(maximum) / 2) / UInt64(maximum))
    }
}

/// The checked header of a BMP file.
private struct BMPHeader {
    let width: Int
    let height: Int
    let isTopDown: Bool
    let bits: Int
    let pixelOffset: Int
    let red: BMPField
    let green: BMPField
    let blue: BMPField
    private let headerSize: Int
    private let paletteCount: Int

    /// Bytes of a row: whole groups of four.
    var rowBytes: Int { (width * bits + 31) / 32 * 4 }

    init(_ reader: borrowing ByteReader) throws(DecodeFailure) {
        guard reader.count >= 2, try reader.little16(at: 0) == 0x4D42 else {
            throw DecodeFailure(.notAnImage, "not a BMP")
        }
        pixelOffset = Int(try reader.little32(at: 10))
        headerSize = Int(try reader.little32(at: 14))
        guard headerSize >= 40, headerSize <= 124 else {
            throw DecodeFailure(.unsupported, "BMP: a header of \(headerSize) bytes is not known")
        }
        width = Int(Int32(bitPattern: try reader.little32(at: 18)))
        let signedHeight = Int(Int32(bitPattern: try reader.little32(at: 22)))
        height = abs(signedHeight)
        isTopDown = signedHeight < 0
        guard width > 0 && height > 0 else { throw DecodeFailure(.damaged, "BMP: has no size") }
        guard ImageLimits.allows(width: width, height: height) else { throw .tooLarge(width: width, height: height) }
        bits = try reader.little16(at: 28)
        guard [1, 4, 8, 16, 24, 32].contains(bits) else {
            throw DecodeFailure(.unsupported, "BMP: \(bits) bits a pixel are not known")
        }
        let used = Int(try reader.little32(at: 46))
        paletteCount = bits > 8 ? 0 : used == 0 ? 1 << bits : min(used, 1 << bits)
        switch (try reader.little32(at: 30), bits) {
        case (0, 16): (red, green, blue) = (BMPField(mask: 0x7C00), BMPField(mask: 0x03E0), BMPField(mask: 0x001F))
        case (0, _):
            (red, green, blue) = (BMPField(mask: 0xFF0000), BMPField(mask: 0xFF00), BMPField(mask: 0xFF))
        case (3, 16), (3, 32), (6, 16), (6, 32):
            red = BMPField(mask: try reader.little32(at: 54))
            green = BMPField(mask: try reader.little32(at: 58))
            blue = BMPField(mask: try reader.little32(at: 62))
        default: throw DecodeFailure(.unsupported, "BMP: compressed files are not decoded")
        }
    }

    /// `1 << bits` colours, black where the file gives fewer, so that any index is safe.
    func palette(_ reader: borrowing ByteReader) throws(DecodeFailure) -> [(red: UInt8, green: UInt8, blue: UInt8)] {
        guard bits <= 8 else { return [] }
        var colors = [(red: UInt8, green: UInt8, blue: UInt8)](repeating: (0, 0, 0), count: 1 << bits)
        for index in 0..<paletteCount {
            let offset = 14 + headerSize + index * 4
            colors[index] = (
                try reader.byte(at: offset + 2), try reader.byte(at: offset + 1), try reader.byte(at: offset)
            )
        }
        return colors
    }
}
