public import Frames

/// Where frames come from: a camera, a recording, a film or pictures.
///
/// A source is used by one thread at a time; it is handed over with `sending`.
public protocol FrameSource: AnyObject {
    /// What the source is and what it delivers.
    var description: SourceDescription { get }

    /// Waits for the next frame; `nil` at the end.
    ///
    /// A frame that is lost on the way (a file that cannot be read, a buffer that the driver marked as wrong) leaves a
    /// gap in `CapturedFrame.sequence`. Frames are delivered undecoded: the decoder names the damage inside one.
    ///
    /// - Throws: what the user must mend, or that the camera is gone.
    func next() throws(CaptureFailure) -> CapturedFrame?

    /// Puts back what the source changed outside of this process. No frame is asked for after it.
    func close()
}

extension FrameSource {
    /// Most sources change nothing.
    public func close() {}
}

/// A source that may come back after it was lost.
public protocol ReopeningSource: FrameSource {
    /// Waits a while for the source and tries once to open it again.
    ///
    /// - Returns: whether frames flow again, numbered and timed on from those before; if not, call it again.
    func reopen() -> Bool
}

/// What a source is and what it delivers.
public struct SourceDescription: Sendable, Equatable {
    /// What kind of source it is.
    public enum Kind: String, Sendable {
        /// A recording made by `RecordingWriter`.
        case recording
        /// A folder of pictures.
        case folder
        /// A YUV4MPEG2 film.
        case y4m
        /// JPEG pictures one after another.
        case mjpeg
        /// One picture.
        case still
        /// A V4L2 device.
        case camera
    }

    /// What kind of source it is.
    public let kind: Kind
    /// A device's node; the last part of a file's or folder's path; `-` for standard input.
    public let name: String
    /// Layout of the frames.
    public let format: PixelFormat
    /// Columns of the first frame.
    public let width: Int
    /// Rows of the first frame.
    public let height: Int
    /// Frames a second, where it is known.
    public let fps: Double?
    /// How many frames there are, where that is known beforehand.
    public let frameCount: Int?

    /// Describes a source.
    public init(
        kind: Kind, name: String, format: PixelFormat, width: Int, height: Int, fps: Double?, frameCount: Int? = nil
    ) {
        (self.kind, self.name, self.format) = (kind, name, format)
        (self.width, self.height, self.fps, self.frameCount) = (width, height, fps, frameCount)
    }

    /// The last part of a path.
    static func name(ofPath path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
