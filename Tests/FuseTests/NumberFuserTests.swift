import CardNumber
import Fuse
import Read
import TestSupport
import Testing

/// When the evidence of several frames is enough, and for which number.
@Suite struct NumberFuserTests {
    private let digits: [UInt8] = [4, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9]

    /// The number of readings after which a fuser decides; `nil` if it never does.
    private func readingsToDecision(_ reading: Reading, weight: Double = 1, errorRate: Double = 1e-4) -> Int? {
        var options = NumberFuser.Options.summing
        options.errorRate = errorRate
        var fuser = NumberFuser(options: options)
        for count in 1...60 {
            fuser.add(reading, weight: weight)
            if fuser.isDecided { return count }
        }
        return nil
    }

    @Test func saysNothingBeforeTheFirstReading() {
        let fuser = NumberFuser()
        #expect(fuser.verdict == nil)
        #expect(!fuser.isDecided)
        #expect(fuser.readings == 0)
    }

    @Test func decidesAtTheThirdReadingThatAgrees() {
        // One sure digit of ten is worth 491 to 1 at a doubt of 0.02: of 16 digits, two such readings leave
        // 16 * 9 / 491^2 = 6e-4 of doubt, three leave 1e-6.
        #expect(readingsToDecision(Readings.reading(digits, sure: 1)) == 3)
    }

    /// Relief over art is misread alike in all frames, and never clearly.
    @Test func doubtfulFramesAloneDecideNothing() {
        var fuser = NumberFuser()
        fuser.add(Readings.reading(digits, sure: 0.98), times: 20)
        #expect(!fuser.isDecided)
        fuser.add(Readings.reading(digits, sure: 0.999), weight: 1)
        #expect(fuser.isDecided)
    }

    /// Foil so worn that no frame is sure of the whole errs alike in each, however clear this digit here and that one there.
    @Test func someFrameMustHaveReadAllOfIt() {
        var (fuser, inParts) = (NumberFuser(), NumberFuser(options: .inParts))
        for hidden in [0..<8, 8..<16] {
            var reading = Readings.reading(digits, sure: 0.999)
            for place in hidden { reading.hypotheses[0].places[place] = Readings.odds(digits[place], 0.95) }
            fuser.add(reading, times: 8)
            inParts.add(reading, times: 8)
        }
        #expect(!fuser.isDecided && inParts.isDecided)
        fuser.add(Readings.reading(digits, sure: 0.99), weight: 1)
        #expect(fuser.isDecided)
    }

    /// Where no network has such a number, a first digit was misread more likely, and that in each frame alike.
    @Test func whatIsUnlikelyMustBeReadTheMoreClearly() {
        var fuser = NumberFuser()
        fuser.add(Readings.reading(digits, sure: 0.995), times: 8)
        #expect(fuser.isDecided(prior: 1) && !fuser.isDecided(prior: 0.02))
        fuser.add(Readings.reading(digits, sure: 0.9999), weight: 1)
        #expect(fuser.isDecided(prior: 0.02))
    }

    /// Glare that moves leaves each digit clear in some frame, if not all of them in one.
    @Test func eachDigitMayBeClearInAFrameOfItsOwn() {
        var fuser = NumberFuser(options: .inParts)
        for hidden in [0..<8, 8..<16] {
            var reading = Readings.reading(digits, sure: 0.999)
            for place in hidden { reading.hypotheses[0].places[place] = Readings.odds(digits[place], 0.9) }
            #expect(!fuser.isDecided)
            fuser.add(reading, times: 8)
        }
        #expect(fuser.isDecided)
        #expect(fuser.verdict?.number == PAN(digits: digits))
    }

    /// What a frame shows of other digits does not vouch for the one that it reads otherwise.
    @Test func aClearFrameOfAnotherNumberDoesNotCount() {
        var fuser = NumberFuser()
        fuser.add(Readings.reading(digits, sure: 0.8), times: 20)
        fuser.add(Readings.reading(digits.dropLast() + [0], sure: 0.999), weight: 1)
        #expect(fuser.verdict.map { $0.number.digits } == digits)
        #expect(!fuser.isDecided)
    }

