public import ArgumentParser
import Arguments
import Capture
import CardNumber
public import Events
import Inference
import Issuers
import Logging
public import Pipeline

extension CalendarDate: ExpressibleByArgument {
    /// Parses `2026-01-31`.
    public init?(argument: String) { self.init(argument) }
}
extension CropSelection: ExpressibleByArgument {}

/// What of a reading is shown.
struct OutputOptions: ParsableArguments {
    @Option(help: "How much of a number is shown: masked (first six digits, last four), full, bin8, last4.")
    var number = NumberPolicy.masked

    @Option(help: "Which pictures come with a reading: none, number, card, all.")
    var crops = CropSelection.all

    @Option(help: ArgumentHelp("Write pictures to this folder instead of into the events.", valueName: "folder"))
    var cropsDir: String?

    @Flag(help: "Add milliseconds by stage to the events.")
    var timings = false

    @Option(
        help: ArgumentHelp(
            "The day that tells whether a card has expired; else the recording's, or for a camera the present one.",
            valueName: "yyyy-mm-dd"))
    var today: CalendarDate?

    var encoding: EncodingOptions {
        var options = EncodingOptions()
        options.number = number
        options.crops = crops
        options.cropsFolder = cropsDir
        options.timings = timings
        return options
    }
}

/// What runs the models, and how much is logged.
struct EngineOptions: ParsableArguments {
    @Option(help: ArgumentHelp("ONNX Runtime to use: a libonnxruntime.so.", valueName: "file"))
    var runtime: String?

    @Option(help: ArgumentHelp("Folder of models (.onnx) to use in place of the built-in ones.", valueName: "folder"))
    var models: String?

    @Option(
        help: ArgumentHelp(
            "Prefixes of your own, which win over the built-in table of issuers.",
            discussion: """
                The first line names the columns: prefix, name and any of length (16, or 16-19), code, name_en, \
                centre_code, centre_name, card_type (debit, credit, quasi_credit, prepaid), card_name, network. Tabs \
                stand between the cells, or commas.
                """, valueName: "file"))
    var issuers: String?

    @Flag(name: .shortAndLong, help: "Log more to standard error.")
    var verbose = false

    @Flag(name: .shortAndLong, help: "Log errors alone.")
    var quiet = false

    func validate() throws {
        if verbose && quiet { throw ValidationError("-v and -q exclude each other") }
    }

    /// The program's log.
    var logger: Logger {
        var logger = Logger(label: "cardcam") { _ in LineLogHandler() }
        logger.logLevel = verbose ? .debug : quiet ? .error : .notice
        return logger
    }

    /// Loads the models, or ends with what the user must mend.
    func loadModels(_ logger: Logger) throws(Failure) -> Models {
        do throws(InferenceFailure) {
            let models = try Models(runtime: runtime, folder: self.models)
            logger.debug("ONNX Runtime \(models.runtimeVersion)")
            return models
        } catch {
            throw Failure(error)
        }
    }
}

extension EngineOptions {
    /// Reads the operator's rows, or ends with what is wrong with them.
    func loadIssuers() throws(Failure) -> IssuerDirectory {
        guard let issuers else { return IssuerDirectory() }
        do {
            let text = String(decoding: try ImageFile.bytes(at: issuers), as: UTF8.self)
            return IssuerDirectory(own: try OperatorRows(text, file: issuers))
        } catch let failure as CaptureFailure {
            throw Failure(failure)
        } catch {
            throw Failure(.usage, "\(error)")
        }
    }
}

/// How a stream is decided.
struct ScanOptions: ParsableArguments {
    @Flag(help: "End after the first result.")
    var once = false

    @Option(help: ArgumentHelp("End after this long; 4 is the exit code if there was no result.", valueName: "seconds"))
    var timeout: Double?

    @Option(help: ArgumentHelp("The same number sooner than this gives no second result.", valueName: "seconds"))
    var repeatAfter = 3.0

    @Flag(help: "Report every frame.")
    var frames = false

    @Flag(help: "Also give numbers that fail the check digit rule, marked so.")
    var allowNonLuhn = false

    @Option(help: ArgumentHelp("How often a result may be wrong.", valueName: "p"))
    var errorRate = 0.0001

    @Option(
        help: ArgumentHelp(
            "How long a result waits for expiry and holder after its number is decided.", valueName: "seconds"))
    var fieldWait = 1.0

    @Option(help: ArgumentHelp("2 decodes on a second core; the events are the same.", valueName: "n"))
    var threads = 1

    func validate() throws {
        guard threads >= 1 else { throw ValidationError("--threads takes a count, 1 or more") }
        if let timeout, !(timeout > 0 && timeout <= 1e6) {
            throw ValidationError("--timeout takes seconds, more than 0")
        }
        guard repeatAfter >= 0 && repeatAfter <= 1e6 else {
            throw ValidationError("--repeat-after takes seconds, 0 or more")
        }
        guard fieldWait >= 0 && fieldWait <= 1e6 else {
            throw ValidationError("--field-wait takes seconds, 0 or more")
        }
        guard errorRate > 0 && errorRate < 0.5 else {
            throw ValidationError("--error-rate takes a probability between 0 and 0.5")
        }
    }
}
