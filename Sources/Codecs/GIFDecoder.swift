private import CGIF
public import Frames

/// Decodes the first picture of a GIF through giflib.
public enum GIFDecoder {
    /// Decodes to `.rgb`.
    ///
    /// - Throws: `notAnImage`, `tooLarge` (before memory is taken for pixels), `truncated` or `damaged`.
    public static func decode(_ bytes: [UInt8]) throws(DecodeFailure) -> PixelBuffer {
        var cursor = Cursor(bytes: bytes)
        return try unsafe withUnsafeMutablePointer(to: &cursor) { (pointer) throws(DecodeFailure) -> PixelBuffer in
            var code: Int32 = 0
            guard let file = unsafe DGifOpen(pointer, readBytes, &code) else { throw failure(code) }
            defer { unsafe _ = DGifCloseFile(file, &code) }
            return try unsafe firstPicture(file)
        }
    }

    private static func firstPicture(_ file: UnsafeMutablePointer<GifFileType>) throws(DecodeFailure) -> PixelBuffer {
        while true {
            var kind = UNDEFINED_RECORD_TYPE
            guard unsafe DGifGetRecordType(file, &kind) == GIF_OK else { throw failure(unsafe file.pointee.Error) }
            switch kind {
            case IMAGE_DESC_RECORD_TYPE: return try unsafe picture(file)
            case EXTENSION_RECORD_TYPE: try unsafe skipExtension(file)
            default: throw DecodeFailure(.damaged, "GIF: holds no picture")
            }
        }
    }

    private static func skipExtension(_ file: UnsafeMutablePointer<GifFileType>) throws(DecodeFailure) {
        var code: Int32 = 0
        var block: UnsafeMutablePointer<GifByteType>?
        guard unsafe DGifGetExtension(file, &code, &block) == GIF_OK else { throw failure(unsafe file.pointee.Error) }
        while unsafe block != nil {
            guard unsafe DGifGetExtensionNext(file, &block) == GIF_OK else {
                throw failure(unsafe file.pointee.Error)
            }
        }
    }

    private static func picture(_ file: UnsafeMutablePointer<GifFileType>) throws(DecodeFailure) -> PixelBuffer {
        guard unsafe DGifGetImageDesc(file) == GIF_OK else { throw failure(unsafe file.pointee.Error) }
        let (width, height) = unsafe (Int(file.pointee.Image.Width), Int(file.pointee.Image.Height))
        guard ImageLimits.allows(width: width, height: height) else { throw .tooLarge(width: width, height: height) }
        let palette = try unsafe palette(file)
        var indices = [UInt8](repeating: 0, count: width)
        var pixels = [UInt8](repeating: 0, count: width * height * 3)
        for y in unsafe rows(height, interlaced: file.pointee.Image.Interlace) {
            let status = unsafe indices.withUnsafeMutableBufferPointer {
                unsafe DGifGetLine(file, $0.baseAddress, Int32(width))
            }
            guard status == GIF_OK else { throw failure(unsafe file.pointee.Error) }
            for x in 0..<width {
                let color = Int(indices[x]) * 3
                let target = (y * width + x) * 3
                for channel in 0..<3 { pixels[target + channel] = palette[color + channel] }
            }
        }
        guard let buffer = PixelBuffer(format: .rgb, width: width, height: height, bytes: pixels) else {
            throw .tooLarge(width: width, height: height)
        }
        return buffer
    }

    /// 256 colours, black where the file gives fewer, so that any index is safe.
    private static func palette(_ file: UnsafeMutablePointer<GifFileType>) throws(DecodeFailure) -> [UInt8] {
        guard let map = unsafe file.pointee.Image.ColorMap ?? file.pointee.SColorMap else {
            throw DecodeFailure(.damaged, "GIF: has no colours")
        }
        var colors = [UInt8](repeating: 0, count: 256 * 3)
        for index in 0..<min(unsafe Int(map.pointee.ColorCount), 256) {
            let color = unsafe map.pointee.Colors[index]
            (colors[index * 3], colors[index * 3 + 1], colors[index * 3 + 2]) = (color.Red, color.Green, color.Blue)
        }
        return colors
    }

    /// The order in which a file holds its rows.
    private static func rows(_ height: Int, interlaced: Bool) -> [Int] {
        guard interlaced else { return Array(0..<height) }
        let passes = [(0, 8), (4, 8), (2, 4), (1, 2)]
        return passes.flatMap { Array(stride(from: $0.0, to: height, by: $0.1)) }
    }

    private static func failure(_ code: Int32) -> DecodeFailure {
        switch code {
        case D_GIF_ERR_NOT_GIF_FILE: DecodeFailure(.notAnImage, "not a GIF")
        case D_GIF_ERR_READ_FAILED, D_GIF_ERR_EOF_TOO_SOON, D_GIF_ERR_NO_SCRN_DSCR:
            DecodeFailure(.truncated, "the GIF file ends too early")
        default: DecodeFailure(.damaged, "GIF: broken inside (giflib error \(code))")
        }
    }

    /// Where giflib is in the file.
    private struct Cursor {
        let bytes: [UInt8]
        var position = 0
    }

    private static let readBytes: InputFunc = { file, target, wanted in
        guard let file = unsafe file, let target = unsafe target, wanted > 0,
            let cursor = unsafe file.pointee.UserData?.assumingMemoryBound(to: Cursor.self)
        else { return 0 }
        let start = unsafe cursor.pointee.position
        let count = unsafe min(Int(wanted), cursor.pointee.bytes.count - start)
        for offset in 0..<count { unsafe target[offset] = cursor.pointee.bytes[start + offset] }
        unsafe cursor.pointee.position = start + count
        return Int32(count)
    }
}
