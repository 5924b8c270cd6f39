import Capture
import Glibc
import Inference

/// The program's exit codes.
enum ExitStatus: Int32 {
    /// A normal end.
    case success = 0
    /// Wrong usage, or a file or device that cannot be opened.
    case usage = 1
    /// A failure inside, or a camera lost for good.
    case internalFailure = 2
    /// Ended without the result that was asked for.
    case noResult = 4

    /// Ends the program.
    static func exit(_ status: ExitStatus) -> Never { Glibc.exit(status.rawValue) }
}

/// Why the program ends other than well.
struct Failure: Error {
    let status: ExitStatus
    /// One line for the user: what is wrong and what to do; `nil` where the exit code says it all.
    let message: String?

    init(_ status: ExitStatus, _ message: String? = nil) { (self.status, self.message) = (status, message) }

    init(_ failure: CaptureFailure) {
        self.init(failure.isLoss ? .internalFailure : .usage, failure.message)
    }

    init(_ failure: InferenceFailure) {
        self.init(failure.code == .runFailed ? .internalFailure : .usage, failure.description)
    }
}
