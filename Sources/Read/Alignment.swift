/// A text laid over a strip's scores, from the front and from the back.
///
/// With both recursions at hand, the likelihood of the text with **one** place changed costs one pass over the columns,
/// so that each place gets honest odds for all characters.
struct Alignment<Scores: ColumnScores> {
    /// The labels of the text's characters.
    let text: [Int]

    private let scores: Scores
    private let states: Int
    private let forward: [Double]
    /// `backward[column * states + state]`: all endings that stand in `state` at `column`, its score included.
    private let backward: [Double]

    /// - Parameter text: labels of the characters, none of them the blank; at least one.
    init(_ text: [Int], over scores: Scores) {
        let lattice = Lattice(text, over: scores)
        let (states, labels, columns) = (lattice.states, lattice.labels, scores.columns)
        var backward = [Double](repeating: 0, count: columns * states)
        let last = columns - 1
        for state in max(0, states - 2)..<states {
            backward[last * states + state] = scores.probability(last, labels[state])
        }
        for column in stride(from: last - 1, through: 0, by: -1) {
            for state in 0..<states {
                var sum = backward[(column + 1) * states + state]
                if state + 1 < states { sum += backward[(column + 1) * states + state + 1] }
                if state + 2 < states, labels[state] != 0, labels[state] != labels[state + 2] {
                    sum += backward[(column + 1) * states + state + 2]
                }
                backward[column * states + state] = sum * scores.probability(column, labels[state])
            }
        }
        (self.text, self.scores, self.states) = (text, scores, states)
        (forward, self.backward) = (lattice.forward, backward)
    }

    /// The probability of each character at `place`, in the order of their labels, the other places as they are.
    func posterior(at place: Int) -> [Double] {
        let state = 2 * place + 1
        let previous = place > 0 ? text[place - 1] : 0
        let next = place + 1 < text.count ? text[place + 1] : 0
        var result = [Double](repeating: 0, count: scores.labels - 1)
        for label in 1..<scores.labels {
            var here = 0.0
            for column in 0..<scores.columns {
                var entering = column == 0 ? (place == 0 ? 1.0 : 0) : 0
                if column > 0 {
                    entering = forward[(column - 1) * states + state - 1]
                    if place > 0, previous != label { entering += forward[(column - 1) * states + state - 2] }
                }
                here = (here + entering) * scores.probability(column, label)
                if column == scores.columns - 1 {
                    if place == text.count - 1 { result[label - 1] += here }
                } else {
                    var leaving = backward[(column + 1) * states + state + 1]
                    if next > 0, next != label { leaving += backward[(column + 1) * states + state + 2] }
                    result[label - 1] += here * leaving
                }
            }
        }
        let sum = result.reduce(0, +)
        return sum > 0 ? result.map { $0 / sum } : result.map { _ in 1 / Double(result.count) }
    }

    /// The middle of each place along the strip, 0...1.
    func centers() -> [Double] {
        text.indices.map { place in
            let state = 2 * place + 1
            var weight = 0.0
            var sum = 0.0
            for column in 0..<scores.columns {
                let score = scores.probability(column, text[place])
                guard score > 0 else { continue }
                let p = forward[column * states + state] * backward[column * states + state] / score
                weight += p
                sum += p * (Double(column) + 0.5)
            }
            return weight > 0 ? sum / weight / Double(scores.columns) : 0.5
        }
    }
}
