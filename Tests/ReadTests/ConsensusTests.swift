import TestSupport
import Testing

@testable import Read

/// Several cuts of one line: a wrong one is outvoted, and what was in doubt stays so.
@Suite struct ConsensusTests {
    private let digits: [UInt8] = [4, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9]

    private func reading(_ numbers: [[UInt8]], sure p: Double = 0.98, margin: Double = 0) -> Reading {
        let scores = numbers.map { ScoreSheets.printed($0, sure: p) }
        return Consensus(scores, margins: numbers.map { _ in CutMargins(before: margin, after: margin) }).reading
    }

    private func changed(_ place: Int, to digit: UInt8) -> [UInt8] {
        var changed = digits
        changed[place] = digit
        return changed
    }

    @Test func cutsThatAgreeAreSure() throws {
        let hypothesis = try #require(reading([digits, digits, digits], sure: 0.999).hypotheses.first)
        #expect(hypothesis.digits == digits)
        #expect(hypothesis.probability > 0.99)
        #expect(hypothesis.confidence > 0.9)
    }

    @Test(arguments: [0, 7, 15])
    func oneWrongCutIsOutvotedAndItsDoubtStays(_ place: Int) throws {
        let wrong = changed(place, to: 6)
        let hypothesis = try #require(reading([digits, wrong, digits]).hypotheses.first)
        #expect(hypothesis.digits == digits)
        #expect(abs(hypothesis.places[place][Int(digits[place])] - 2.0 / 3) < 0.02)
        #expect(abs(hypothesis.places[place][6] - 1.0 / 3) < 0.02)
        #expect(hypothesis.confidence < 0.7)
    }

    @Test func copiesOfACutAreNoMoreEvidenceThanOne() throws {
        let unsure = changed(3, to: 8)
        let once = try #require(reading([digits, unsure], sure: 0.7).hypotheses.first)
        let often = try #require(
            reading([digits, unsure, digits, unsure, digits, unsure], sure: 0.7).hypotheses.first)
        for (a, b) in zip(once.places[3], often.places[3]) { #expect(abs(a - b) < 1e-9) }
        #expect(abs(once.confidence - often.confidence) < 1e-9)
    }

    @Test func lengthsAreToldApart() throws {
        // Of a network that is not known, which might have either.
        let digits = [9, 9] + digits[2...]
        let short = Array(digits.dropLast())
        let reading = reading([digits, short, digits])
        let lengths = reading.hypotheses.map(\.places.count)
        #expect(lengths == [16, 15])
        // Two cuts of three, and 16 places are more usual than 15.
        #expect(reading.hypotheses[0].probability > 2.0 / 3 && reading.hypotheses[0].probability < 0.85)
        #expect(reading.hypotheses.reduce(0) { $0 + $1.probability } <= 1 + 1e-9)
    }

    /// A strip with a mark before a place that looks like a digit with probability `p`.
    private func marked(_ p: Double, as mark: UInt8 = 1, before place: Int = 8, among digits: [UInt8]? = nil) -> (
        scores: CharacterScores, digits: [UInt8]
    ) {
        let digits = digits ?? self.digits
        let seen = digits[..<place] + [mark] + digits[place...]
        var values = ScoreSheets.printed(Array(seen), sure: 0.9999).probabilities
        let start = ScoreSheets.column(of: place) * CharacterScores.classes
        values[start] = 1 - p
        for digit in 0..<10 { values[start + 1 + digit] = digit == Int(mark) ? p : 0 }
        return (CharacterScores(probabilities: values), Array(seen))
    }

    /// What is read in a single cut.
    private func likeliest(_ scores: CharacterScores) throws -> Reading.Hypothesis {
        try #require(Consensus([scores], margins: [CutMargins(before: 0, after: 0)]).reading.hypotheses.first)
    }

    @Test func aDoubtfulMarkThatMakesAnUnusualLengthIsNoDigit() throws {
        #expect(try likeliest(marked(0.9).scores).digits == digits)
    }

    @Test func aMarkBeforeTheLineIsNoFirstDigitThatNoNetworkIssues() throws {
        // A six in that place could be the first digit; a zero cannot.
        for (mark, isTaken) in [(UInt8(0), false), (6, true)] {
            let scores = marked(0.995, as: mark, before: 0).scores
            #expect((try likeliest(scores).digits.count == 17) == isTaken)
        }
    }

    /// Whether a clear mark among 16 digits that begin so is taken for a seventeenth.
    private func isTaken(_ head: [UInt8]) throws -> Bool {
        let scores = marked(0.995, among: head + digits[head.count...]).scores
        return try likeliest(scores).places.count == 17
    }

    @Test func aMarkThatMakesALengthItsNetworkHasNotIsNoDigit() throws {
        // Maestro has 17 digits, Mastercard and Visa have not; of 99 nothing is known.
        #expect(try isTaken([5, 6, 0, 0, 0, 0]))
        #expect(try isTaken([9, 9, 0, 0, 0, 0]))
        #expect(try !isTaken([5, 5, 5, 5, 5, 5]))
        #expect(try !isTaken([4, 0, 0, 0, 0, 0]))
    }

