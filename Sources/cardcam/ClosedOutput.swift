import Foundation
import Glibc

/// Notices that nobody reads standard output any more, also while nothing is written: an empty scene says nothing.
enum ClosedOutput {
    /// Starts waiting in a thread of its own.
    static func onArrival(_ action: @escaping @Sendable () -> Void) {
        Thread.detachNewThread {
            var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
            // Files are never closed by their reader: then this waits for ever.
            while unsafe poll(&output, 1, -1) < 0 && errno == EINTR {}
            action()
        }
    }
}
