internal import Codecs
public import Frames

/// Plays one picture.
public final class StillSource: FrameSource {
    /// What the source is.
    public let description: SourceDescription
    private var frame: CapturedFrame?

    /// Opens a picture's file; `-` is standard input.
    ///
    /// - Throws: `cannotOpen`, or `badStream` where it is no picture.
    public convenience init(path: String) throws(CaptureFailure) {
        try self.init(bytes: try ImageFile.bytes(at: path), name: SourceDescription.name(ofPath: path))
    }

    /// Takes a picture's bytes.
    ///
    /// - Throws: `badStream` where they are no picture.
    public init(bytes: [UInt8], name: String) throws(CaptureFailure) {
        let image: PixelBuffer
        do throws(DecodeFailure) {
            image = try StillDecoder.decode(bytes)
        } catch {
            throw CaptureFailure(.badStream, "\(name): \(error.message)")
        }
        frame = CapturedFrame(image: image, sequence: 0, time: .zero)
        description = SourceDescription(
            kind: .still, name: name, format: image.format, width: image.width, height: image.height, fps: nil)
    }

    /// The picture, once.
    public func next() throws(CaptureFailure) -> CapturedFrame? {
        defer { frame = nil }
        return frame
    }
}
