/// Says when a heartbeat is due, and how fast frames came since the last.
struct Pulse {
    private let interval: Duration?
    private var last = (time: Duration.zero, frames: 0)

    /// When the next heartbeat is due; `nil` where there is none.
    private(set) var next: Duration?

    init(interval: Duration?) { (self.interval, next) = (interval, interval) }

    /// Frames a second since the last heartbeat, if one is due.
    mutating func beat(at time: Duration, frames: Int) -> Double? {
        guard let interval, let due = next, time >= due else { return nil }
        defer {
            last = (time, frames)
            // Beats that were missed are not made up for.
            next = max(due, time) + interval
        }
        return Double(frames - last.frames) / ((time - last.time) / .seconds(1))
    }
}
