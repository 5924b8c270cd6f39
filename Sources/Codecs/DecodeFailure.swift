/// Why a picture could not be decoded.
public struct DecodeFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of trouble it is, for counting and for programs.
    public enum Code: String, Sendable, CaseIterable {
        /// The bytes are no picture of a known kind.
        case notAnImage = "not_an_image"
        /// The picture is broken inside: decoded pixels would be invented.
        case damaged
        /// The picture ends too early.
        case truncated
        /// The picture is larger than `ImageLimits` allows, or would take too much memory or time.
        case tooLarge = "too_large"
        /// A valid picture of a kind that is not decoded here.
        case unsupported
    }

    /// The kind of trouble.
    public let code: Code
    /// One line for people.
    public let message: String

    /// Makes a failure.
    public init(_ code: Code, _ message: String) {
        (self.code, self.message) = (code, message)
    }

    /// The line for people.
    public var description: String { message }

    static func tooLarge(width: Int, height: Int) -> DecodeFailure {
        DecodeFailure(.tooLarge, "a picture of \(width)x\(height) is larger than is decoded here")
    }
}
