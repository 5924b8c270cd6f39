import CardNumber
public import Fuse
import Read
import TestSupport
public import Testing

/// Invented numbers of the issuers' test ranges, and readings of them as a network might give them.
enum Readings {
    private static let prefixes: [[UInt8]] = [[4, 0, 0, 0, 0, 0], [5, 5, 5, 5, 5, 5], [6, 2, 0, 0, 0, 0]]

    /// A number of `count` digits that obeys the check digit rule, or just does not.
    static func number(count: Int = 16, valid: Bool, _ random: inout SeededGenerator) -> [UInt8] {
        var digits = prefixes[Int.random(in: 0..<prefixes.count, using: &random)]
        while digits.count < count - 1 { digits.append(UInt8.random(in: 0...9, using: &random)) }
        let check = (0...9).first { Luhn.isValid(digits + [$0]) } ?? 0
        return digits + [valid ? check : (check + UInt8.random(in: 1...9, using: &random)) % 10]
    }

    /// Odds that favour `digit` with probability `p`; the rest goes to `other`, or to all others alike.
    static func odds(_ digit: UInt8, _ p: Double, other: UInt8? = nil) -> [Double] {
        var odds = [Double](repeating: other == nil ? (1 - p) / 9 : 0, count: 10)
        if let other { odds[Int(other)] = 1 - p }
        odds[Int(digit)] = p
        return odds
    }

    /// A hypothesis that is equally sure of every digit.
    static func hypothesis(_ digits: [UInt8], sure p: Double = 0.99, length: Double = 1) -> Reading.Hypothesis {
        Reading.Hypothesis(
            places: digits.map { odds($0, p) }, probability: length,
            centers: digits.indices.map { (Double($0) + 0.5) / Double(digits.count) })
    }

    /// A reading of one length.
    static func reading(_ digits: [UInt8], sure p: Double = 0.99, length: Double = 1) -> Reading {
        Reading(hypotheses: [hypothesis(digits, sure: p, length: length)])
    }

    /// A reading whose odds are honest: of the digits that it gives probability p, a share p is right.
    static func honest(_ digits: [UInt8], atLeast floor: Double, _ random: inout SeededGenerator) -> Reading {
        var reading = reading(digits)
        for (place, digit) in digits.enumerated() {
            let p = floor + (1 - floor) * random.unit()
            let isRight = random.unit() < p
            let wrong = (digit + UInt8.random(in: 1...9, using: &random)) % 10
            reading.hypotheses[0].places[place] = odds(isRight ? digit : wrong, p)
        }
        return reading
    }
}

extension NumberFuser.Options {
    /// Without the demand for clear frames: how evidence is summed is tested with doubtful ones.
    static var summing: Self {
        var options = Self()
        (options.minimumClarity, options.minimumSight) = (0, 0)
        return options
    }

    /// No frame need show all of the number.
    static var inParts: Self {
        var options = Self()
        options.minimumSight = 0
        return options
    }
}

extension NumberFuser {
    /// Adds the same reading several times, as if each came from a wholly new picture.
    mutating func add(_ reading: Reading, times: Int) {
        for _ in 0..<times { add(reading, weight: 1) }
    }
}

/// Failure messages do not spell out evidence, from which a number can be seen.
extension NumberFuser: CustomTestStringConvertible {
    /// How much evidence there is.
    public var testDescription: String { "\(readings) readings" }
}