    /// One wrong number in ten passes, so that it is a tenth as likely to be wrong.
    @Test func aNumberThatPassesTheLuhnCheckIsTheSurer() throws {
        func doubt(valid: Bool) throws -> Double {
            var random = SeededGenerator(seed: 5)
            var fuser = NumberFuser()
            fuser.add(Readings.reading(Readings.number(valid: valid, &random), sure: 0.95), times: 2)
            let confidence = try #require(fuser.verdict).confidence
            return (1 - confidence) / confidence
        }
        #expect(abs(try doubt(valid: true) / doubt(valid: false) - 0.1) < 1e-6)
    }

    @Test func oneFrameCanSayOnlySoMuchOfADigit() throws {
        var fuser = NumberFuser()
        fuser.add(Readings.reading(digits, sure: 1), weight: 1)
        for place in try #require(fuser.verdict).places { #expect(abs(place.probability - 0.982) < 1e-3) }
    }

    @Test func lessSureReadingsTakeLonger() throws {
        let counts = try [0.999, 0.95, 0.8, 0.6].map {
            try #require(readingsToDecision(Readings.reading(digits, sure: $0)))
        }
        #expect(counts == counts.sorted())
        #expect(counts[0] < counts[3])
    }

    @Test func poorFramesTakeLonger() throws {
        let good = try #require(readingsToDecision(Readings.reading(digits)))
        let poor = try #require(readingsToDecision(Readings.reading(digits), weight: 0.4))
        #expect(poor >= 2 * good)
    }

    @Test(arguments: [1e-4, 0.01, 0.1, 0.5])
    func neverDecidesOnOneFrame(errorRate: Double) {
        var options = NumberFuser.Options()
        options.errorRate = errorRate
        var fuser = NumberFuser(options: options)
        fuser.add(Readings.reading(digits, sure: 1), weight: 1)
        #expect(!fuser.isDecided)
        #expect(fuser.verdict?.number == PAN(digits: digits))
    }

    @Test func neverDecidesOnReadingsWithoutWeight() {
        var fuser = NumberFuser()
        for _ in 0..<50 { fuser.add(Readings.reading(digits, sure: 1), weight: 0) }
        #expect(fuser.readings == 0)
        #expect(fuser.verdict == nil)
    }

    @Test func neverDecidesWhereReadingsConflict() {
        var other = digits
        other[7] = 9
        var fuser = NumberFuser(options: .summing)
        for _ in 0..<25 {
            fuser.add(Readings.reading(digits), weight: 1)
            fuser.add(Readings.reading(other), weight: 1)
            #expect(!fuser.isDecided)
        }
        let place = fuser.verdict?.places[7].probability ?? 1
        #expect(abs(place - 0.5) < 0.01, "doubt at one place must stay, not go away with more frames")
    }

    @Test func oneBadFrameIsOutvotedButCosts() throws {
        var wrong = digits
        wrong[3] = 8
        var fuser = NumberFuser(options: .summing)
        fuser.add(Readings.reading(wrong, sure: 0.97), weight: 1)
        fuser.add(Readings.reading(digits), times: 2)
        #expect(!fuser.isDecided)
        fuser.add(Readings.reading(digits), times: 2)
        #expect(fuser.isDecided)
        let verdict = try #require(fuser.verdict)
        #expect(verdict.number == PAN(digits: digits))
        #expect(verdict.places[3].frames == 4)
        #expect(verdict.places[4].frames == 5)
    }

    @Test func anEmptyReadingIsNoEvidence() {
        var fuser = NumberFuser()
        fuser.add(Reading(hypotheses: []), weight: 1)
        #expect(fuser.readings == 0)
        #expect(fuser.verdict == nil)
    }

    @Test func placesAreMeansOverTheFrames() throws {
        var fuser = NumberFuser()
        var shifted = Readings.reading(digits)
        shifted.hypotheses[0].centers = shifted.hypotheses[0].centers.map { $0 + 0.02 }
        fuser.add(Readings.reading(digits), weight: 1)
        fuser.add(shifted, weight: 0.5)
        let centers = try #require(fuser.verdict).centers
        for (place, center) in centers.enumerated() {
            let expected = (Double(place) + 0.5) / 16 + 0.02 / 3
            #expect(abs(center - expected) < 1e-9)
        }
    }
}
