/// How long to wait before the next try to open a camera: longer each time, soon again when something was plugged in.
struct RetryPace {
    private static let shortest = Duration.milliseconds(250)
    private static let longest = Duration.seconds(4)

    private var delay = Duration.zero

    /// The time before the next try; the first is at once.
    mutating func next() -> Duration {
        defer { delay = delay == .zero ? Self.shortest : min(delay * 2, Self.longest) }
        return delay
    }

    /// Begins again with short waits.
    mutating func hurry() { delay = Self.shortest }
}
