/// Joins what several cuts of one line say.
///
/// Cuts of the same pixels err together, so their odds are averaged, never multiplied.
struct Consensus {
    let reading: Reading

    /// How far beyond its line a last place may lie: a line may be taken one digit short.
    private static let short = 0.06

    /// - Parameters:
    ///   - scores: one for each cut.
    ///   - margins: what each cut shows beside the line.
    ///   - showsEnd: whether one more group of digits would have been seen.
    init(_ scores: [CharacterScores], margins: [CutMargins], showsEnd: Bool = true) {
        let paths = scores.map { $0.bestPath() }
        let candidates = Set(paths.flatMap(Self.likely)).filter { Reading.lengths.contains($0.count) }
            .sorted { $0.lexicographicallyPrecedes($1) }
        let beliefs = zip(scores, paths).map { Self.belief(of: $0, path: $1, in: candidates) }
        var hypotheses: [Reading.Hypothesis] = []
        for length in Reading.lengths {
            let ofLength = candidates.indices.filter { candidates[$0].count == length }
            func belief(_ candidate: Int) -> Double { beliefs.reduce(0) { $0 + $1[candidate] } }
            guard let best = ofLength.max(by: { belief($0) < belief($1) }), belief(best) > 0 else { continue }
            let shares = beliefs.map { belief in ofLength.reduce(0) { $0 + belief[$1] } }
            let alignments = scores.map { Alignment(CharacterScores.labels(of: candidates[best]), over: $0) }
            hypotheses.append(Self.hypothesis(alignments, margins, shares))
        }
        reading = Reading(
            hypotheses: hypotheses.sorted { $0.probability > $1.probability }, showsEnd: showsEnd)
    }

    /// How much a cut believes in each candidate; its own best path stands in for all else that it might say.
    private static func belief(of scores: CharacterScores, path: [UInt8], in candidates: [[UInt8]]) -> [Double] {
        func likelihood(_ digits: [UInt8]) -> Double {
            Lattice(CharacterScores.labels(of: digits), over: scores).likelihood
        }
        let other = candidates.contains(path) ? 0 : likelihood(path) * NumberPrior.other
        let weighed = candidates.map { likelihood($0) * NumberPrior.share(of: $0) }
        let sum = weighed.reduce(other, +)
        return weighed.map { sum > 0 ? $0 / sum : 0 }
    }

    /// A path, and where its length is unusual the same without any one of its digits: art beside the digits looks like
    /// one more.
    private static func likely(_ path: [UInt8]) -> [[UInt8]] {
        guard Reading.lengths.contains(path.count), !NumberPrior.isUsual(path) else { return [path] }
        return [path] + path.indices.map { Array(path[..<$0] + path[($0 + 1)...]) }
    }

    /// - Parameter shares: how much each cut believes in this length: so much its alignment counts. A length counts no
    ///   more than those cuts believe in it that show one more group.
    private static func hypothesis(
        _ alignments: [Alignment<CharacterScores>], _ margins: [CutMargins], _ shares: [Double]
    ) -> Reading.Hypothesis {
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }
        let length = alignments[0].text.count
        var places = [[Double]](repeating: [Double](repeating: 0, count: 10), count: length)
        var centers = [Double](repeating: 0, count: length)
        let sum = shares.reduce(0, +)
        for ((alignment, margin), belief) in zip(zip(alignments, margins), shares) {
            let share = belief / sum
            for place in 0..<length {
                for (digit, p) in alignment.posterior(at: place).enumerated() { places[place][digit] += p * share }
            }
            for (place, center) in alignment.centers().enumerated() { centers[place] += margin.place(center) * share }
        }
        let reaching = zip(shares, margins).filter { $1.isReaching && Reading.mayGoOn(length) }.map(\.0)
        return Reading.Hypothesis(
            places: places, probability: reaching.isEmpty ? mean(shares) : min(mean(shares), mean(reaching)),
            centers: centers, isOnLine: centers[length - 1] < Double(margins[0].rows) + Self.short)
    }
}
