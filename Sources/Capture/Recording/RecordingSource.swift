public import Frames

/// Plays a recording: a folder with `recording.json` and the frames as a camera delivered them.
public final class RecordingSource: FrameSource {
    /// What the source is; the rate is the mean over the recording.
    public let description: SourceDescription
    /// Day of the recording, `YYYY-MM-DD`, where it is given: what "expired" is measured by.
    public let date: String?
    /// Where the frames come from, where it is given.
    public let provenance: String?
    private let folder: String
    private let manifest: RecordingManifest
    private let format: PixelFormat
    private var index = 0

    /// Opens a recording's folder.
    ///
    /// - Throws: `cannotOpen`, or `badRecording` with what is wrong in `recording.json`.
    public init(path: String) throws(CaptureFailure) {
        let manifestPath = "\(path)/\(RecordingManifest.fileName)"
        manifest = try RecordingManifest(json: try ImageFile.bytes(at: manifestPath), path: manifestPath)
        guard let resolved = FileSystem.resolved(path), let format = manifest.pixelFormat else {
            throw CaptureFailure(.cannotOpen, "\(path): cannot be found")
        }
        (folder, self.format) = (resolved, format)
        (date, provenance) = (manifest.date, manifest.provenance)
        description = SourceDescription(
            kind: .recording, name: SourceDescription.name(ofPath: path), format: format, width: manifest.width,
            height: manifest.height, fps: Self.meanRate(manifest.frames), frameCount: manifest.frames.count)
    }

    /// The next frame whose file can be read.
    public func next() throws(CaptureFailure) -> CapturedFrame? {
        while index < manifest.frames.count {
            let entry = manifest.frames[index]
            defer { index += 1 }
            // A link out of the folder is treated as a missing file.
            guard let file = FileSystem.resolved("\(folder)/\(entry.file)"), file.hasPrefix(folder + "/"),
                let bytes = try? ImageFile.bytes(at: file), let image = picture(bytes)
            else { continue }
            let time = Duration.microseconds(Int64((entry.time * 1_000_000).rounded()))
            return CapturedFrame(image: image, sequence: index, time: time)
        }
        return nil
    }

    private func picture(_ bytes: [UInt8]) -> PixelBuffer? {
        if format == .mjpeg { return .jpeg(bytes, fallback: (manifest.width, manifest.height)) }
        return PixelBuffer(
            format: format, width: manifest.width, height: manifest.height, rowStride: manifest.stride, bytes: bytes)
    }

    /// Frames a second to three places, where there are at least two.
    private static func meanRate(_ frames: [RecordingManifest.Entry]) -> Double? {
        guard let first = frames.first, let last = frames.last, last.time > first.time else { return nil }
        return (Double(frames.count - 1) / (last.time - first.time) * 1000).rounded() / 1000
    }
}
