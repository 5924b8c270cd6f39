import ArgumentParser
import Capture
import Events
import Logging
import Pipeline

/// `cardcam replay`: recognizes what was recorded, with the same events each time.
struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Recognizes a recording, a folder of images, or a video.",
        discussion: """
            PATH is a recording, a folder of images in natural order (30 a second unless --fps says otherwise), a \
            .y4m or .mjpeg file, or - for one of these two from standard input. Every frame is examined, as fast as \
            it goes, and the output is the same each time.

            Example: cardcam replay Recordings/embossed-silver
            Example: cardcam replay Recordings/tilted --report tilted.html
            Example: ffmpeg -i card.mp4 -f yuv4mpegpipe -pix_fmt yuv420p - | cardcam replay -
            """)

    @Argument(help: ArgumentHelp("What to replay; - is standard input.", valueName: "path"))
    var path: String

    @Flag(help: "Replay at the speed of the recording.")
    var realtime = false

    @Flag(help: "Examine the newest frame alone and drop those that come too late, as live does. Implies --realtime.")
    var newest = false

    @Option(help: "Frames a second, for folders and videos.")
    var fps: Double?

    @Option(
        help: ArgumentHelp(
            "Also write a page about the replay: quality, votes, results, milliseconds. Masked as --number asks.",
            valueName: "file.html"))
    var report: String?

    @OptionGroup(title: "Stream")
    var scan: ScanOptions
    @OptionGroup(title: "Output")
    var output: OutputOptions
    @OptionGroup(title: "Engine")
    var engine: EngineOptions

    func validate() throws {
        if let fps, !(fps > 0 && fps <= 1000) { throw ValidationError("--fps takes a rate between 0 and 1000") }
        if report == "-" { throw ValidationError("--report takes a file: standard output carries the events") }
    }

    func run() throws {
        var options = scan.session
        options.isPaced = realtime || newest
        options.delivery = newest ? .newest : .every
        let run = StreamRun(
            scan: scan, output: output, engine: engine, session: options, report: report, showsProgress: true)
        try run.go { () throws(CaptureFailure) in try SourceOpener.open(path: path, fps: fps) }
    }
}
