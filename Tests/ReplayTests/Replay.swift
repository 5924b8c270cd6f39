import Capture
import Events
import Foundation
import Pipeline

/// One recording, played from its first frame to its last.
struct Replay {
    /// What happened, without the reports of single frames.
    private(set) var events: [CardEvent] = []
    /// What each frame gave.
    private(set) var frames: [FrameReport] = []

    /// Plays a recording.
    init(_ name: String, threads: Int = 1) throws {
        var options = RecognizerOptions()
        options.reportsFrames = true
        options.wantsPicture = false
        var running = ScanSession.Options()
        running.threads = threads
        let source = try RecordingSource(path: Bench.recordings.appending(path: name).path)
        options.today = { [date = source.date] in date.flatMap { CalendarDate($0) } }
        let recognizer = Recognizer(models: try Bench.models(), options: options)
        let log = Log()
        _ = try ScanSession(options: running).run(source, recognizer: recognizer, version: "test") { event in
            log.events.append(event)
            return .open
        }
        for event in log.events {
            if case .frame(let report) = event { frames.append(report) } else { events.append(event) }
        }
    }

    private final class Log { var events: [CardEvent] = [] }

    /// The results among the events.
    var results: [CardResult] {
        events.compactMap { event in if case .result(let result) = event { result } else { nil } }
    }

    /// The cards that were given up.
    var unread: [Unread] {
        events.compactMap { event in if case .unread(let unread) = event { unread } else { nil } }
    }

    /// The events as the program writes them: masked, without crops.
    func lines() throws -> Data {
        let file = FileManager.default.temporaryDirectory.appending(path: "cardcam-\(UUID().uuidString).jsonl")
        try Data().write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let handle = try FileHandle(forWritingTo: file)
        var options = EncodingOptions()
        options.crops = .none
        let writer = EventWriter(descriptor: handle.fileDescriptor, options: options) { _ in }
        for event in events { _ = writer.write(event) }
        try handle.close()
        return try Data(contentsOf: file)
    }
}
