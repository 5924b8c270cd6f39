import Arguments
import Capture
import Events
import Fuse
import Inference
import Logging
import Pipeline
import Report

/// Runs a session from a source to standard output, and turns its end into an exit code.
struct StreamRun {
    let scan: ScanOptions
    let output: OutputOptions
    let engine: EngineOptions
    let session: ScanSession.Options
    /// Where a page about the session goes, if one is wanted.
    var report: String?
    /// Whether a terminal shows how far the session has come.
    var showsProgress = false

    /// Runs until the source ends, the result is there, time is up or a signal comes.
    ///
    /// - Parameter open: opens the source, once the models are loaded.
    func go(_ open: () throws(CaptureFailure) -> sending any FrameSource) throws(Failure) {
        let logger = engine.logger
        let page = try ReportFile(at: report)
        let issuers = try engine.loadIssuers()
        let models = try engine.loadModels(logger)
        let clock = output.timings || report != nil ? StageTimes.monotonic : nil
        let session = ScanSession(options: session, clock: clock)
        let writer = EventWriter(descriptor: 1, options: output.encoding) { logger.warning("\($0)") }

        let (end, html): (SessionEnd, [UInt8]?)
        do {
            let source = try open()
            let progress = showsProgress && !engine.quiet ? ProgressBar(total: source.description.frameCount) : nil
            let audience = Audience(
                writer, writesFrames: scan.frames,
                report: report.map { _ in ScanReport(options: output.encoding, errorRate: scan.errorRate) },
                progress: progress)
            var options = scan.recognizer(output)
            options.reportsFrames = scan.frames || report != nil || progress != nil
            options.today = LocalDay.today(of: source, asked: output.today)
            options.issuers = issuers
            let recognizer = Recognizer(models: models, options: options, clock: clock)
            StopSignal.onArrival(stop: { session.stop() }) {
                writer.close()
                StandardError.show(status: "")
            }
            ClosedOutput.onArrival {
                writer.close()
                session.stop()
            }
            end = try session.run(source, recognizer: recognizer, version: Cardcam.release) { audience.take($0) }
            html = audience.end(end.ended)
        } catch let failure as CaptureFailure {
            throw Failure(failure)
        } catch let failure as InferenceFailure {
            throw Failure(failure)
        } catch {
            throw Failure(.internalFailure, "\(error)")
        }
        if let html { try page.finish(html) }
        if let failure = writer.failure { throw Failure(.usage, "cannot write events: \(failure)") }
        if end.isClosed || end.ended.reason == .stopped { return }
        if let failure = end.failure { throw Failure(failure) }
        if end.ended.results == 0, scan.once || scan.timeout != nil { throw Failure(.noResult) }
    }
}

extension ScanOptions {
    /// How the session runs.
    var session: ScanSession.Options {
        var options = ScanSession.Options()
        options.threads = threads
        options.once = once
        options.timeout = timeout.map { .seconds($0) }
        return options
    }

    /// How the recognizer decides.
    func recognizer(_ output: OutputOptions) -> RecognizerOptions {
        var options = RecognizerOptions()
        options.fusion.errorRate = errorRate
        options.allowNonLuhn = allowNonLuhn
        options.reportsFrames = frames
        options.wantsPicture = output.crops != .none
        options.repeatAfter = .seconds(repeatAfter)
        options.fieldWait = .seconds(fieldWait)
        return options
    }
}
