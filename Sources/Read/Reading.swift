/// What one frame says of the number: odds for each place, for each length that it might have.
public struct Reading: Sendable, Equatable {
    /// One length that the number might have.
    public struct Hypothesis: Sendable, Equatable {
        /// For each place, the probability of each digit 0...9.
        public var places: [[Double]]
        /// Probability that the number has this many places, 0...1; the lengths of a reading sum up to at most 1.
        public var probability: Double
        /// Middle of each place along the number line, 0 at the left edge of the first digit, 1 at the last one's right;
        /// in further rows 1...2 and so on.
        public var centers: [Double]

        /// Whether the last place lies on the number line, or a digit beyond at most.
        public var isOnLine: Bool

        /// Makes a hypothesis.
        public init(places: [[Double]], probability: Double, centers: [Double], isOnLine: Bool = true) {
            (self.places, self.probability, self.centers) = (places, probability, centers)
            self.isOnLine = isOnLine
        }

        /// The likeliest digit of each place.
        public var digits: [UInt8] { places.map { p in UInt8(p.indices.max { p[$0] < p[$1] } ?? 0) } }

        /// Probability that every digit and the length are right, by this frame alone.
        public var confidence: Double { places.reduce(probability) { $0 * ($1.max() ?? 0) } }
    }

    /// The lengths in question, the likeliest first. Empty: nothing like a card number was read.
    public var hypotheses: [Hypothesis]
    /// Whether one more group of digits beyond the number line would have been seen.
    public var showsEnd: Bool

    /// How sure the likeliest number is, 0...1; 0 where nothing was read.
    public var certainty: Double { hypotheses.first?.confidence ?? 0 }

    /// Makes a reading.
    public init(hypotheses: [Hypothesis], showsEnd: Bool = true) {
        (self.hypotheses, self.showsEnd) = (hypotheses, showsEnd)
    }

    /// Places that a card number may have.
    public static let lengths = 12...19
    /// Digits of the shortest group that a number ends with.
    private static let shortestGroup = 3

    /// Whether so many digits may be the beginning of a longer number that lacks its last group.
    public static func mayGoOn(_ count: Int) -> Bool { count + shortestGroup <= lengths.upperBound }
}
