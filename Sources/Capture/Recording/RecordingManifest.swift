internal import FoundationEssentials
internal import Frames

/// What `recording.json` says.
struct RecordingManifest: Codable, Equatable {
    /// One frame of the recording.
    struct Entry: Codable, Equatable {
        /// Path within the folder, such as `frames/000000.jpg`.
        let file: String
        /// Seconds since the recording began.
        let time: Double
    }

    static let fileName = "recording.json"
    static let schema = 1

    let schema: Int
    let width: Int
    let height: Int
    let format: String
    /// Bytes of a row, where rows are padded.
    let stride: Int?
    /// Day of the recording, `YYYY-MM-DD`.
    let date: String?
    /// Where the frames come from and what they show.
    let provenance: String?
    let frames: [Entry]

    /// Reads and checks a manifest.
    init(json: [UInt8], path: String) throws(CaptureFailure) {
        let found: RecordingManifest
        do {
            found = try JSONDecoder().decode(RecordingManifest.self, from: Data(json))
        } catch {
            throw Self.bad(path, Self.reason(error))
        }
        try found.check(path: path)
        self = found
    }

    /// Describes frames that were written.
    init(
        width: Int, height: Int, format: PixelFormat, stride: Int?, date: String?, provenance: String, frames: [Entry]
    ) {
        (schema, self.width, self.height) = (Self.schema, width, height)
        (self.format, self.stride, self.date) = (format.rawValue, stride, date)
        (self.provenance, self.frames) = (provenance, frames)
    }

    /// The file's bytes: one form for the same recording.
    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [0x0A]
    }

    /// Layout of the frames; recordings hold what cameras deliver, which is never RGB.
    var pixelFormat: PixelFormat? { PixelFormat(rawValue: format).flatMap { $0 == .rgb ? nil : $0 } }

    private func check(path: String) throws(CaptureFailure) {
        guard schema == Self.schema else { throw Self.bad(path, "schema \(schema) is not known") }
        guard ImageLimits.allows(width: width, height: height) else {
            throw Self.bad(path, "a size of \(width)x\(height) is not played")
        }
        guard pixelFormat != nil else { throw Self.bad(path, "format must be mjpeg, yuyv, nv12 or grey") }
        guard date.map(Self.isDate) ?? true else { throw Self.bad(path, "date must be YYYY-MM-DD") }
        guard !frames.isEmpty else { throw Self.bad(path, "holds no frames") }
        var last = 0.0
        for (index, frame) in frames.enumerated() {
            guard Self.staysInside(frame.file) else {
                throw Self.bad(path, "the file of frame \(index) is not inside the recording's folder")
            }
            guard frame.time >= last && frame.time <= 1_000_000 else {
                throw Self.bad(path, "the time of frame \(index) runs backwards or is no time")
            }
            last = frame.time
        }
    }

    private static func staysInside(_ file: String) -> Bool {
        let parts = file.split(separator: "/", omittingEmptySubsequences: false)
        return !file.utf8.contains(0) && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    }

    private static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }),
            let month = Int(parts[1]), let day = Int(parts[2])
        else { return false }
        return (1...12).contains(month) && (1...31).contains(day)
    }

    private static func bad(_ path: String, _ reason: String) -> CaptureFailure {
        CaptureFailure(.badRecording, "\(path): \(reason)")
    }

    private static func reason(_ error: any Error) -> String {
        func place(_ context: DecodingError.Context) -> String {
            context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        }
        switch error as? DecodingError {
        case .keyNotFound(let key, _)?: return "\(key.stringValue) is missing"
        case .typeMismatch(_, let context)?: return "\(place(context)) is of the wrong type"
        case .valueNotFound(_, let context)?: return "\(place(context)) is missing"
        default: return "is no valid JSON"
        }
    }
}
