internal import Frames

/// What a JPEG says about itself before its pixels: its size, and which side is up.
///
/// Read in Swift, without libjpeg, so that a source can place a frame at the cost of a look at a few markers.
public struct JPEGHeader: Sendable, Equatable {
    /// Columns as stored, before turning.
    public let width: Int
    /// Rows as stored, before turning.
    public let height: Int
    /// How the stored picture must be turned to stand upright (EXIF); `.upright` where nothing is said.
    public let orientation: Orientation

    /// Walks the markers up to the frame header.
    ///
    /// - Throws: `notAnImage` where the bytes do not begin as a JPEG, `truncated` or `damaged` where the frame header
    ///   is not reached, `tooLarge` where the size is beyond `ImageLimits`.
    public init(_ bytes: Span<UInt8>) throws(DecodeFailure) {
        let reader = ByteReader(bytes, of: "JPEG")
        guard reader.count >= 3, try reader.big16(at: 0) == 0xFFD8, try reader.byte(at: 2) == 0xFF else {
            throw DecodeFailure(.notAnImage, "not a JPEG")
        }
        var orientation = Orientation.upright
        var position = 2
        while true {
            guard try reader.byte(at: position) == 0xFF else {
                throw DecodeFailure(.damaged, "the JPEG's header is broken")
            }
            let marker = try reader.byte(at: position + 1)
            if marker == 0xFF {  // fill byte
                position += 1
                continue
            }
            let length = try reader.big16(at: position + 2)
            guard length >= 2, marker != 0xD9, marker != 0xDA else {
                throw DecodeFailure(.damaged, "the JPEG has no frame header")
            }
            if Self.isFrameHeader(marker) {
                let height = try reader.big16(at: position + 5)
                let width = try reader.big16(at: position + 7)
                guard width > 0 && height > 0 else { throw DecodeFailure(.unsupported, "the JPEG gives no size") }
                guard ImageLimits.allows(width: width, height: height) else {
                    throw .tooLarge(width: width, height: height)
                }
                (self.width, self.height, self.orientation) = (width, height, orientation)
                return
            }
            if marker == 0xE1, let found = try? Orientation(exif: reader, at: position + 4, count: length - 2) {
                orientation = found
            }
            position += 2 + length
        }
    }

    /// SOF0...SOF15 without DHT, JPG and DAC, which share the range.
    private static func isFrameHeader(_ marker: UInt8) -> Bool {
        (0xC0...0xCF).contains(marker) && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
    }
}
