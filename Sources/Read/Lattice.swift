/// What a network says along a strip: for each column, the probability of each label; label 0 is "no character".
protocol ColumnScores {
    /// Columns along the strip.
    var columns: Int { get }
    /// How many labels there are, "no character" among them.
    var labels: Int { get }
    func probability(_ column: Int, _ label: Int) -> Double
}

extension ColumnScores {
    /// The likeliest label of a column.
    func bestLabel(_ column: Int) -> Int {
        var best = 0
        for label in 1..<labels where probability(column, label) > probability(column, best) { best = label }
        return best
    }

    /// The labels on the likeliest path: repeats joined, blanks dropped.
    func bestLabels() -> [Int] {
        var found: [Int] = []
        var last = 0
        for column in 0..<columns {
            let best = bestLabel(column)
            if best != 0, best != last { found.append(best) }
            last = best
        }
        return found
    }
}

/// A text laid over a strip's scores in every possible way: the forward recursion of connectionist temporal
/// classification (Graves et al., ICML 2006).
struct Lattice {
    /// The labels of the text with a blank before, between and after them: what an alignment runs through.
    let labels: [Int]
    /// `forward[column * states + state]`: all beginnings that stand in `state` at `column`, its score included.
    let forward: [Double]

    /// How many states an alignment runs through.
    var states: Int { labels.count }
    /// The probability that the strip shows this text and nothing else: the sum over all alignments. It may be 0 where the
    /// text does not fit at all.
    var likelihood: Double { forward.suffix(min(2, states)).reduce(0, +) }

    /// - Parameter text: labels of the characters, none of them the blank.
    init(_ text: [Int], over scores: some ColumnScores) {
        let states = 2 * text.count + 1
        let labels = (0..<states).map { $0 % 2 == 0 ? 0 : text[$0 / 2] }
        var forward = [Double](repeating: 0, count: scores.columns * states)
        for state in 0..<min(2, states) { forward[state] = scores.probability(0, labels[state]) }
        for column in 1..<scores.columns {
            let (here, before) = (column * states, (column - 1) * states)
            for state in 0..<states {
                var sum = forward[before + state]
                if state > 0 { sum += forward[before + state - 1] }
                if state > 1, labels[state] != 0, labels[state] != labels[state - 2] {
                    sum += forward[before + state - 2]
                }
                forward[here + state] = sum * scores.probability(column, labels[state])
            }
        }
        (self.labels, self.forward) = (labels, forward)
    }
}
