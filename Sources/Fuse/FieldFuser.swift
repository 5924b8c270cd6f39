public import Locate
public import Read

#if canImport(Glibc)
    internal import Glibc
#endif

/// Joins the readings of one field of text over time.
///
/// The number's sequential test (Wald, 1945) for texts: every text that some frame takes for possible is a candidate,
/// and every frame is asked for the odds of each of them, which its characters make: so a frame that misreads one
/// character still speaks for the others; texts that say the same count as one. The logarithms of the odds are summed
/// until one text's odds of being wrong fall below what was asked. A text that no frame has named is a candidate, too. Names
/// are longer, and few frames read them whole: the one that leads is then weighed letter by letter.
public struct FieldFuser: Sendable {
    /// How evidence is weighed.
    public struct Options: Sendable {
        /// Largest probability of a wrong text with which it is told.
        public var errorRate = 0.0005
        /// Share of readings in which the network may be sure and wrong: bounds what one frame can say.
        public var doubt = 0.1
        /// Least sum of frame weights before anything is decided: more than one frame has.
        public var minimumWeight = 1.5
        /// The same as `errorRate` for names, of which each letter is as much in doubt as all of a date.
        public var nameErrorRate = 0.01
        /// Frames in a row from the first on that do not show the field before the card is taken to have none.
        public var patience = 3

        /// The defaults.
        public init() {}
    }

    /// A text that the evidence chose.
    public struct Verdict: Sendable, Equatable {
        /// As printed.
        public var text: String
        /// Probability that every character is right, 0...1.
        public var confidence: Double

        /// Makes a verdict.
        public init(text: String, confidence: Double) { (self.text, self.confidence) = (text, confidence) }
    }

    /// How many readings are remembered; older ones are forgotten.
    private static let memory = 8

    private let field: CardField
    private let options: Options
    private var readings: [(reading: TextReading, weight: Double)] = []
    private var framesWithout = 0
    /// The text, once the evidence is strong enough; it stays.
    public private(set) var verdict: Verdict?

    /// Starts without evidence.
    public init(field: CardField, options: Options = Options()) { (self.field, self.options) = (field, options) }

    /// Whether more frames would change nothing: the text is known, or the card shows no such field.
    public var isSettled: Bool { verdict != nil || readings.isEmpty && framesWithout >= options.patience }

    /// Adds what a frame says.
    ///
    /// - Parameters:
    ///   - reading: `nil` where the frame shows the card's number, but not the field.
    ///   - weight: how much the frame counts, 0...1, as for the number.
    public mutating func add(_ reading: TextReading?, weight: Double) {
        guard verdict == nil, weight > 0 else { return }
        guard let reading else {
            framesWithout += 1
            return
        }
        readings.append((reading, weight))
        if readings.count > Self.memory { readings.removeFirst() }
        verdict = decide()
    }

    private func decide() -> Verdict? {
        guard readings.reduce(0, { $0 + $1.weight }) >= options.minimumWeight else { return nil }
        let all = readings.map(\.reading)
        let ballot = FieldBallot(field, all)
        var logarithms = ballot.priors.map { log($0) } + [0]
        for (reading, weight) in readings {
            let odds = ballot.odds(in: reading)
            let unnamed = min(reading.limitOfOthers, max(0, 1 - odds.reduce(0, +)))
            for (i, p) in (odds + [unnamed]).enumerated() {
                logarithms[i] += weight * evidence(p, doubt: options.doubt)
            }
        }
        let odds = softmax(logarithms)
        guard let best = odds.indices.dropLast().max(by: { odds[$0] < odds[$1] }) else { return nil }
        if field == .holder { return name(ballot.texts(of: best, in: all)) }
        guard 1 - odds[best] <= options.errorRate, let text = ballot.spelling(of: best, in: all) else { return nil }
        return Verdict(text: text, confidence: odds[best])
    }

    /// The name that leads, once its letters are sure enough.
    private func name(_ spellings: [String]) -> Verdict? {
        // Where a frame shows no name something else was cut out.
        let frames = readings.filter { $0.reading.candidates.first.flatMap { field.spelled($0.text) } != nil }
        guard frames.reduce(0, { $0 + $1.weight }) >= options.minimumWeight,
            let name = NameEvidence(spellings, in: frames), 1 - name.confidence <= options.nameErrorRate,
            let text = frames.first.flatMap({ field.told(name.text, by: $0.reading) })
        else { return nil }
        return Verdict(text: text, confidence: name.confidence)
    }

    /// The likeliest text of a single reading, which nothing confirms; `nil` where it is no such field.
    public static func verdict(of reading: TextReading, for field: CardField) -> Verdict? {
        let ballot = FieldBallot(field, [reading])
        let seen = ballot.odds(in: reading)
        let odds = zip(seen, ballot.priors).map { $0 * $1 }
        guard let best = odds.indices.max(by: { odds[$0] < odds[$1] }),
            let text = ballot.spelling(of: best, in: [reading])
        else { return nil }
        let unnamed = max(0, 1 - seen.reduce(0, +))
        return Verdict(text: text, confidence: odds[best] / (odds.reduce(0, +) + unnamed))
    }
}
