/// How the bytes of a picture are laid out.
public enum PixelFormat: String, Sendable, CaseIterable {
    /// One byte of luma for each pixel.
    case grey
    /// Packed 4:2:2, `Y0 U Y1 V`: every second byte is luma.
    case yuyv
    /// A plane of luma, then a half-size plane of interleaved U and V.
    case nv12
    /// Three bytes for each pixel: red, green, blue.
    case rgb
    /// A whole JPEG picture.
    case mjpeg

    /// The fewest bytes that a picture of this size and row length can have, or `nil` for compressed formats.
    ///
    /// - Parameters:
    ///   - rowStride: bytes from one row to the next, in the luma plane.
    ///   - height: rows.
    public func byteCount(rowStride: Int, height: Int) -> Int? {
        switch self {
        case .grey, .yuyv, .rgb: rowStride * height
        case .nv12: rowStride * height + rowStride * ((height + 1) / 2)
        case .mjpeg: nil
        }
    }

    /// Bytes in a row without padding, or `nil` for compressed formats.
    public func rowBytes(width: Int) -> Int? {
        switch self {
        case .grey: width
        case .nv12: (width + 1) / 2 * 2
        case .yuyv: (width + 1) / 2 * 4
        case .rgb: width * 3
        case .mjpeg: nil
        }
    }
}