    @Test func aMarkAmongANumberOfAFixedLengthIsNoDigit() throws {
        // American Express has 15 digits: a sixteenth makes a usual length, and yet none of its own.
        let seen: [UInt8] = [3, 7, 8, 2, 8, 2, 2, 4, 6, 3, 1, 0, 0, 0, 5]
        let scores = marked(0.9, among: seen).scores
        #expect(try likeliest(scores).digits == seen)
    }

    @Test func aSureDigitCountsEvenWhereTheLengthIsUnusual() throws {
        // Of Maestro, which has numbers of seventeen digits, if hardly any.
        let (scores, seen) = marked(0.9999, among: [5, 6] + digits[2...])
        #expect(try likeliest(scores).digits == seen)
    }

    @Test func aCutThatShowsNoNumberTakesFromTheLength() throws {
        let hypotheses = reading([digits, [1, 2, 3], digits]).hypotheses
        #expect(hypotheses.count == 1)
        #expect(abs(try #require(hypotheses.first).probability - 2.0 / 3) < 0.02)
    }

    @Test(arguments: [0, 11, 20])
    func whatIsNoCardNumberIsNoHypothesis(_ count: Int) {
        let digits = (0..<min(count, 19)).map { UInt8($0 % 10) }
        let scores = ScoreSheets.printed(digits)
        guard count == 20 else {
            #expect(Consensus([scores], margins: [CutMargins(before: 0, after: 0)]).reading.hypotheses.isEmpty)
            return
        }
        // One digit more than a strip of `printed` holds, in the last column.
        var values = scores.probabilities
        values.replaceSubrange(79 * 11..<80 * 11, with: (0...10).map { $0 == 10 ? 1 : 0 })
        #expect(
            Consensus([CharacterScores(probabilities: values)], margins: [CutMargins(before: 0, after: 0)]).reading
                .hypotheses.isEmpty)
    }

    @Test func centersCountFromTheLineNotFromTheCut() throws {
        let margin = 0.05
        let hypothesis = try #require(reading([digits], sure: 0.9999, margin: margin).hypotheses.first)
        for (place, center) in hypothesis.centers.enumerated() {
            let onStrip = (Double(ScoreSheets.column(of: place)) + 0.5) / 80
            #expect(abs(center - (onStrip * (1 + 2 * margin) - margin)) < 0.003)
        }
    }

    /// Two cuts end after four groups; the third goes on to a fifth, or happens to.
    @Test(arguments: [false, true])
    func aCutThatShowsOneMoreGroupTakesFromTheShorterLength(isReaching: Bool) throws {
        let long: [UInt8] = digits + [7, 3, 1]
        let scores = [digits, digits, long].map { ScoreSheets.printed($0) }
        let margins = [false, false, isReaching].map { CutMargins(before: 0, after: 0, isReaching: $0) }
        let hypotheses = Consensus(scores, margins: margins).reading.hypotheses
        guard isReaching else {
            #expect(hypotheses.map(\.digits) == [digits, long])
            return
        }
        #expect(hypotheses.map(\.digits) == [long, digits])
        #expect(abs(hypotheses[0].probability - 1.0 / 3) < 0.05 && hypotheses[1].probability < 0.05)
        // The cuts that do not show the last digits say nothing of them.
        #expect(hypotheses[0].places.allSatisfy { ($0.max() ?? 0) > 0.9 })
    }

    @Test(arguments: [(0.05, true), (0.3, false)])
    func digitsBeyondTheLineAreKnownAsSuch(after: Double, isOnLine: Bool) throws {
        let scores = ScoreSheets.printed(digits + [7, 3, 1])
        let reading = Consensus([scores], margins: [CutMargins(before: 0.02, after: after)]).reading
        #expect(try #require(reading.hypotheses.first).isOnLine == isOnLine)
    }

    /// Four rows that stand side by side in a strip, each with its own margins: the second begins at 1.
    @Test func centersOfFurtherRowsCountOn() throws {
        let margin = 0.1
        let margins = CutMargins(before: margin, after: margin, rows: 4)
        let scores = ScoreSheets.printed(digits, sure: 0.9999)
        let hypothesis = try #require(Consensus([scores], margins: [margins]).reading.hypotheses.first)
        for (place, center) in hypothesis.centers.enumerated() {
            let onStrip = (Double(ScoreSheets.column(of: place)) + 0.5) / 20
            let row = onStrip.rounded(.down)
            #expect(abs(center - (row + (onStrip - row) * (1 + 2 * margin) - margin)) < 0.01)
        }
        #expect(hypothesis.isOnLine)
    }

    @Test func theOrderOfTheCutsDoesNotMatter() throws {
        let wrong = changed(5, to: 9)
        let a = try #require(reading([digits, wrong, digits]).hypotheses.first)
        let b = try #require(reading([wrong, digits, digits]).hypotheses.first)
        #expect(a.digits == b.digits)
        for (x, y) in zip(a.places.joined(), b.places.joined()) { #expect(abs(x - y) < 1e-9) }
    }
}
