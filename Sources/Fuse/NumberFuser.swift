public import CardNumber
public import Read

#if canImport(Glibc)
    internal import Glibc
#endif

/// Joins the readings of one card over time.
///
/// A sequential test (Wald, 1945): evidence for each place, and for each length that the number may have, is summed as
/// logarithms of odds until one number's odds of being wrong fall below what was asked. The Luhn check is a gate on the
/// number that the evidence chose, and one more witness for it, since nine in ten wrong numbers fail. It never chooses
/// among numbers, so a number that is one digit from a valid one cannot turn into it.
public struct NumberFuser: Sendable {
    /// How evidence is weighed.
    public struct Options: Sendable {
        /// Largest probability of a wrong number with which a result may go out.
        public var errorRate = 1e-4
        /// Share of readings in which the network may be sure of a digit and wrong: bounds what one frame can say.
        public var digitDoubt = 0.02
        /// The same for the count of digits.
        public var lengthDoubt = 0.05
        /// Least sum of frame weights before anything is decided: pictures that differ, since alike ones err alike.
        public var minimumWeight = 2.5
        /// Least probability with which the number must be read where each digit counts as in the one frame that shows it
        /// best; 0 asks for no such frames. Frames of one card err alike, so that many doubtful ones say less than their
        /// sum; but glare and thumbs move, and leave one digit clear here and another one there.
        public var minimumClarity = 0.85
        /// Least probability with which some frame must have read all of the number; 0 asks for none. Foil so worn that no
        /// frame is sure of the whole errs alike in each. Of 5,574 right results of development presentations six were
        /// read less clearly.
        public var minimumSight = 0.8

        /// The defaults.
        public init() {}
    }

    /// What the evidence says so far.
    public struct Verdict: Sendable {
        /// The likeliest number.
        public var number: PAN
        /// Probability that its length and every digit are right, 0...1. A number that passes the Luhn check is the surer.
        public var confidence: Double
        /// For each place, the probability of its digit and how many frames favoured it.
        public var places: [(probability: Double, frames: Int)]
        /// Middle of each place along the number line, 0...1; in further rows 1...2 and so on.
        public var centers: [Double]

        /// Makes a verdict.
        public init(
            number: PAN, confidence: Double, places: [(probability: Double, frames: Int)], centers: [Double]
        ) {
            (self.number, self.confidence, self.places, self.centers) = (number, confidence, places, centers)
        }
    }

    /// Evidence for numbers of one length.
    private struct Length: Sendable {
        var places: [PlaceEvidence]
        var centers: [Double]
        var weight = 0.0
        /// Whether some reading takes this length for the likeliest and has it all on the line; and some reading that
        /// shows where the number ends.
        var isOnLine = false
        var endsThere = false
        /// How clearly some frame showed that there are so many digits.
        var clarity = 0.0
        /// Numbers that some frame read whole, as surely as is asked.
        var sighted: Set<PAN> = []

        /// Takes in how clearly a frame shows what it shows.
        mutating func sharpen(_ hypothesis: Reading.Hypothesis) {
            clarity = max(clarity, hypothesis.probability)
            for place in places.indices { places[place].sharpen(hypothesis.places[place]) }
        }

        /// How clearly digits were read, each in the frame that shows it best.
        func clarity(of digits: [UInt8]) -> Double {
            zip(places, digits).reduce(clarity) { $0 * $1.0.clarities[Int($1.1)] }
        }
    }

    /// Share of wrong numbers that pass the Luhn check.
    private static let passing = 0.1

    private let options: Options
    private var lengths: [Int: Length] = [:]
    private var lengthLogarithms: [Int: Double] = [:]
    private var totalWeight = 0.0
    /// How many readings have been added.
    public private(set) var readings = 0

    /// Starts without evidence.
    public init(options: Options = Options()) { self.options = options }

    /// Adds a reading.
    ///
    /// - Parameter weight: how much it counts, 0...1: less for a poor frame, little for one like those before.
    public mutating func add(_ reading: Reading, weight: Double) {
        guard !reading.hypotheses.isEmpty, weight > 0 else { return }
        readings += 1
        totalWeight += weight
        for hypothesis in reading.hypotheses where hypothesis.probability > 0.02 {
            let share = weight * hypothesis.probability
            let count = hypothesis.places.count
            var length =
                lengths[count]
                ?? Length(
                    places: Array(repeating: PlaceEvidence(), count: count),
                    centers: Array(repeating: 0, count: count))
            for place in 0..<count {
                length.places[place].add(hypothesis.places[place], weight: share, doubt: options.digitDoubt)
                length.centers[place] += share * hypothesis.centers[place]
            }
            length.weight += share
            lengths[count] = length
        }
        if let likeliest = reading.hypotheses.first {
            let count = likeliest.places.count
            if likeliest.isOnLine { lengths[count]?.isOnLine = true }
            if reading.showsEnd || !Reading.mayGoOn(count) { lengths[count]?.endsThere = true }
            if likeliest.confidence >= options.minimumSight, let number = PAN(digits: likeliest.digits) {
                lengths[count]?.sighted.insert(number)
            }
            lengths[count]?.sharpen(likeliest)
        }
        for count in Reading.lengths {
            let seen = reading.hypotheses.first { $0.places.count == count }?.probability ?? 0
            lengthLogarithms[count, default: 0] += weight * evidence(seen, doubt: options.lengthDoubt, alike: 8)
        }
    }

    /// The likeliest number so far; `nil` before anything like a number was read.
    public var verdict: Verdict? {
        let counts = Reading.lengths.map { $0 }
        let odds = softmax(counts.map { lengthLogarithms[$0] ?? 0 })
        guard let (count, probability) = zip(counts, odds).max(by: { $0.1 < $1.1 }), let length = lengths[count] else {
            return nil
        }
        let best = length.places.map(\.best)
        guard let number = PAN(digits: best.map(\.digit)) else { return nil }
        let seen = best.reduce(probability) { $0 * $1.probability }
        return Verdict(
            number: number, confidence: Luhn.isValid(number) ? seen / (seen + (1 - seen) * Self.passing) : seen,
            places: best.map { ($0.probability, $0.frames) }, centers: length.centers.map { $0 / length.weight })
    }

    /// Whether the evidence is strong enough for a result.
    ///
    /// A row whose end was found too early shows the beginning of a number, and other digits may stand beside a row. So
    /// one frame must have shown that the number ends where it seems to, and one that all of it stands on its line; and each
    /// digit must have been read clearly in one, and all of them rather clearly together.
    public var isDecided: Bool { isDecided(prior: 1) }

    /// Whether the evidence is strong enough for a number that is unlikely.
    ///
    /// - Parameter prior: how likely the number of the verdict is before anything is seen, 0...1, against one that is
    ///   nothing unusual: the odds that it is wrong, and that its digits were not read clearly, must be so much smaller.
    public func isDecided(prior: Double) -> Bool {
        guard let verdict, totalWeight >= options.minimumWeight,
            let length = lengths[verdict.number.count], length.isOnLine, length.endsThere,
            options.minimumSight == 0 || length.sighted.contains(verdict.number)
        else { return false }
        func isSure(_ probability: Double, as least: Double) -> Bool {
            (1 - probability) * least <= prior * probability * (1 - least)
        }
        return isSure(length.clarity(of: verdict.number.digits), as: options.minimumClarity)
            && isSure(verdict.confidence, as: 1 - options.errorRate)
    }
}
