public import Frames

/// Plays JPEG pictures that stand one after another in a file or a pipe, with anything between them.
///
/// Frames may differ in size. A frame that is cut short by the next one is delivered as it is, for the decoder to
/// count as damaged; one that does not end within `maximumFrameBytes` leaves a gap.
public final class MJPEGSource: FrameSource {
    /// Most bytes of a frame.
    public static let maximumFrameBytes = 32 * 1024 * 1024

    /// What the source is; the size is that of the first frame.
    public let description: SourceDescription
    private var splitter: MJPEGSplitter
    private let rate: FrameRate
    private var first: PixelBuffer?
    private var sequence = 0

    /// Opens a file; `-` is standard input.
    ///
    /// - Parameter fps: frames a second, more than 0 and at most 1000.
    /// - Throws: `cannotOpen`, or `badStream` where there is no JPEG in it.
    public convenience init(path: String, fps: Double = 30) throws(CaptureFailure) {
        let stream = try ByteStream(path: path)
        try self.init(stream: stream, name: SourceDescription.name(ofPath: path), fps: fps)
    }

    /// Goes on with a stream that somebody has looked at.
    init(stream: consuming ByteStream, name: String, fps: Double) throws(CaptureFailure) {
        rate = try FrameRate(fps)
        splitter = MJPEGSplitter(stream: stream, limit: Self.maximumFrameBytes)
        guard case .frame(let bytes) = try splitter.next(), let image = PixelBuffer.jpeg(bytes) else {
            throw CaptureFailure(.badStream, "\(name): holds no JPEG pictures")
        }
        first = image
        description = SourceDescription(
            kind: .mjpeg, name: name, format: .mjpeg, width: image.width, height: image.height, fps: fps)
    }

    /// The next picture.
    public func next() throws(CaptureFailure) -> CapturedFrame? {
        if let image = first {
            first = nil
            return CapturedFrame(image: image, sequence: 0, time: .zero)
        }
        while true {
            sequence += 1
            switch try splitter.next() {
            case .frame(let bytes):
                guard let image = PixelBuffer.jpeg(bytes) else { continue }
                return CapturedFrame(image: image, sequence: sequence, time: rate.time(of: sequence))
            case .tooLarge: continue
            case .end: return nil
            }
        }
    }
}
