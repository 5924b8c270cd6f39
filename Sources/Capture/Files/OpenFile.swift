internal import Glibc

/// Owns an open file and closes it: the only place where this module's file sources call the system.
struct OpenFile: ~Copyable {
    private let descriptor: Int32
    private let path: String
    private let closes: Bool

    /// Opens a file to read; `-` is standard input, which stays open.
    init(reading path: String) throws(CaptureFailure) {
        if path == "-" {
            (descriptor, closes, self.path) = (STDIN_FILENO, false, "standard input")
            return
        }
        let opened = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw .cannotOpen(path, errno: errno) }
        (descriptor, closes, self.path) = (opened, true, path)
    }

    /// Creates a file for its owner alone; fails if it exists.
    init(creating path: String) throws(CaptureFailure) {
        let opened = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard opened >= 0 else {
            throw .cannotWrite(path, errno: errno)
        }
        (descriptor, closes, self.path) = (opened, true, path)
    }

    deinit {
        if closes { _ = close(descriptor) }
    }

    /// Appends up to `count` bytes to `bytes`; 0 at the end of the file.
    func read(upTo count: Int, appendingTo bytes: inout [UInt8]) throws(CaptureFailure) -> Int {
        var received = 0
        let chunk = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            repeat {
                received = unsafe Glibc.read(descriptor, buffer.baseAddress, count)
            } while received < 0 && errno == EINTR
            initialized = max(received, 0)
        }
        guard received >= 0 else { throw .cannotOpen(path, errno: errno) }
        bytes.append(contentsOf: chunk)
        return received
    }

    /// Writes all of `bytes`.
    func write(_ bytes: [UInt8]) throws(CaptureFailure) {
        var position = 0
        while position < bytes.count {
            let written = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: position), buffer.count - position)
            }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else {
                throw .cannotWrite(path, errno: errno)
            }
            position += written
        }
    }
}
