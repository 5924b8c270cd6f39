import CardNumber
import Fuse
import Read
import TestSupport
import Testing

/// The check digit is a gate on the number that the evidence chose, never a search for a number that passes it.
///
/// Simulated presentations: each reading doubts some digits, and no reading knows of the rule.
@Suite struct NoSearchTests {
    private static let presentations = 1000

    /// Where one digit changed makes the number valid, and to which digit.
    private static func repairs(of digits: [UInt8]) -> [(place: Int, digit: UInt8)] {
        digits.indices.compactMap { place in
            var changed = digits
            return (0...9).first { digit in
                changed[place] = digit
                return digit != digits[place] && Luhn.isValid(changed)
            }.map { (place, $0) }
        }
    }

    @Test func doubtOnTheRightDigitNeverMakesAnInvalidNumberValid() throws {
        var random = SeededGenerator(seed: 1)
        var wrong = 0
        var decided = 0
        for _ in 0..<Self.presentations {
            let digits = Readings.number(count: Int.random(in: 12...19, using: &random), valid: false, &random)
            let repair = try #require(Self.repairs(of: digits).randomElement(using: &random))
            var fuser = NumberFuser(options: .summing)
            for _ in 0..<14 where !fuser.isDecided {
                var reading = Readings.reading(digits)
                // The digit that would mend the number gets up to 60 % in a frame, 30 % in the mean.
                let p = 0.4 + 0.59 * random.unit()
                reading.hypotheses[0].places[repair.place] = Readings.odds(digits[repair.place], p, other: repair.digit)
                fuser.add(reading, weight: 0.4 + 0.6 * random.unit())
            }
            guard fuser.isDecided else { continue }
            decided += 1
            if fuser.verdict?.number != PAN(digits: digits) { wrong += 1 }
        }
        #expect(wrong == 0)
        #expect(decided > Self.presentations / 4, "a test without decisions tests nothing")
    }

    @Test func anEvenDoubtIsNeverDecidedByTheRule() throws {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<50 {
            let digits = Readings.number(valid: false, &random)
            let repair = try #require(Self.repairs(of: digits).randomElement(using: &random))
            var reading = Readings.reading(digits, sure: 1)
            reading.hypotheses[0].places[repair.place] = Readings.odds(digits[repair.place], 0.5, other: repair.digit)
            var fuser = NumberFuser(options: .summing)
            fuser.add(reading, times: 6)
            #expect(!fuser.isDecided)
        }
    }

    @Test func honestReadingsAreNeverDecidedWrong() {
        let (wrong, decided) = presentHonestly(count: Self.presentations / 2, errorRate: 1e-4, seed: 3)
        #expect(wrong == 0)
        #expect(decided > Self.presentations / 4)
    }

    @Test func theShareOfWrongDecisionsKeepsToTheErrorRate() {
        let (wrong, decided) = presentHonestly(count: Self.presentations / 2, errorRate: 0.1, seed: 4)
        #expect(decided > Self.presentations / 4)
        #expect(Double(wrong) <= 0.1 * Double(decided))
    }

    private func presentHonestly(count: Int, errorRate: Double, seed: UInt64) -> (wrong: Int, decided: Int) {
        var random = SeededGenerator(seed: seed)
        var options = NumberFuser.Options.summing
        options.errorRate = errorRate
        var (wrong, decided) = (0, 0)
        for _ in 0..<count {
            let digits = Readings.number(valid: Bool.random(using: &random), &random)
            var fuser = NumberFuser(options: options)
            for _ in 0..<8 where !fuser.isDecided {
                fuser.add(Readings.honest(digits, atLeast: 0.6, &random), weight: 1)
            }
            guard fuser.isDecided else { continue }
            decided += 1
            if fuser.verdict?.number != PAN(digits: digits) { wrong += 1 }
        }
        return (wrong, decided)
    }
}
