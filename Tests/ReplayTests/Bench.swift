import Capture
import Codecs
import Events
import Foundation
import Frames
import Pipeline
import Testing

/// Where the package, its recordings and the photographs beside it lie, and the models, loaded once for all tests.
enum Bench {
    /// The package's folder.
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The recordings' folder.
    static let recordings = package.appending(path: "Recordings")

    /// The names of all recordings there are.
    static let names: [String] = {
        let found = try? FileManager.default.contentsOfDirectory(atPath: recordings.path)
        return (found ?? []).filter { name in
            FileManager.default.fileExists(atPath: recordings.appending(path: "\(name)/recording.json").path)
        }.sorted()
    }()

    /// Whether goldens are to be written instead of compared.
    static let isRecording = ProcessInfo.processInfo.environment["CARDCAM_RECORD"] == "1"

    /// The photographs of specimen cards that may stand beside the package; `nil` where they do not.
    static let photographs: URL? = {
        let shared = ProcessInfo.processInfo.environment["CARDCAM_SHARED"].map { URL(filePath: $0) }
        let folder = (shared ?? package.appending(path: "../shared")).appending(path: "cards/cmb_sample_cards")
        return FileManager.default.fileExists(atPath: folder.appending(path: "manifest.csv").path) ? folder : nil
    }()

    private static let loaded = Result { try Models() }

    /// The embedded models.
    static func models() throws -> Models { try loaded.get() }

    /// A frame of a recording, decoded.
    static func frame(_ sequence: Int, of name: String) throws -> Frame {
        let source = try RecordingSource(path: recordings.appending(path: name).path)
        var found: CapturedFrame?
        while let captured = try source.next() { if captured.sequence == sequence { found = captured } }
        return try FrameDecoder().decode(try #require(found))
    }
}
