/// A picture as a source delivered it, not decoded yet, with its place in the stream.
public struct CapturedFrame: Sendable {
    /// The bytes from the driver or the file.
    public let image: PixelBuffer
    /// Index in the stream, from 0. A gap means that the source lost frames.
    public let sequence: Int
    /// Time since the stream began, by the source's clock. No stage reads another clock.
    public let time: Duration

    /// Puts a picture at a place in the stream.
    public init(image: PixelBuffer, sequence: Int, time: Duration) {
        (self.image, self.sequence, self.time) = (image, sequence, time)
    }
}

/// A picture with its luma at hand: what every recognition stage works on.
public struct Frame: Sendable {
    /// Index in the stream, from 0.
    public let sequence: Int
    /// Time since the stream began, by the source's clock.
    public let time: Duration
    /// What the source delivered; colour is decoded from it only where a crop needs it.
    public let source: PixelBuffer
    /// The decoded luma of a compressed or RGB source; `nil` where `source` carries luma that can be looked at in place.
    private let plane: PixelBuffer?

    /// Wraps a captured picture whose format carries luma in the open (grey, YUYV, NV12); `nil` for others.
    public init?(_ captured: CapturedFrame) {
        guard captured.image.format != .mjpeg && captured.image.format != .rgb else { return nil }
        (sequence, time, source, plane) = (captured.sequence, captured.time, captured.image, nil)
    }

    /// Joins a captured picture with its decoded luma, a `.grey` buffer of the size that counts from here on.
    public init(_ captured: CapturedFrame, luma: PixelBuffer) {
        precondition(luma.format == .grey)
        (sequence, time, source, plane) = (captured.sequence, captured.time, captured.image, luma)
    }

    private var lumaBuffer: PixelBuffer { plane ?? source }

    /// Columns.
    public var width: Int { lumaBuffer.width }
    /// Rows.
    public var height: Int { lumaBuffer.height }

    /// Lends the luma to `body`, in place.
    public func withLuma<Result: ~Copyable, Failure: Error>(
        _ body: (borrowing LumaView) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let buffer = lumaBuffer
        let view = LumaView(
            bytes: buffer.bytes.span, width: buffer.width, height: buffer.height, rowStride: buffer.rowStride,
            pixelStride: buffer.format == .yuyv ? 2 : 1)
        return try body(view)
    }
}
