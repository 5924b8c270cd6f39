public import Frames

/// Writes frames as a camera delivered them into a folder that `RecordingSource` plays.
///
/// Frames show cards, so folder and files are for their owner alone. `recording.json` is put in place at the end, in
/// one step: a folder without it was not finished.
public final class RecordingWriter {
    private let folder: String
    private let date: String?
    private let provenance: String
    private var first: PixelBuffer?
    private var start = Duration.zero
    private var entries: [RecordingManifest.Entry] = []

    /// Makes the folder, or takes one that is there and has no recording in it.
    ///
    /// - Parameters:
    ///   - date: `YYYY-MM-DD`.
    ///   - source: the camera's name, for the provenance.
    /// - Throws: `cannotWrite`, also where a recording is there already.
    public init(folder: String, date: String?, source: String) throws(CaptureFailure) {
        (self.folder, self.date) = (folder, date)
        provenance = "recorded from \(source); holds images of bank cards: keep it private"
        guard !FileSystem.exists("\(folder)/\(RecordingManifest.fileName)") else {
            throw CaptureFailure(.cannotWrite, "\(folder): holds a recording already")
        }
        try FileSystem.makeFolder(folder)
        try FileSystem.makeFolder("\(folder)/frames")
    }

    /// How many frames were written.
    public var count: Int { entries.count }

    /// Writes a frame; time is counted from the first.
    ///
    /// - Throws: `cannotWrite`, also where the format differs from the first frame's, or is RGB.
    public func append(_ frame: CapturedFrame) throws(CaptureFailure) {
        let image = frame.image
        guard let ending = Self.ending(image.format) else {
            throw CaptureFailure(.cannotWrite, "recordings hold what cameras deliver, and no \(image.format.rawValue)")
        }
        if let first {
            let isSame = image.format == first.format && image.rowStride == first.rowStride
            let isSameSize = image.width == first.width && image.height == first.height
            guard isSame && (isSameSize || image.format == .mjpeg) else {
                throw CaptureFailure(.cannotWrite, "the pictures changed their size in mid-recording")
            }
        } else {
            (first, start) = (image, frame.time)
        }
        let number = String(entries.count)
        let name = "frames/" + String(repeating: "0", count: max(0, 6 - number.count)) + number + ending
        let file = try OpenFile(creating: "\(folder)/\(name)")
        try file.write(image.bytes)
        entries.append(.init(file: name, time: (frame.time - start) / .seconds(1)))
    }

    /// Writes `recording.json`.
    ///
    /// - Throws: `cannotWrite`; there is nothing to finish if no frame was written.
    public func finish() throws(CaptureFailure) {
        guard let first else { throw CaptureFailure(.cannotWrite, "\(folder): no frame was recorded") }
        let isPadded = first.rowStride != first.format.rowBytes(width: first.width) ?? 0
        let manifest = RecordingManifest(
            width: first.width, height: first.height, format: first.format, stride: isPadded ? first.rowStride : nil,
            date: date, provenance: provenance, frames: entries)
        let target = "\(folder)/\(RecordingManifest.fileName)"
        let partial = target + ".partial"
        guard let json = try? manifest.json() else { throw CaptureFailure(.cannotWrite, "\(target): cannot be made") }
        FileSystem.remove(partial)
        try OpenFile(creating: partial).write(json)
        try FileSystem.move(partial, to: target)
    }

    private static func ending(_ format: PixelFormat) -> String? {
        switch format {
        case .mjpeg: ".jpg"
        case .yuyv, .nv12, .grey: "." + format.rawValue
        case .rgb: nil
        }
    }
}
