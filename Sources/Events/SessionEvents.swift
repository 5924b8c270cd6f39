/// The camera was unplugged or fell silent.
public struct CameraLost: Sendable {
    /// How a camera is lost.
    public enum Reason: String, Sendable, CaseIterable {
        /// The device is gone.
        case unplugged
        /// No frame came for too long.
        case silent
        /// The driver reported an error.
        case failed
    }

    /// When, by the monotonic clock.
    public var at: Moment
    /// How.
    public var reason: Reason

    /// Makes the event.
    public init(at: Moment, reason: Reason) { (self.at, self.reason) = (at, reason) }
}

/// The camera is back.
public struct CameraReopened: Sendable {
    /// When, by the monotonic clock.
    public var at: Moment
    /// Why it had been lost.
    public var reason: CameraLost.Reason

    /// Makes the event.
    public init(at: Moment, reason: CameraLost.Reason) { (self.at, self.reason) = (at, reason) }
}

/// Frames that came but were not looked at, by reason.
public struct DropCounts: Sendable, Equatable {
    /// A newer frame was there first.
    public var late = 0
    /// They could not be decoded.
    public var damaged = 0
    /// They were not sharp enough to be worth the work.
    public var blurred = 0
    /// The source itself lost them.
    public var gaps = 0

    /// No frames.
    public init(late: Int = 0, damaged: Int = 0, blurred: Int = 0, gaps: Int = 0) {
        (self.late, self.damaged, self.blurred, self.gaps) = (late, damaged, blurred, gaps)
    }
}

/// A live stream is alive: every minute.
public struct Heartbeat: Sendable {
    /// When, by the monotonic clock.
    public var at: Moment
    /// Frames looked at since the stream began.
    public var frames: Int
    /// Frames a second since the last heartbeat.
    public var rate: Double
    /// Frames not looked at since the stream began.
    public var dropped: DropCounts

    /// Makes a heartbeat.
    public init(at: Moment, frames: Int, rate: Double, dropped: DropCounts) {
        (self.at, self.frames, self.rate, self.dropped) = (at, frames, rate, dropped)
    }
}

/// The stream is over.
public struct Ended: Sendable {
    /// Why a stream ends.
    public enum Reason: String, Sendable, CaseIterable {
        /// The source has no more frames.
        case finished
        /// The one result that was asked for is there.
        case once
        /// The time that was given is up.
        case timeout
        /// A signal asked for it.
        case stopped
        /// The camera is lost for good.
        case lost
        /// Something went wrong inside.
        case failed
    }

    /// When.
    public var at: Moment
    /// Why.
    public var reason: Reason
    /// Frames looked at.
    public var frames: Int
    /// Frames not looked at.
    public var dropped: DropCounts
    /// How many results there were.
    public var results: Int

    /// Makes the last event of a stream.
    public init(at: Moment, reason: Reason, frames: Int, dropped: DropCounts, results: Int) {
        (self.at, self.reason, self.frames, self.dropped, self.results) = (at, reason, frames, dropped, results)
    }
}
