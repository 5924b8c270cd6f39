private import CPNG
public import Frames

/// Decodes PNG through libpng's simplified interface, to 8 bits; transparent parts are laid on white.
public enum PNGDecoder {
    /// Decodes to `.grey` where the file is grey, else to `.rgb`.
    ///
    /// - Throws: `notAnImage`, `tooLarge` (before memory is taken for pixels), `truncated` or `damaged`.
    public static func decode(_ bytes: [UInt8]) throws(DecodeFailure) -> PixelBuffer {
        var image = unsafe png_image()
        unsafe image.version = png_uint_32(PNG_IMAGE_VERSION)
        defer { unsafe png_image_free(&image) }
        // libpng keeps the pointer from the header to the last row, so both are read in one loan of the bytes.
        return try unsafe bytes.withUnsafeBufferPointer { (file) throws(DecodeFailure) -> PixelBuffer in
            guard unsafe png_image_begin_read_from_memory(&image, file.baseAddress, file.count) != 0 else {
                throw unsafe failure(image)
            }
            return try unsafe pixels(&image)
        }
    }

    private static func pixels(_ image: inout png_image) throws(DecodeFailure) -> PixelBuffer {
        let (width, height) = unsafe (Int(image.width), Int(image.height))
        guard ImageLimits.allows(width: width, height: height) else { throw .tooLarge(width: width, height: height) }
        let isColor = unsafe image.format & png_uint_32(PNG_FORMAT_FLAG_COLOR) != 0
        unsafe image.format = png_uint_32(isColor ? PNG_FORMAT_FLAG_COLOR : 0)
        var pixels = [UInt8](repeating: 0, count: width * height * (isColor ? 3 : 1))
        var white = png_color(red: 255, green: 255, blue: 255)
        let status = unsafe pixels.withUnsafeMutableBufferPointer { target in
            unsafe png_image_finish_read(&image, &white, target.baseAddress, 0, nil)
        }
        let format = isColor ? PixelFormat.rgb : .grey
        guard status != 0, let buffer = PixelBuffer(format: format, width: width, height: height, bytes: pixels) else {
            throw unsafe failure(image)
        }
        return buffer
    }

    private static func failure(_ image: png_image) -> DecodeFailure {
        let text = unsafe withUnsafeBytes(of: image.message) { characters in
            unsafe String(decoding: characters.prefix { $0 != 0 }, as: UTF8.self)
        }
        return DecodeFailure(text.contains("read beyond") ? .truncated : .damaged, "PNG: \(text)")
    }
}
