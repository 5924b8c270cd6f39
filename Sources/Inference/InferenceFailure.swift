/// Why a model cannot be run; each is for the user to mend, and its message says how.
public struct InferenceFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// What went wrong.
    public enum Code: String, Sendable {
        /// The runtime library was not found, or is not one.
        case runtimeMissing
        /// The runtime refused a model file, or the file cannot be read.
        case badModel
        /// A model ran but failed.
        case runFailed
    }

    /// What went wrong.
    public let code: Code
    /// One line for the user, with what to do.
    public let description: String

    /// Makes a failure.
    public init(_ code: Code, _ description: String) { (self.code, self.description) = (code, description) }
}
