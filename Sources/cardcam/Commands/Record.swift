import ArgumentParser
import Arguments
import Capture
import Codecs
import Frames
import Logging
import Synchronization

/// `cardcam record`: keeps what a camera sees, or what a video shows, to be replayed.
struct Record: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Records a camera or a video into a folder for cardcam replay.",
        discussion: """
            The folder then holds images of bank cards, readable by their owner alone: keep it private.

            Without PATH a camera is recorded. PATH is whatever cardcam replay takes: - is a Y4M film or JPEG pictures \
            (30 a second unless --fps says otherwise) from standard input, which is how ffmpeg turns any video into a \
            recording.

            Example: cardcam record -d /dev/video0 -o my-card --seconds 10
            Example: ffmpeg -i card.mp4 -f yuv4mpegpipe -pix_fmt yuv420p - | cardcam record --jpeg 95 -o my-card -
            """)

    @Argument(help: ArgumentHelp("What to record in place of a camera; - is standard input.", valueName: "path"))
    var path: String?

    @OptionGroup(title: "Camera")
    var camera: CameraArguments

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder; it is made if it is missing.", valueName: "folder"))
    var output: String

    @Option(help: ArgumentHelp("End after this long; without it, at the end or at SIGINT.", valueName: "n"))
    var seconds: Double?

    @Option(
        help: ArgumentHelp(
            "Keep pictures that are not compressed as JPEG of this quality, 1 to 100; 95 takes a tenth of the room.",
            valueName: "quality"))
    var jpeg: Int?

    @Flag(name: .shortAndLong, help: "Log errors alone.")
    var quiet = false

    func validate() throws {
        if let seconds, !(seconds > 0 && seconds <= 1e6) {
            throw ValidationError("--seconds takes seconds, more than 0")
        }
        if let jpeg, !(1...100).contains(jpeg) { throw ValidationError("--jpeg takes a quality of 1 to 100") }
        if path != nil && camera.device != nil { throw ValidationError("name a camera or a path, not both") }
    }

    func run() throws {
        do throws(CaptureFailure) {
            try record()
        } catch {
            throw Failure(error)
        }
    }

    private func record() throws(CaptureFailure) {
        var logger = Logger(label: "cardcam") { _ in LineLogHandler() }
        logger.logLevel = quiet ? .error : .notice
        let source = try open()
        defer { source.close() }
        let writer = Mutex(
            try RecordingWriter(folder: output, date: date(of: source), source: source.description.name))
        let stopped = Stopped()
        // A source that is silent may not come to an end in time: what came before is kept all the same.
        StopSignal.onArrival(stop: { stopped.set() }, leave: { try? writer.withLock { try $0.complete() } })
        logger.notice("recording to \(output): it will hold images of bank cards, keep it private")
        // What was recorded before a camera went away is kept, too.
        let outcome = Result { () throws(CaptureFailure) in
            try copy(source, until: stopped) { (frame) throws(CaptureFailure) in
                try writer.withLock { (writer) throws(CaptureFailure) in try writer.append(frame) }
            }
        }
        let count = try writer.withLock { (writer) throws(CaptureFailure) in
            try writer.complete()
            return writer.count
        }
        try outcome.get()
        guard count > 0 || stopped.isSet else {
            throw CaptureFailure(.badStream, "\(source.description.name): holds no whole picture")
        }
        logger.notice("recorded \(count) frames")
    }

    private func open() throws(CaptureFailure) -> any FrameSource {
        if let path { return try SourceOpener.open(path: path, fps: camera.setup.options.fps) }
        return try camera.open(warn: { _ in })
    }

    /// The day that cards are compared with when the recording is replayed: not known of a video.
    private func date(of source: any FrameSource) -> String? {
        path == nil ? LocalDay.now : (source as? RecordingSource)?.date
    }

    private func copy(
        _ source: any FrameSource, until stopped: Stopped, to append: (CapturedFrame) throws(CaptureFailure) -> Void
    ) throws(CaptureFailure) {
        let limit = seconds.map { Duration.seconds($0) }
        var start: Duration?
        while !stopped.isSet, let frame = try source.next() {
            let begin = start ?? frame.time
            start = begin
            if let limit, frame.time - begin >= limit { return }
            // A picture that cannot be decoded is none to keep.
            guard let kept = try? compressed(frame) else { continue }
            try append(kept)
        }
    }

    /// The frame, as JPEG if that is wanted and it is none yet.
    private func compressed(_ frame: CapturedFrame) throws(DecodeFailure) -> CapturedFrame {
        guard let jpeg, frame.image.format != .mjpeg else { return frame }
        let decoder = FrameDecoder()
        let file = try JPEGEncoder.encode(try decoder.color(of: try decoder.decode(frame)), quality: jpeg)
        return CapturedFrame(image: try StillDecoder.decode(file), sequence: frame.sequence, time: frame.time)
    }
}

extension RecordingWriter {
    /// Finishes a recording, if there is a frame in it.
    fileprivate func complete() throws(CaptureFailure) {
        if count > 0 { try finish() }
    }
}
