import ArgumentParser
import Arguments
import CProcess
import Capture
import CardNumber
import Events
import Glibc
import Inference
import Issuers
import Logging
import Pipeline

/// The program: serves the clients of four bank card services from this machine's own engine.
@main
struct CardcamServer: AsyncParsableCommand {
    /// This release.
    static let release = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "cardcam-server",
        abstract: "Answers the clients of four bank card recognition services.",
        discussion: """
            Point a client of Tencent's BankCardOCR, of iFlytek's or Aliyun's bank card recognition or of a creditcardocr \
            engine at this program. Without keys only programs on this machine may ask. Standard output carries the \
            access log, one JSON object a line, without card numbers.

            Example: cardcam-server --listen 127.0.0.1:8080 --config server.yaml
            Example: cardcam-server -d /dev/video0

            SIGHUP reads the configuration again; SIGTERM finishes what was begun. Exit: 0 normal end; 1 wrong usage or \
            configuration, or an address or camera that cannot be had; 2 failure inside, or a camera lost for good.
            """,
        version: release)

    @Option(help: ArgumentHelp("Where to listen, in place of the configuration's address.", valueName: "address:port"))
    var listen: ListenAddress?

    @Option(help: ArgumentHelp("The configuration, in YAML.", valueName: "file"))
    var config: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Also watch a camera, and show at / what it sees.",
            discussion: """
                A camera's node or its name in /dev/v4l/by-id. Or a recording, a folder of images, a .y4m or .mjpeg file: \
                played at its own speed, and again two seconds after its end, each time as cardcam replay would.
                """, valueName: "device"))
    var device: String?

    @Option(help: "How much of a number is shown there: masked (first six digits, last four), full, bin8, last4.")
    var number = NumberPolicy.masked

    @OptionGroup(title: "Camera")
    var camera: CameraSetup

    @Flag(help: "Say whether the configuration is in order, and end.")
    var check = false

    @Option(help: ArgumentHelp("ONNX Runtime to use: a libonnxruntime.so.", valueName: "file"))
    var runtime: String?

    @Option(help: ArgumentHelp("Folder of models (.onnx) to use in place of the built-in ones.", valueName: "folder"))
    var models: String?

    @Option(
        help: ArgumentHelp(
            "Prefixes of your own, which win over the built-in table of issuers; cardcam help read says more.",
            valueName: "file"))
    var issuers: String?

    @Flag(name: .shortAndLong, help: "Log more to standard error.")
    var verbose = false

    @Flag(name: .shortAndLong, help: "Log errors alone.")
    var quiet = false

    func run() async throws {
        // Memory holds card numbers.
        _ = CProcess_forbid_dumps()
        _ = signal(SIGPIPE, SIG_IGN)
        do {
            let live = try LiveConfiguration(path: config, listen: listen)
            guard !check else { return logger.notice("the configuration is in order") }
            let models = try Models(runtime: runtime, folder: models)
            let issuers = try loadIssuers()
            try await Server(
                configuration: live, models: models, issuers: issuers, order: order(issuers), logger: logger
            ).run()
        } catch let failure as Scanner.Failure {
            throw end(2, "\(failure)")
        } catch let failure as CaptureFailure {
            throw end(1, failure.message)
        } catch let failure as ConfigurationFailure {
            throw end(1, "\(failure)")
        } catch let failure as InferenceFailure {
            throw end(failure.code == .runFailed ? 2 : 1, "\(failure)")
        } catch {
            throw end(1, "\(error)")
        }
    }

    /// What is to be watched.
    private func order(_ issuers: IssuerDirectory) -> Scanner.Order? {
        guard let device else { return nil }
        var encoding = EncodingOptions()
        encoding.number = number
        var recognition = RecognizerOptions()
        recognition.issuers = issuers
        return Scanner.Order(
            source: ScanSource(device, options: camera.options), encoding: encoding, recognition: recognition)
    }

    private func loadIssuers() throws -> IssuerDirectory {
        guard let issuers else { return IssuerDirectory() }
        let text = String(decoding: try ImageFile.bytes(at: issuers), as: UTF8.self)
        return IssuerDirectory(own: try OperatorRows(text, file: issuers))
    }

    private func end(_ status: Int32, _ message: String) -> ExitCode {
        logger.error("\(message)")
        return ExitCode(status)
    }

    private var logger: Logger {
        var logger = Logger(label: "cardcam-server") { _ in StandardErrorLog() }
        logger.logLevel = verbose ? .debug : quiet ? .error : .notice
        return logger
    }
}

extension ListenAddress: ExpressibleByArgument {
    init?(argument: String) { self.init(argument) }
}
