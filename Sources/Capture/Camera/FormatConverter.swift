internal import CV4LConvert
internal import Frames

/// Turns pictures of formats that are not read here into NV12 (libv4lconvert).
@safe final class FormatConverter {
    private let converter: OpaquePointer
    private let width: Int
    private let height: Int

    /// Whether pictures of a V4L2 format can be turned.
    static func knows(_ pixelFormat: UInt32) -> Bool { CV4LConvert_knows(pixelFormat) != 0 }

    /// - Parameter rowStride: bytes of a row of the source.
    /// - Returns: `nil` for odd sizes, which have no NV12, and where there is no memory.
    init?(_ pixelFormat: UInt32, width: Int, height: Int, rowStride: Int) {
        guard width.isMultiple(of: 2) && height.isMultiple(of: 2), rowStride >= width,
            let made = unsafe CV4LConvert_create(pixelFormat, UInt32(width), UInt32(height), UInt32(rowStride))
        else { return nil }
        unsafe converter = made
        (self.width, self.height) = (width, height)
    }

    deinit {
        unsafe CV4LConvert_destroy(converter)
    }

    /// The picture as NV12; `nil` where it is cut short.
    func convert(_ bytes: [UInt8]) -> PixelBuffer? {
        var (source, result) = (bytes, [UInt8](repeating: 0, count: width * height * 3 / 2))
        guard unsafe CV4LConvert_to_nv12(converter, &source, UInt32(source.count), &result) == 0 else { return nil }
        return PixelBuffer(format: .nv12, width: width, height: height, bytes: result)
    }
}
