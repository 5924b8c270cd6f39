import TestSupport
import Testing

@testable import Read

/// What a column says, and what a whole strip says at first sight.
@Suite struct CharacterScoresTests {
    private static func column(_ label: Int) -> [Double] { (0...10).map { $0 == label ? 1 : 0 } }

    @Test(
        arguments: [
            ([0, 5, 5, 0, 5, 3, 3, 0], [4, 4, 2]), ([1, 2, 1], [0, 1, 0]), ([0, 0], []), ([10, 10, 10], [9]),
        ] as [([Int], [UInt8])])
    func bestPathJoinsRepeatsAndDropsBlanks(_ labels: [Int], _ digits: [UInt8]) {
        #expect(ScoreSheets.beginning(with: labels.map(Self.column)).bestPath() == digits)
    }

    @Test func showsAPrintedNumber() {
        let digits: [UInt8] = [4, 0, 0, 0, 0, 0, 1, 1, 3, 4, 5, 6, 7, 8, 9, 9]
        #expect(ScoreSheets.printed(digits).bestPath() == digits)
    }

    @Test func aHypothesisKnowsItsDigitsAndItsDoubt() {
        var places = [[Double]](repeating: [Double](repeating: 0, count: 10), count: 3)
        for (place, digit) in [7, 0, 9].enumerated() { (places[place][digit], places[place][5]) = (0.9, 0.1) }
        let hypothesis = Reading.Hypothesis(places: places, probability: 0.8, centers: [0.1, 0.5, 0.9])
        #expect(hypothesis.digits == [7, 0, 9])
        #expect(abs(hypothesis.confidence - 0.8 * 0.9 * 0.9 * 0.9) < 1e-12)
    }
}
