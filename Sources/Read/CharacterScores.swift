internal import Inference

#if canImport(Glibc)
    internal import Glibc
#endif

/// What the network says of one strip where only digits can stand: for each column, the probability of "no character"
/// and of each digit.
struct CharacterScores: ColumnScores {
    /// Columns along the strip.
    static let columns = Strip.columns
    /// Classes: blank, then the digits 0...9, the first ones of the network's.
    static let classes = 11

    /// The labels of digits.
    static func labels(of digits: [UInt8]) -> [Int] { digits.map { Int($0) + 1 } }

    var columns: Int { Self.columns }
    var labels: Int { Self.classes }
    /// `columns * classes` probabilities.
    let probabilities: [Double]

    /// Takes the logits of item `index` of a batch; what is no digit is left out of account.
    init(_ logits: Tensor, item index: Int) {
        var values = [Double](repeating: 0, count: Self.columns * Self.classes)
        for column in 0..<Self.columns {
            let start = column * Self.classes
            let from = (index * Self.columns + column) * Strip.classes
            var largest = -Float.infinity
            for k in 0..<Self.classes { largest = max(largest, logits.values[from + k]) }
            var sum = 0.0
            for k in 0..<Self.classes {
                values[start + k] = exp(Double(logits.values[from + k] - largest))
                sum += values[start + k]
            }
            for k in 0..<Self.classes { values[start + k] /= sum }
        }
        probabilities = values
    }

    /// Takes probabilities as they are, `columns * classes` of them.
    init(probabilities: [Double]) {
        precondition(probabilities.count == Self.columns * Self.classes)
        self.probabilities = probabilities
    }

    @inline(__always)
    func probability(_ column: Int, _ label: Int) -> Double { probabilities[column * Self.classes + label] }

    /// The digits on the likeliest path: repeats joined, blanks dropped.
    func bestPath() -> [UInt8] { bestLabels().map { UInt8($0 - 1) } }
}
