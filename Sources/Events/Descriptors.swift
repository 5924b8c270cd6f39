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
