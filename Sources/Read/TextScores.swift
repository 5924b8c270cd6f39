internal import Inference

#if canImport(Glibc)
    internal import Glibc
#endif

/// What the network says of one strip of text: for each column, the probability of "no character" and of each character
/// of the field's alphabet.
struct TextScores: ColumnScores, Sendable, Equatable {
    /// What may stand there.
    let alphabet: TextAlphabet
    /// Columns along the strip.
    let columns: Int
    /// `columns * (1 + characters)` probabilities, blank first.
    let probabilities: [Double]
    /// How much of what the network sees in the strip is in the alphabet, 0...1: little where something else stands.
    let belonging: Double

    var labels: Int { alphabet.characters.count + 1 }

    /// Takes the logits of item `index` of a batch; what is not in the alphabet is left out of account.
    init(_ logits: Tensor, item index: Int, alphabet: TextAlphabet) {
        let (columns, classes) = (logits.shape[1], Strip.classes)
        var kept: [Double] = []
        kept.reserveCapacity(columns * (alphabet.characters.count + 1))
        var (seen, inside) = (0.0, 0.0)
        for column in 0..<columns {
            let start = (index * columns + column) * classes
            let row = logits.values[start..<start + classes]
            let largest = row.max() ?? 0
            let powers = row.map { exp(Double($0 - largest)) }
            let sum = powers.reduce(0, +)
            let allowed = alphabet.classesOfCharacters.map { $0.reduce(0) { $0 + powers[$1] } }
            let printed = allowed.reduce(0, +)
            seen += 1 - powers[0] / sum
            inside += printed / sum
            kept.append(powers[0] / (powers[0] + printed))
            for power in allowed { kept.append(power / (powers[0] + printed)) }
        }
        self.init(
            probabilities: kept, alphabet: alphabet, columns: columns, belonging: seen > 0.5 ? min(1, inside / seen) : 1
        )
    }

    /// Takes probabilities as they are, `columns * (1 + characters)` of them.
    init(probabilities: [Double], alphabet: TextAlphabet, columns: Int, belonging: Double = 1) {
        precondition(probabilities.count == columns * (alphabet.characters.count + 1))
        (self.probabilities, self.alphabet, self.columns) = (probabilities, alphabet, columns)
        self.belonging = belonging
    }

    @inline(__always)
    func probability(_ column: Int, _ label: Int) -> Double { probabilities[column * labels + label] }

    /// From the first column to the last in which a character is likelier than none and than a space; `nil` where there is
    /// none.
    var printed: ClosedRange<Int>? {
        let space = alphabet.places(of: " ")?.first.map { $0 + 1 }
        let seen = (0..<columns).filter { ![0, space].contains(bestLabel($0)) }
        return seen.first.flatMap { first in seen.last.map { first...$0 } }
    }

    /// The probability that the strip shows these characters and no others.
    ///
    /// - Parameter places: of the characters in the alphabet.
    func likelihood(of places: [Int]) -> Double { Lattice(places.map { $0 + 1 }, over: self).likelihood }
}
