import Synchronization

/// Whether a signal has asked for the end.
final class Stopped: Sendable {
    private let flag = Atomic(false)

    /// Whether it has.
    var isSet: Bool { flag.load(ordering: .acquiring) }

    /// Notes that it has.
    func set() { flag.store(true, ordering: .releasing) }
}
