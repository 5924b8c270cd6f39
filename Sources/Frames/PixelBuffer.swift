/// A picture's bytes as a camera, a file or a decoder delivered them.
///
/// The storage is shared until somebody writes, so that a buffer passes through the stages without a copy.
public struct PixelBuffer: Sendable {
    /// Layout of `bytes`.
    public let format: PixelFormat
    /// Columns, 1 or more.
    public let width: Int
    /// Rows, 1 or more.
    public let height: Int
    /// Bytes from one row to the next (of the luma plane); 0 for compressed formats.
    public let rowStride: Int
    /// The picture, or the compressed file.
    public let bytes: [UInt8]

    /// Wraps bytes after checking that they hold the whole picture; `nil` if they do not.
    ///
    /// - Parameter rowStride: bytes from one row to the next; `nil` for rows without padding.
    public init?(format: PixelFormat, width: Int, height: Int, rowStride: Int? = nil, bytes: [UInt8]) {
        guard ImageLimits.allows(width: width, height: height) else { return nil }
        let packed = format.rowBytes(width: width) ?? 0
        let stride = rowStride ?? packed
        guard stride >= packed, stride <= ImageLimits.maximumRowBytes else { return nil }
        if let needed = format.byteCount(rowStride: stride, height: height) {
            guard bytes.count >= needed else { return nil }
        } else {
            guard !bytes.isEmpty else { return nil }
        }
        (self.format, self.width, self.height, self.rowStride, self.bytes) = (format, width, height, stride, bytes)
    }
}

/// Bounds that are checked before memory is taken for a picture.
public enum ImageLimits {
    /// Longest side in pixels.
    public static let maximumSide = 16_384
    /// Most pixels in a picture: 64 megapixels, more than any card camera has.
    public static let maximumPixels = 64_000_000
    /// Most bytes in a row, for formats with padding.
    public static let maximumRowBytes = maximumSide * 4 + 4096

    /// Whether a picture of this size may be decoded.
    public static func allows(width: Int, height: Int) -> Bool {
        (1...maximumSide).contains(width) && (1...maximumSide).contains(height) && width * height <= maximumPixels
    }
}
