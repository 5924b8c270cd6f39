import Glibc
import Synchronization

/// Waits for SIGINT and SIGTERM in a thread of its own, where anything may be done.
enum StopSignal {
    /// How long the work may take to end before the process ends without it: a read from a pipe may never return.
    private static let patience: UInt32 = 2

    private static let actions = Mutex<(stop: @Sendable () -> Void, leave: @Sendable () -> Void)?>(nil)

    /// Starts waiting. Call once, before other threads are started.
    ///
    /// - Parameters:
    ///   - stop: asks the work to end.
    ///   - leave: is called if it has not ended in time, before the process ends with 0.
    static func onArrival(stop: @escaping @Sendable () -> Void, leave: @escaping @Sendable () -> Void) {
        actions.withLock { $0 = (stop, leave) }
        var signals = signalSet()
        _ = unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
        var thread = pthread_t()
        _ = unsafe pthread_create(&thread, nil, { _ in unsafe StopSignal.wait() }, nil)
    }

    private static func wait() -> UnsafeMutableRawPointer? {
        var signals = signalSet()
        var received: Int32 = 0
        while unsafe sigwait(&signals, &received) != 0 {}
        guard let (stop, leave) = actions.withLock({ $0 }) else { return nil }
        stop()
        sleep(patience)
        leave()
        _exit(ExitStatus.success.rawValue)
    }

    private static func signalSet() -> sigset_t {
        var signals = sigset_t()
        _ = unsafe sigemptyset(&signals)
        _ = unsafe sigaddset(&signals, SIGINT)
        _ = unsafe sigaddset(&signals, SIGTERM)
        return signals
    }
}
