internal import Codecs
internal import Frames

/// A file that holds one picture.
public enum ImageFile {
    /// Most bytes that are read of one: more than a still of `ImageLimits.maximumPixels` needs.
    public static let maximumBytes = 256 * 1024 * 1024

    /// Reads a file whole; `-` is standard input.
    ///
    /// - Throws: `cannotOpen` or `permissionDenied`; `badStream` if it is larger than `maximumBytes`.
    public static func bytes(at path: String) throws(CaptureFailure) -> [UInt8] {
        let file = try OpenFile(reading: path)
        var bytes: [UInt8] = []
        while try file.read(upTo: 256 * 1024, appendingTo: &bytes) > 0 {
            guard bytes.count <= maximumBytes else {
                throw CaptureFailure(.badStream, "\(path): larger than \(maximumBytes >> 20) MB")
            }
        }
        return bytes
    }

    /// Whether a name ends as a picture's does.
    static func isNamed(_ name: String) -> Bool {
        let name = name.lowercased()
        return [".jpg", ".jpeg", ".png", ".bmp", ".gif"].contains { name.hasSuffix($0) } && !name.hasPrefix(".")
    }
}

extension PixelBuffer {
    /// A JPEG as it came. Where its header cannot be read, the size is `fallback`, and the decoder will name the
    /// damage; `nil` for no bytes at all.
    static func jpeg(_ bytes: [UInt8], fallback: (width: Int, height: Int) = (1, 1)) -> PixelBuffer? {
        let header = try? JPEGHeader(bytes.span)
        let (width, height) = header.map { ($0.width, $0.height) } ?? fallback
        return PixelBuffer(format: .mjpeg, width: width, height: height, bytes: bytes)
    }
}
