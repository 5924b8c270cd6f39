public import Frames

/// Opens a still picture of any kind that is known, told apart by its first bytes and never by its name.
public enum StillDecoder {
    /// Gives a picture in a form that `FrameDecoder` takes: a JPEG stays compressed after a look at its header, PNG,
    /// GIF (the first picture) and BMP become `.rgb` or `.grey`.
    ///
    /// A JPEG's `width` and `height` are those stored; its decoded frame is turned upright as EXIF says.
    ///
    /// - Throws: what the decoder of the kind throws; `notAnImage` for unknown bytes.
    public static func decode(_ bytes: [UInt8]) throws(DecodeFailure) -> PixelBuffer {
        if bytes.starts(with: [0xFF, 0xD8]) {
            let header = try JPEGHeader(bytes.span)
            guard
                let buffer = PixelBuffer(format: .mjpeg, width: header.width, height: header.height, bytes: bytes)
            else { throw .tooLarge(width: header.width, height: header.height) }
            return buffer
        }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return try PNGDecoder.decode(bytes) }
        if bytes.starts(with: "GIF8".utf8) { return try GIFDecoder.decode(bytes) }
        if bytes.starts(with: "BM".utf8) { return try BMPDecoder.decode(bytes) }
        guard !bytes.isEmpty else { throw DecodeFailure(.notAnImage, "the file is empty") }
        throw DecodeFailure(.notAnImage, "not a JPEG, PNG, BMP or GIF picture")
    }
}
