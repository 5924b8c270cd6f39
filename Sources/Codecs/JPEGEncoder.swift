internal import CJPEG
public import Frames

/// Encodes JPEG through libjpeg-turbo.
public enum JPEGEncoder {
    /// Encodes a picture.
    ///
    /// - Parameter quality: 1...100; values outside are moved to the nearest end.
    /// - Throws: `tooLarge` where a side is beyond JPEG's 65,500 pixels or memory runs out.
    public static func encode(_ image: ColorImage, quality: Int = 90) throws(DecodeFailure) -> [UInt8] {
        var error = CJPEG_Error()
        var file: UnsafeMutablePointer<UInt8>?
        var count = 0
        let status = unsafe image.pixels.withUnsafeBufferPointer { pixels in
            unsafe CJPEG_encode(
                pixels.baseAddress, Int32(clamping: image.width), Int32(clamping: image.height),
                Int32(min(max(quality, 1), 100)), &file, &count, &error)
        }
        guard status == 0 else { throw DecodeFailure(error) }
        defer { unsafe CJPEG_free(file) }
        return unsafe [UInt8](UnsafeBufferPointer(start: file, count: count))
    }
}
