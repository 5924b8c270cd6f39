public import CardNumber
public import Frames
public import Locate

/// What happened in a stream of card pictures: each case becomes one line of JSON on standard output.
///
/// Numbers travel as `PAN`, and pictures whole; what of them may be seen is decided once, at encoding, by
/// ``EncodingOptions``. `Tools/schema/events.schema.json` states the lines.
public enum CardEvent: Sendable {
    /// The stream began: once, first.
    case started(Started)
    /// What the person at the camera should do: when the hint changes, at most twice a second.
    case guidance(Guidance)
    /// What one frame gave, where every frame is reported.
    case frame(FrameReport)
    /// A card's number is decided: once for each card presented.
    case result(CardResult)
    /// A card left, or time ran out, without a result.
    case unread(Unread)
    /// The card of a result left.
    case removed(Removed)
    /// The camera was unplugged or fell silent.
    case lost(CameraLost)
    /// The camera is back.
    case reopened(CameraReopened)
    /// A live stream is alive.
    case heartbeat(Heartbeat)
    /// What one still picture gave.
    case reading(StillReading)
    /// The stream is over: once, last.
    case ended(Ended)
}

/// What became of an event that was handed on.
public enum SinkOutcome: Sendable, Equatable {
    /// More may follow.
    case open
    /// Nobody listens any more: the stream should end quietly.
    case closed
}

/// A place in the stream.
public struct Moment: Sendable, Equatable {
    /// Time since the stream began, by the frames' clock; for heartbeats and lost cameras, by the monotonic clock.
    public var time: Duration
    /// Index of the frame from 0; `nil` where the event belongs to none.
    public var frame: Int?

    /// Makes a place in the stream.
    public init(time: Duration, frame: Int? = nil) { (self.time, self.frame) = (time, frame) }
}

/// How long one stage took.
public struct StageTime: Sendable, Equatable {
    /// The stage's name: lower case, words joined by underscores.
    public var stage: String
    /// What it took, by the monotonic clock.
    public var duration: Duration

    /// Names what a stage took.
    public init(stage: String, duration: Duration) { (self.stage, self.duration) = (stage, duration) }
}

/// What one frame gave.
public struct FrameReport: Sendable {
    /// Which frame.
    public var at: Moment
    /// Overall quality, 0...100; `nil` where there is no card to judge.
    public var quality: Int?
    /// Sharpness of the number line, in the unit of the quality stage.
    public var sharpness: Double?
    /// The card's corners in frame pixels.
    public var quad: CardQuad?
    /// The number as read in this frame alone.
    public var number: PAN?
    /// Probability that this frame's number is right, 0...1, as this frame alone has it.
    public var confidence: Double?
    /// Why the frame did not count; `nil` for one that did.
    public var refusal: String?
    /// Index of the frame that first showed the card at hand; `nil` where there is none.
    public var firstFrame: Int?
    /// The vote on its number, with this frame; `nil` before anything like a number was read.
    public var vote: NumberVote?
    /// Where the number stands, in frame pixels; `nil` where that is not certain.
    public var line: NumberLine?
    /// Where expiry and holder were read, in frame pixels.
    public var fieldRows: [CardQuad] = []
    /// The frame itself, for whoever shows it.
    public var picture: Frame?
    /// What each stage took, in the order of the stages.
    public var timings: [StageTime]

    /// Reports a frame of which nothing is known yet.
    public init(at: Moment, refusal: String? = nil, timings: [StageTime] = []) {
        (self.at, self.refusal, self.timings) = (at, refusal, timings)
    }
}

/// A decided card.
public struct CardResult: Sendable {
    /// When it was decided.
    public var at: Moment
    /// Counts the cards presented, from 1.
    public var id: Int
    /// Index of the first frame that showed the card.
    public var firstFrame: Int
    /// Index of the sharpest frame, which the crops are of.
    public var bestFrame: Int
    /// How many frames the number rests on.
    public var framesUsed: Int
    /// Time of the first frame that showed the card.
    public var firstTime: Duration
    /// What the card says.
    public var card: CardReading
    /// What each stage took for the deciding frame.
    public var timings: [StageTime]

    /// Makes a result.
    public init(
        at: Moment, id: Int, firstFrame: Int, bestFrame: Int, framesUsed: Int, firstTime: Duration, card: CardReading,
        timings: [StageTime] = []
    ) {
        (self.at, self.id, self.firstFrame, self.bestFrame) = (at, id, firstFrame, bestFrame)
        (self.framesUsed, self.firstTime, self.card, self.timings) = (framesUsed, firstTime, card, timings)
    }
}

/// What one still picture gave.
public struct StillReading: Sendable {
    /// Index of the picture among those asked for.
    public var at: Moment
    /// The picture's name as the user gave it; `-` for standard input.
    public var image: String
    /// What the picture gave, or why it could not be looked at.
    public var outcome: Result<CardReading, ReadingFailure>
    /// What each stage took.
    public var timings: [StageTime]

    /// Makes a reading.
    public init(
        at: Moment, image: String, outcome: Result<CardReading, ReadingFailure>, timings: [StageTime] = []
    ) {
        (self.at, self.image, self.outcome, self.timings) = (at, image, outcome, timings)
    }
}

/// Why a still picture could not be looked at.
public struct ReadingFailure: Error, Sendable, Equatable {
    /// A short name that does not change: `cannot_open`, `not_an_image`, `damaged`, `too_large`, ...
    public var code: String
    /// One sentence for people.
    public var message: String

    /// Makes a failure.
    public init(code: String, message: String) { (self.code, self.message) = (code, message) }
}
