import ArgumentParser
import Capture
import Frames
import Logging

/// `cardcam record`: keeps what a camera sees, to be replayed.
struct Record: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Records a camera into a folder for cardcam replay.",
        discussion: """
            The folder then holds images of bank cards, readable by their owner alone: keep it private.

            Example: cardcam record -d /dev/video0 -o my-card --seconds 10
            """)

    @OptionGroup(title: "Camera")
    var camera: CameraArguments

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder; it is made if it is missing.", valueName: "folder"))
    var output: String

    @Option(help: ArgumentHelp("End after this long; without it, at SIGINT.", valueName: "n"))
    var seconds: Double?

    @Flag(name: .shortAndLong, help: "Log errors alone.")
    var quiet = false

    func validate() throws {
        if let seconds, !(seconds > 0 && seconds <= 1e6) {
            throw ValidationError("--seconds takes seconds, more than 0")
        }
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
        let source = try camera.open(warn: { _ in })
        defer { source.close() }
        let writer = try RecordingWriter(folder: output, date: LocalDay.now, source: source.description.name)
        let stopped = Stopped()
        StopSignal.onArrival(stop: { stopped.set() }, leave: {})
        logger.notice("recording to \(output): it will hold images of bank cards, keep it private")
        // What was recorded before a camera went away is kept.
        let outcome = Result { () throws(CaptureFailure) in
            try copy(source, to: writer, until: stopped)
        }
        if writer.count > 0 { try writer.finish() }
        try outcome.get()
        logger.notice("recorded \(writer.count) frames")
    }

    private func copy(
        _ source: any FrameSource, to writer: RecordingWriter, until stopped: Stopped
    ) throws(CaptureFailure) {
        let limit = seconds.map { Duration.seconds($0) }
        var start: Duration?
        while !stopped.isSet, let frame = try source.next() {
            let begin = start ?? frame.time
            start = begin
            if let limit, frame.time - begin >= limit { return }
            try writer.append(frame)
        }
    }
}
