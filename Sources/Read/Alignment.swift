/// A number laid over a strip's scores, from the front and from the back.
///
/// With both recursions at hand, the likelihood of the number with **one** place changed costs one pass over the columns,
/// so that each place gets honest odds for all ten digits.
struct Alignment {
    /// The number.
    let digits: [UInt8]

    private let scores: CharacterScores
    private let states: Int
    private let forward: [Double]
    /// `backward[column * states + state]`: all endings that stand in `state` at `column`, its score included.
    private let backward: [Double]

    private static let columns = CharacterScores.columns

    init(_ digits: [UInt8], over scores: CharacterScores) {
        let lattice = Lattice(CharacterScores.labels(of: digits), over: scores)
        let (states, labels) = (lattice.states, lattice.labels)
        var backward = [Double](repeating: 0, count: Self.columns * states)
        let last = Self.columns - 1
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
        (self.digits, self.scores, self.states) = (digits, scores, states)
        (forward, self.backward) = (lattice.forward, backward)
    }

    /// The probability of each digit 0...9 at `place`, the other places as they are.
    func posterior(at place: Int) -> [Double] {
        let state = 2 * place + 1
        let previous = place > 0 ? Int(digits[place - 1]) : -1
        let next = place + 1 < digits.count ? Int(digits[place + 1]) : -1
        var result = [Double](repeating: 0, count: 10)
        for digit in 0..<10 {
            var here = 0.0
            for column in 0..<Self.columns {
                var entering = column == 0 ? (place == 0 ? 1.0 : 0) : 0
                if column > 0 {
                    entering = forward[(column - 1) * states + state - 1]
                    if place > 0, previous != digit { entering += forward[(column - 1) * states + state - 2] }
                }
                here = (here + entering) * scores.probability(column, digit + 1)
                if column == Self.columns - 1 {
                    if place == digits.count - 1 { result[digit] += here }
                } else {
                    var leaving = backward[(column + 1) * states + state + 1]
                    if next >= 0, next != digit { leaving += backward[(column + 1) * states + state + 2] }
                    result[digit] += here * leaving
                }
            }
        }
        let sum = result.reduce(0, +)
        return sum > 0 ? result.map { $0 / sum } : [Double](repeating: 0.1, count: 10)
    }

    /// The middle of each place along the strip, 0...1.
    func centers() -> [Double] {
        digits.indices.map { place in
            let state = 2 * place + 1
            var weight = 0.0
            var sum = 0.0
            for column in 0..<Self.columns {
                let score = scores.probability(column, Int(digits[place]) + 1)
                guard score > 0 else { continue }
                let p = forward[column * states + state] * backward[column * states + state] / score
                weight += p
                sum += p * (Double(column) + 0.5)
            }
            return weight > 0 ? sum / weight / Double(Self.columns) : 0.5
        }
    }
}
