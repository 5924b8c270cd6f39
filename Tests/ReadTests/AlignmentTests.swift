import TestSupport
import Testing

@testable import Read

/// The recursions must give what adding up every path by hand gives.
@Suite struct AlignmentTests {
    /// Columns with odds for blank and the digits 0 and 1 alone: few enough to walk all paths.
    private static func tiny(columns: Int, seed: UInt64) -> [[Double]] {
        var random = SeededGenerator(seed: seed)
        return (0..<columns).map { _ in
            let odds = (0..<3).map { _ in random.unit() + 0.05 }
            let sum = odds.reduce(0, +)
            return odds.map { $0 / sum } + [Double](repeating: 0, count: 8)
        }
    }

    /// The probability of every number that the columns can show: each path walked, repeats joined, blanks dropped.
    private static func enumerated(_ columns: [[Double]]) -> [[UInt8]: Double] {
        var sums: [[UInt8]: Double] = [:]
        func walk(_ column: Int, _ digits: [UInt8], _ last: Int, _ probability: Double) {
            guard column < columns.count else {
                sums[digits, default: 0] += probability
                return
            }
            for label in 0..<3 {
                let isNew = label != 0 && label != last
                walk(
                    column + 1, isNew ? digits + [UInt8(label - 1)] : digits, label,
                    probability * columns[column][label])
            }
        }
        walk(0, [], 0, 1)
        return sums
    }

    private static func likelihood(of digits: [UInt8], over scores: CharacterScores) -> Double {
        Lattice(CharacterScores.labels(of: digits), over: scores).likelihood
    }

    @Test(arguments: [1, 2, 3, 7], [UInt64(1), 2])
    func likelihoodIsTheSumOverAllPaths(columns: Int, seed: UInt64) {
        let odds = Self.tiny(columns: columns, seed: seed)
        let scores = ScoreSheets.beginning(with: odds)
        var total = 0.0
        for (digits, probability) in Self.enumerated(odds) {
            let likelihood = Self.likelihood(of: digits, over: scores)
            #expect(abs(likelihood - probability) < 1e-12)
            total += likelihood
        }
        #expect(abs(total - 1) < 1e-9)
    }

    @Test func whatCannotBeShownHasNoLikelihood() {
        let scores = ScoreSheets.beginning(with: Self.tiny(columns: 3, seed: 5))
        #expect(Self.likelihood(of: [0, 1, 0, 1], over: scores) == 0)
        // Two equal digits need a blank between them.
        #expect(Self.likelihood(of: [0, 0, 0], over: scores) == 0)
        #expect(Self.likelihood(of: [0, 0], over: scores) > 0)
        #expect(Self.likelihood(of: [2], over: scores) == 0)
    }

    @Test(
        arguments: [
            [4, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9], [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5], [7], [3, 3],
            [6, 2, 0, 0, 0, 0, 8, 8, 8, 8, 8, 8, 8, 8, 1, 8, 8, 8, 8],
        ] as [[UInt8]])
    func posteriorIsTheRatioOfTheLikelihoodsOfTheNumbersWithOneDigitChanged(_ digits: [UInt8]) {
        var random = SeededGenerator(seed: UInt64(digits.count))
        let scores = ScoreSheets.random(&random)
        let alignment = Alignment(CharacterScores.labels(of: digits), over: scores)
        for place in digits.indices {
            let likelihoods = (0...9).map { digit in
                var changed = digits
                changed[place] = UInt8(digit)
                return Self.likelihood(of: changed, over: scores)
            }
            let sum = likelihoods.reduce(0, +)
            for (digit, p) in alignment.posterior(at: place).enumerated() {
                #expect(abs(p - likelihoods[digit] / sum) < 1e-9, "place \(place)")
            }
        }
    }

    @Test func posteriorOfAnImpossibleNumberIsEven() {
        let scores = ScoreSheets.beginning(with: Self.tiny(columns: 2, seed: 8))
        let posterior = Alignment([1, 2, 1, 2], over: scores).posterior(at: 1)
        #expect(posterior == [Double](repeating: 0.1, count: 10))
    }

    @Test(
        arguments: [
            [4, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
        ] as [[UInt8]])
    func centersAreWhereTheDigitsStand(_ digits: [UInt8]) {
        let centers = Alignment(CharacterScores.labels(of: digits), over: ScoreSheets.printed(digits, sure: 0.9999))
            .centers()
        #expect(centers.count == digits.count)
        for (place, center) in centers.enumerated() {
            #expect(abs(center - (Double(ScoreSheets.column(of: place)) + 0.5) / 80) < 0.002)
        }
    }

    @Test func centerOfAWideDigitIsItsMiddle() {
        let digit = [0, 0, 0, 1] + [Double](repeating: 0, count: 7)
        let blank = [1] + [Double](repeating: 0, count: 10)
        let scores = ScoreSheets.beginning(with: [blank, blank, digit, digit, digit, blank])
        #expect(Alignment([3], over: scores).centers() == [3.5 / 80])
    }
}
