/// Joins what several cuts of one line say.
///
/// Cuts of the same pixels err together, so their odds are averaged, never multiplied.
struct Consensus {
    let reading: Reading

    /// - Parameters:
    ///   - scores: one for each cut.
    ///   - margins: what each cut added left and right, as a share of the line.
    init(_ scores: [CharacterScores], margins: [Double]) {
        let paths = scores.map { $0.bestPath() }
        let candidates = Set(paths.flatMap(Self.likely)).filter { Reading.lengths.contains($0.count) }
            .sorted { $0.lexicographicallyPrecedes($1) }
        // How much each cut believes in each candidate; its own best path stands in for all else that it might say.
        var belief = [Double](repeating: 0, count: candidates.count)
        for (score, path) in zip(scores, paths) {
            func likelihood(_ digits: [UInt8]) -> Double {
                Lattice(CharacterScores.labels(of: digits), over: score).likelihood
            }
            let other = candidates.contains(path) ? 0 : likelihood(path) * NumberPrior.other
            let weighed = candidates.map { likelihood($0) * NumberPrior.share(of: $0) }
            let sum = weighed.reduce(other, +)
            guard sum > 0 else { continue }
            for c in candidates.indices { belief[c] += weighed[c] / sum / Double(scores.count) }
        }
        var hypotheses: [Reading.Hypothesis] = []
        for length in Reading.lengths {
            let ofLength = candidates.indices.filter { candidates[$0].count == length }
            guard let best = ofLength.max(by: { belief[$0] < belief[$1] }) else { continue }
            let probability = ofLength.reduce(0) { $0 + belief[$1] }
            let alignments = scores.map { Alignment(candidates[best], over: $0) }
            hypotheses.append(Self.hypothesis(alignments, margins, probability: probability))
        }
        reading = Reading(hypotheses: hypotheses.sorted { $0.probability > $1.probability })
    }

    /// A path, and where its length is unusual the same without any one of its digits: art beside the digits looks like
    /// one more.
    private static func likely(_ path: [UInt8]) -> [[UInt8]] {
        guard Reading.lengths.contains(path.count), !NumberPrior.isUsual(path.count) else { return [path] }
        return [path] + path.indices.map { Array(path[..<$0] + path[($0 + 1)...]) }
    }

    private static func hypothesis(
        _ alignments: [Alignment], _ margins: [Double], probability: Double
    ) -> Reading.Hypothesis {
        let length = alignments[0].digits.count
        var places = [[Double]](repeating: [Double](repeating: 0, count: 10), count: length)
        var centers = [Double](repeating: 0, count: length)
        let share = 1 / Double(alignments.count)
        for (alignment, margin) in zip(alignments, margins) {
            for place in 0..<length {
                for (digit, p) in alignment.posterior(at: place).enumerated() { places[place][digit] += p * share }
            }
            for (place, center) in alignment.centers().enumerated() {
                centers[place] += (center * (1 + 2 * margin) - margin) * share
            }
        }
        return Reading.Hypothesis(places: places, probability: probability, centers: centers)
    }
}
