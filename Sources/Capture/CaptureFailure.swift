internal import Glibc

/// Why a source cannot be opened or goes on no longer: what the user must mend.
public struct CaptureFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of trouble it is.
    public enum Code: String, Sendable, CaseIterable {
        /// A file or device cannot be opened; `errno` says why.
        case cannotOpen = "cannot_open"
        /// The user may not open it.
        case permissionDenied = "permission_denied"
        /// Another program uses the camera.
        case busy
        /// The device delivers no pictures.
        case notACaptureDevice = "not_a_capture_device"
        /// The camera offers no format, size or rate that was asked for.
        case noUsableFormat = "no_usable_format"
        /// The folder holds no pictures.
        case emptyFolder = "empty_folder"
        /// `recording.json` is missing or wrong.
        case badRecording = "bad_recording"
        /// A film's or picture's bytes are not what they should be.
        case badStream = "bad_stream"
        /// A recording cannot be written.
        case cannotWrite = "cannot_write"
        /// An option has no meaning.
        case badOption = "bad_option"
        /// The camera was unplugged.
        case lost
        /// The camera's driver reports errors.
        case broken
        /// The camera is there but delivers nothing.
        case silent
    }

    /// The kind of trouble.
    public let code: Code
    /// The system's error number, or 0.
    public let errno: Int32
    /// One line for people: what is wrong and what to do.
    public let message: String

    /// Makes a failure.
    public init(_ code: Code, errno: Int32 = 0, _ message: String) {
        (self.code, self.errno, self.message) = (code, errno, message)
    }

    /// Whether a camera went away that may come back.
    public var isLoss: Bool { [.lost, .broken, .silent].contains(code) }

    /// The line for people.
    public var description: String { message }

    /// A file that could not be opened or read.
    static func cannotOpen(_ path: String, errno: Int32) -> CaptureFailure {
        let code: Code = errno == EACCES || errno == EPERM ? .permissionDenied : .cannotOpen
        return CaptureFailure(code, errno: errno, "\(path): \(FileSystem.text(of: errno))")
    }

    /// A file or folder that could not be written.
    static func cannotWrite(_ path: String, errno: Int32) -> CaptureFailure {
        CaptureFailure(.cannotWrite, errno: errno, "\(path): \(FileSystem.text(of: errno))")
    }
}
