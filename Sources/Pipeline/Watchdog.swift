internal import Synchronization

/// Notices that a stage does not come to an end: a driver's call that hangs, a model that never answers.
final class Watchdog: Sendable {
    /// What is watched.
    enum Stage: String { case capture, recognition }

    private let limit: Duration
    private let now: StageTimes.Clock
    private let begun = Mutex<[Stage: Duration]>([:])

    init(limit: Duration, now: @escaping StageTimes.Clock) { (self.limit, self.now) = (limit, now) }

    /// Does a stage's work, and knows since when.
    func watch<Value, Failure: Error>(_ stage: Stage, _ work: () throws(Failure) -> Value) throws(Failure) -> Value {
        begun.withLock { $0[stage] = now() }
        defer { begun.withLock { $0[stage] = nil } }
        return try work()
    }

    /// The stage that has been at one piece of work for longer than the limit.
    var stuck: Stage? {
        let time = now()
        return begun.withLock { begun in begun.first { time - $0.value > limit }?.key }
    }
}
