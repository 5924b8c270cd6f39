public import CardNumber

/// What the frames so far say of a card's number: the vote as it stands, decided or not.
public struct NumberVote: Sendable {
    /// The likeliest number, which may still turn into another one.
    public var number: PAN
    /// Probability 0...1 that every digit of it is right.
    public var confidence: Double
    /// What each digit rests on, first digit first.
    public var digits: [DigitEvidence]
    /// How many frames have voted.
    public var frames: Int
    /// Whether it is decided: until its result is out, only a frame that is sure of other digits opens it again.
    public var isDecided: Bool

    /// Makes a state of the vote.
    public init(number: PAN, confidence: Double, digits: [DigitEvidence], frames: Int, isDecided: Bool) {
        (self.number, self.confidence, self.digits) = (number, confidence, digits)
        (self.frames, self.isDecided) = (frames, isDecided)
    }
}
