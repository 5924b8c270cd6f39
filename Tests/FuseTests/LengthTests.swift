import CardNumber
import Fuse
import Read
import Testing

/// How many digits a number has is in question too: lengths compete by their own evidence.
@Suite struct LengthTests {
    private let long: [UInt8] = [6, 2, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3]
    private var short: [UInt8] { Array(long.dropLast()) }

    private func reading(long p: Double) -> Reading {
        let hypotheses = [Readings.hypothesis(long, length: p), Readings.hypothesis(short, length: 1 - p)]
        return Reading(hypotheses: hypotheses.sorted { $0.probability > $1.probability })
    }

    @Test func theLikelierLengthWinsInTime() throws {
        var fuser = NumberFuser(options: .summing)
        for _ in 0..<12 { fuser.add(reading(long: 0.8), weight: 1) }
        #expect(fuser.isDecided)
        #expect(try #require(fuser.verdict).number.count == 19)
    }

    @Test func sureDigitsDoNotSettleTheLength() throws {
        var fuser = NumberFuser(options: .summing)
        for _ in 0..<30 { fuser.add(reading(long: 0.5), weight: 1) }
        #expect(!fuser.isDecided)
        #expect(try #require(fuser.verdict).confidence <= 0.51)
    }

    @Test func framesThatSeeDifferentLengthsDoNotAgree() {
        var fuser = NumberFuser(options: .summing)
        for _ in 0..<20 {
            fuser.add(reading(long: 1), weight: 1)
            fuser.add(reading(long: 0), weight: 1)
            #expect(!fuser.isDecided)
        }
    }

    @Test func oneFrameOfAnotherLengthIsOutvoted() throws {
        var fuser = NumberFuser(options: .summing)
        fuser.add(reading(long: 0), weight: 1)
        fuser.add(reading(long: 1), times: 5)
        #expect(fuser.isDecided)
        let verdict = try #require(fuser.verdict)
        #expect(verdict.number == PAN(digits: long))
        #expect(verdict.places.count == 19 && verdict.centers.count == 19)
    }

    /// A line that ends after the fourth of five groups, read to its end.
    private func cutOff(sure p: Double = 0.99) -> Reading {
        Reading(hypotheses: [Readings.hypothesis(Array(long[..<16]), sure: p)], showsEnd: false)
    }

    /// The same line, read beyond its end.
    private var beyond: Reading {
        var hypothesis = Readings.hypothesis(long)
        hypothesis.isOnLine = false
        return Reading(hypotheses: [hypothesis])
    }

    @Test func whatMayGoOnIsNotDecided() {
        var fuser = NumberFuser(options: .summing)
        fuser.add(cutOff(), times: 8)
        #expect(!fuser.isDecided)
        fuser.add(Readings.reading(Array(long[..<16])), weight: 1)
        #expect(fuser.isDecided)
    }

    @Test func whatCannotGoOnNeedsNoLookBeyond() {
        var fuser = NumberFuser(options: .summing)
        fuser.add(Reading(hypotheses: [Readings.hypothesis(long)], showsEnd: false), times: 5)
        #expect(fuser.isDecided)
    }

    /// Neither the digits before a line's end nor those with what stands beyond are a whole number.
    @Test(arguments: [(1, 1), (5, 1), (1, 5)])
    func aNumberThatGoesOnBeyondItsLineIsNotDecided(_ cut: Int, _ whole: Int) {
        var fuser = NumberFuser(options: .summing)
        for _ in 0..<6 {
            fuser.add(cutOff(), times: cut)
            fuser.add(beyond, times: whole)
            #expect(!fuser.isDecided)
        }
    }

    @Test func aNumberIsDecidedOnceSomeFrameHasAllOfItOnItsLine() throws {
        var fuser = NumberFuser(options: .summing)
        fuser.add(cutOff(), times: 2)
        fuser.add(beyond, times: 5)
        #expect(!fuser.isDecided)
        fuser.add(Readings.reading(long), weight: 1)
        #expect(fuser.isDecided)
        #expect(try #require(fuser.verdict).number == PAN(digits: long))
    }

    @Test(arguments: Array(Reading.lengths))
    func decidesNumbersOfEveryLength(_ count: Int) throws {
        let digits = (0..<count).map { UInt8(($0 + 4) % 10) }
        var fuser = NumberFuser(options: .summing)
        fuser.add(Readings.reading(digits), times: 5)
        #expect(fuser.isDecided)
        #expect(try #require(fuser.verdict).number == PAN(digits: digits))
    }
}
