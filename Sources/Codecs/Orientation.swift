/// How a stored picture must be turned or mirrored to stand upright, numbered as EXIF numbers it.
public enum Orientation: Int, Sendable {
    /// As stored.
    case upright = 1
    /// Left and right change places.
    case mirrored
    /// Turned by half a turn.
    case upsideDown
    /// Top and bottom change places.
    case flipped
    /// Rows become columns.
    case transposed
    /// To be turned a quarter clockwise.
    case quarterClockwise
    /// Rows become columns, from the far corner.
    case transverse
    /// To be turned a quarter counter-clockwise.
    case quarterCounterclockwise

    /// Whether width and height change places.
    public var swapsSides: Bool { rawValue >= 5 }

    /// Reads the orientation tag of an APP1 segment, of `count` bytes at `start`; `nil` where it holds none.
    init?(exif reader: borrowing ByteReader, at start: Int, count: Int) throws(DecodeFailure) {
        let tiff = start + 6
        guard count >= 14, try reader.big32(at: start) == 0x4578_6966 else { return nil }  // "Exif"
        let isLittle = try reader.big16(at: tiff) == 0x4949  // "II"
        func number16(_ offset: Int) throws(DecodeFailure) -> Int {
            isLittle ? try reader.little16(at: offset) : try reader.big16(at: offset)
        }
        let directory = tiff + Int(isLittle ? try reader.little32(at: tiff + 4) : try reader.big32(at: tiff + 4))
        for entry in 0..<(try number16(directory)) {
            let offset = directory + 2 + entry * 12
            guard offset + 12 <= start + count else { return nil }
            if try number16(offset) == 0x0112 {
                guard let found = Orientation(rawValue: try number16(offset + 8)) else { return nil }
                self = found
                return
            }
        }
        return nil
    }

    /// Turns packed pixels of `size` bytes each; rows and columns of the result are swapped if `swapsSides`.
    func upright(_ pixels: [UInt8], width: Int, height: Int, size: Int) -> [UInt8] {
        guard self != .upright else { return pixels }
        // Where the result's first pixel is in the source, and the steps from there along its rows and columns.
        let right = 1
        let down = width
        let last = (width - 1) * right
        let bottom = (height - 1) * down
        let (origin, along, across) =
            switch self {
            case .upright: (0, right, down)
            case .mirrored: (last, -right, down)
            case .upsideDown: (last + bottom, -right, -down)
            case .flipped: (bottom, right, -down)
            case .transposed: (0, down, right)
            case .quarterClockwise: (bottom, -down, right)
            case .transverse: (last + bottom, -down, -right)
            case .quarterCounterclockwise: (last, down, -right)
            }
        let (columns, rows) = swapsSides ? (height, width) : (width, height)
        var result = [UInt8](repeating: 0, count: pixels.count)
        var target = 0
        for row in 0..<rows {
            var source = (origin + row * across) * size
            for _ in 0..<columns {
                for channel in 0..<size { result[target + channel] = pixels[source + channel] }
                target += size
                source += along * size
            }
        }
        return result
    }
}
