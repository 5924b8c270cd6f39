import ArgumentParser
import Capture
import Glibc
import Logging
import Pipeline

/// `cardcam live`: reads cards that are held before a camera.
struct Live: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads cards held before a camera.",
        discussion: """
            Frames that come faster than they can be examined are dropped and counted. Every minute a heartbeat tells \
            that the stream is alive. A camera that is unplugged or falls silent is waited for, until --timeout if \
            that is given.

            Example: cardcam live -d /dev/video0 --once --timeout 30
            """)

    @OptionGroup(title: "Camera")
    var camera: CameraArguments
    @OptionGroup(title: "Stream")
    var scan: ScanOptions
    @OptionGroup(title: "Output")
    var output: OutputOptions
    @OptionGroup(title: "Engine")
    var engine: EngineOptions

    func run() throws {
        var options = scan.session
        options.delivery = .newest
        options.heartbeat = .seconds(60)
        options.stageLimit = .seconds(60)
        options.onStuck = { stage in
            StandardError.write("cardcam: \(stage) is stuck: it has not ended for a minute; giving up")
            // What is stuck may hold a lock that a usual exit waits for.
            _exit(ExitStatus.internalFailure.rawValue)
        }
        let run = StreamRun(scan: scan, output: output, engine: engine, session: options)
        let logger = engine.logger
        try run.go { () throws(CaptureFailure) in
            try camera.open { logger.warning("waiting for the camera: \($0)") }
        }
    }
}
