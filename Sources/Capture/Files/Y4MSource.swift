public import Frames

/// Plays a YUV4MPEG2 film of 4:2:0, 4:2:2 or grey frames with 8 bits, from a file or a pipe.
public final class Y4MSource: FrameSource {
    private static let lineLimit = 1024

    /// What the source is; the format is that which frames are repacked to.
    public let description: SourceDescription
    private let header: Y4MHeader
    private let rate: FrameRate
    private var stream: ByteStream
    private var sequence = 0

    /// Opens a film; `-` is standard input.
    ///
    /// - Parameter fps: frames a second instead of those that the film gives (30 if it gives none).
    /// - Throws: `cannotOpen`, or `badStream` where it is no film that can be played.
    public convenience init(path: String, fps: Double? = nil) throws(CaptureFailure) {
        let stream = try ByteStream(path: path)
        try self.init(stream: stream, name: SourceDescription.name(ofPath: path), fps: fps)
    }

    /// Goes on with a stream that somebody has looked at.
    init(stream: consuming ByteStream, name: String, fps: Double?) throws(CaptureFailure) {
        self.stream = stream
        guard let line = try self.stream.takeLine(limit: Self.lineLimit) else {
            throw CaptureFailure(.badStream, "\(name): not a YUV4MPEG2 film")
        }
        header = try Y4MHeader(line)
        rate = try FrameRate(fps ?? header.fps ?? FrameRate.usual)
        let format: PixelFormat =
            switch header.chroma {
            case .none: .grey
            case .quarter: .nv12
            case .half: .yuyv
            }
        description = SourceDescription(
            kind: .y4m, name: name, format: format, width: header.width, height: header.height, fps: rate.fps)
    }

    /// The next frame; a last frame that is cut short ends the film.
    ///
    /// - Throws: `badStream` where no frame begins: what follows cannot be found again.
    public func next() throws(CaptureFailure) -> CapturedFrame? {
        guard try stream.fill(to: 1) else { return nil }
        guard let line = try stream.takeLine(limit: Self.lineLimit), line == "FRAME" || line.hasPrefix("FRAME ") else {
            throw CaptureFailure(.badStream, "the Y4M film is broken at frame \(sequence)")
        }
        guard try stream.fill(to: byteCount), let image = repacked(stream.take(byteCount)) else { return nil }
        defer { sequence += 1 }
        return CapturedFrame(image: image, sequence: sequence, time: rate.time(of: sequence))
    }

    private var chromaWidth: Int { (header.width + 1) / 2 }
    private var chromaHeight: Int { header.chroma == .quarter ? (header.height + 1) / 2 : header.height }

    private var byteCount: Int {
        header.width * header.height + (header.chroma == .none ? 0 : 2 * chromaWidth * chromaHeight)
    }

    /// Planes as the film has them, joined as `PixelFormat` has them.
    private func repacked(_ planes: [UInt8]) -> PixelBuffer? {
        let (width, height) = (header.width, header.height)
        let u = width * height
        let v = u + chromaWidth * chromaHeight
        var bytes: [UInt8]
        switch header.chroma {
        case .none: bytes = planes
        case .quarter:
            let stride = chromaWidth * 2
            bytes = [UInt8](repeating: 0, count: stride * (height + chromaHeight))
            for y in 0..<height {
                bytes.replaceSubrange(y * stride..<y * stride + width, with: planes[y * width..<(y + 1) * width])
            }
            for index in 0..<chromaWidth * chromaHeight {
                bytes[stride * height + 2 * index] = planes[u + index]
                bytes[stride * height + 2 * index + 1] = planes[v + index]
            }
        case .half:
            bytes = [UInt8](repeating: 0, count: chromaWidth * 4 * height)
            for index in 0..<chromaWidth * height {
                let left = index / chromaWidth * width + index % chromaWidth * 2
                bytes[4 * index] = planes[left]
                bytes[4 * index + 1] = planes[u + index]
                // An odd width has one luma less than its pairs of chroma stand for.
                bytes[4 * index + 2] = planes[index % chromaWidth * 2 + 1 < width ? left + 1 : left]
                bytes[4 * index + 3] = planes[v + index]
            }
        }
        return PixelBuffer(format: description.format, width: width, height: height, bytes: bytes)
    }
}
