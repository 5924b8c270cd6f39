import Glibc

/// How a write ended.
package enum WriteOutcome: Equatable {
    /// Every byte is written.
    case done
    /// Nobody reads the other end any more.
    case closed
    /// The system's reason.
    case failed(String)
}

/// Writes all bytes, in one call where the system allows it, and goes on after short and interrupted ones.
///
/// The caller must have SIGPIPE ignored.
package func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> WriteOutcome {
    var written = 0
    while written < bytes.count {
        let count = unsafe bytes.withUnsafeBytes { buffer in
            unsafe write(descriptor, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written)
        }
        if count >= 0 {
            written += count
            continue
        }
        switch errno {
        case EINTR: continue
        case EAGAIN:
            // The descriptor does not wait by itself: whoever gave it to us made it so.
            var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            _ = unsafe poll(&waiting, 1, -1)
        case EPIPE, EBADF: return .closed
        default: return .failed(systemReason())
        }
    }
    return .done
}

/// The system's words for what went wrong last.
func systemReason() -> String { unsafe String(cString: strerror(errno)) }

/// A folder that crops are written to, readable by their owner alone.
struct CropFolder: Sendable {
    private let path: String

    /// A sentence for people.
    struct Failure: Error {
        let message: String
    }

    /// Names the folder, and makes it if it is missing; if that fails, storing will say so.
    init(path: String) {
        self.path = path
        _ = unsafe mkdir(path, 0o700)
    }

    /// Writes a file beside its final name and moves it there when it is whole, so that nobody sees half of it.
    func store(_ bytes: [UInt8], as name: String) -> Result<String, Failure> {
        let final = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
        let partial = "\(path)/.\(name).part"
        _ = unsafe unlink(partial)
        let descriptor = unsafe open(partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return .failure(failure(systemReason())) }
        var outcome = writeAll(bytes, to: descriptor)
        if close(descriptor) != 0, outcome == .done { outcome = .failed(systemReason()) }
        if outcome == .done, unsafe rename(partial, final) != 0 { outcome = .failed(systemReason()) }
        switch outcome {
        case .done: return .success(final)
        case .closed, .failed:
            _ = unsafe unlink(partial)
            guard case .failed(let reason) = outcome else { return .failure(failure("the file was closed")) }
            return .failure(failure(reason))
        }
    }

    private func failure(_ reason: String) -> Failure {
        Failure(message: "cannot write crops to \(path): \(reason); events go out without them")
    }
}
