import ArgumentParser
import Capture
import Codecs
import Events
import Frames
import Inference
import Logging
import Pipeline

/// `cardcam read`: one event for each still picture.
struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads still pictures: JPEG, PNG, BMP, GIF.",
        discussion: """
            Prints one event for each picture, in the order given.

            Example: cardcam read --crops none front.jpg back.png

            Exit: 0 all pictures were looked at and some gave a number; 1 some could not be opened or decoded; 4 none \
            gave a number.
            """)

    @Argument(help: ArgumentHelp("Pictures; - is one picture from standard input.", valueName: "file"))
    var files: [String] = []

    @Option(help: ArgumentHelp("A file with a picture's path on each line, or -.", valueName: "list"))
    var filesFrom: String?

    @OptionGroup(title: "Output")
    var output: OutputOptions
    @OptionGroup(title: "Engine")
    var engine: EngineOptions

    func validate() throws {
        if files.isEmpty && filesFrom == nil {
            throw ValidationError("name a picture to read, or - for standard input")
        }
        if files.contains("-") && filesFrom == "-" {
            throw ValidationError("standard input can be a picture or a list of pictures, not both")
        }
    }

    func run() throws {
        let logger = engine.logger
        let paths = files + (try listed())
        var options = RecognizerOptions()
        options.issuers = try engine.loadIssuers()
        let models = try engine.loadModels(logger)
        options.wantsPicture = output.crops != .none
        options.today = { [today = output.today] in today }
        let reader = StillReader(models: models, options: options, clock: output.timings ? StageTimes.monotonic : nil)
        let writer = EventWriter(descriptor: 1, options: output.encoding) { logger.warning("\($0)") }
        let stopped = Stopped()
        StopSignal.onArrival(stop: { stopped.set() }, leave: { writer.close() })

        var (failures, numbers) = (0, 0)
        for (index, path) in paths.enumerated() where !stopped.isSet {
            let reading = try read(path, index: index, with: reader)
            switch reading.outcome {
            case .success(let card): numbers += card.number == nil ? 0 : 1
            case .failure(let failure):
                failures += 1
                logger.error("\(failure.message)")
            }
            guard writer.write(.reading(reading)) == .open else { break }
        }
        if let failure = writer.failure { throw Failure(.usage, "cannot write events: \(failure)") }
        guard !writer.isClosed, !stopped.isSet else { return }
        if failures > 0 { throw Failure(.usage) }
        if numbers == 0 { throw Failure(.noResult) }
    }

    /// The paths that `--files-from` lists.
    private func listed() throws(Failure) -> [String] {
        guard let filesFrom else { return [] }
        do throws(CaptureFailure) {
            let text = String(decoding: try ImageFile.bytes(at: filesFrom), as: UTF8.self)
            return text.split(whereSeparator: \.isNewline).map(String.init)
        } catch {
            throw Failure(error)
        }
    }

    private func read(_ path: String, index: Int, with reader: StillReader) throws(Failure) -> StillReading {
        let moment = Moment(time: .zero, frame: index)
        func failed(_ code: String, _ message: String) -> StillReading {
            let named = message.hasPrefix(path) ? message : "\(path): \(message)"
            return StillReading(
                at: moment, image: path, outcome: .failure(ReadingFailure(code: code, message: named)))
        }
        do {
            let bytes = try ImageFile.bytes(at: path)
            let captured = CapturedFrame(image: try StillDecoder.decode(bytes), sequence: 0, time: .zero)
            let (card, timings) = try reader.read(try FrameDecoder().decode(captured))
            return StillReading(at: moment, image: path, outcome: .success(card), timings: timings)
        } catch let error as CaptureFailure {
            return failed(error.code.rawValue, error.message)
        } catch let error as DecodeFailure {
            return failed(error.code.rawValue, error.message)
        } catch let error as InferenceFailure {
            throw Failure(error)
        } catch {
            throw Failure(.internalFailure, "\(error)")
        }
    }
}
