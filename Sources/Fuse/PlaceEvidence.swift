#if canImport(Glibc)
    internal import Glibc
#endif

/// Odds for the ten digits of one place, summed over frames as logarithms.
struct PlaceEvidence: Sendable, Equatable {
    private var logarithms = [Double](repeating: 0, count: 10)
    /// How many frames favoured each digit.
    private var votes = [Int](repeating: 0, count: 10)
    /// The most of all frames that each digit was given, 0...1.
    private(set) var clarities = [Double](repeating: 0, count: 10)

    /// Adds what a frame says.
    ///
    /// - Parameters:
    ///   - probabilities: of the digits, in this frame.
    ///   - weight: how much the frame counts, 0...1.
    ///   - doubt: share of frames in which the network may be sure and wrong: bounds what one frame can say.
    mutating func add(_ probabilities: [Double], weight: Double, doubt: Double) {
        for digit in 0..<10 {
            logarithms[digit] += weight * evidence(probabilities[digit], doubt: doubt)
        }
        if let best = probabilities.indices.max(by: { probabilities[$0] < probabilities[$1] }) { votes[best] += 1 }
    }

    /// Takes in how clearly a frame shows each digit.
    mutating func sharpen(_ probabilities: [Double]) {
        for digit in 0..<10 { clarities[digit] = max(clarities[digit], probabilities[digit]) }
    }

    /// The likeliest digit, its probability, and how many frames favoured it.
    var best: (digit: UInt8, probability: Double, frames: Int) {
        let odds = softmax(logarithms)
        let digit = odds.indices.max { odds[$0] < odds[$1] } ?? 0
        return (UInt8(digit), odds[digit], votes[digit])
    }
}

/// The logarithm of what a frame's probability counts for.
///
/// - Parameters:
///   - doubt: share of frames that may be sure and wrong: bounds what one can say.
///   - alike: how many characters, texts or lengths such a frame may as well have meant.
func evidence(_ probability: Double, doubt: Double, alike: Double = 10) -> Double {
    log((1 - doubt) * probability + doubt / alike)
}

/// Probabilities from logarithms of odds.
func softmax(_ logarithms: [Double]) -> [Double] {
    let largest = logarithms.max() ?? 0
    let powers = logarithms.map { exp($0 - largest) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
}
