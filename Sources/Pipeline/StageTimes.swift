public import Events

/// Measures how long the stages take, where the host gave a clock; without one, nothing is measured.
public struct StageTimes: Sendable {
    /// Reads a monotonic clock.
    public typealias Clock = @Sendable () -> Duration

    /// A clock that only runs forwards, from its first use.
    public static let monotonic: Clock = {
        let start = ContinuousClock.now
        return { ContinuousClock.now - start }
    }()

    private let clock: Clock?
    /// The times so far, in the order of the flow.
    public private(set) var times: [StageTime] = []

    /// Measures by `clock`, or not at all.
    public init(clock: Clock?) { self.clock = clock }

    /// Adds a time that was measured elsewhere.
    public mutating func add(_ stage: String, _ duration: Duration) {
        times.append(StageTime(stage: stage, duration: duration))
    }

    mutating func measure<Value, Failure: Error>(
        _ stage: String, _ work: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        guard let clock else { return try work() }
        let start = clock()
        let value = try work()
        add(stage, clock() - start)
        return value
    }
}
