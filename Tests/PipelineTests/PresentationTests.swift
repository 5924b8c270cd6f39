import Events
import Frames
import Fuse
import Locate
import Read
import Testing

@testable import Pipeline

/// One card before the camera: what it stands for, when another takes its place, and why it was not read.
@Suite struct PresentationTests {
    /// A card that shows the same in every frame.
    private static func presentation(_ examinations: [Examination]) throws -> Presentation {
        var card = Presentation(
            frame: try Examinations.frame(0, at: .zero, width: 8, height: 8), options: RecognizerOptions())
        for (index, examination) in examinations.enumerated() {
            let frame = try Examinations.frame(index, at: .milliseconds(33 * index), width: 8, height: 8)
            card.add(examination, frame)
        }
        return card
    }

    private static func readings(_ digits: [UInt8], _ count: Int, sure p: Double = 0.999) -> [Examination] {
        (0..<count).map { Examinations.card(digits, sure: p, picture: UInt64($0)) }
    }

    @Test func rememberItsFirstAndLastFrame() throws {
        let card = try Self.presentation(Self.readings(Examinations.valid, 3))
        #expect(card.firstFrame == 0 && card.firstTime == .zero)
        #expect(card.lastSeen == .milliseconds(66))
        #expect(card.fuser.readings == 3)
    }

    @Test func theBestFrameIsTheSharpest() throws {
        let card = try Self.presentation([0.4, 0.8, 0.6].map { Examinations.card(Examinations.valid, sharpness: $0) })
        #expect(try #require(card.best).frame.sequence == 1)
    }

    /// In another frame a name may have been taken for the number, and the crop would hide the name.
    @Test func theBestFrameShowsTheNumberReadWhereOneDoes() throws {
        let sharp = Examinations.card(Examinations.valid, sure: 0.6, sharpness: 0.8)
        let read = Examinations.card(Examinations.valid, sharpness: 0.4)
        for (shown, best) in [([sharp, read], 1), ([read, sharp], 0), ([sharp, sharp], 0)] {
            #expect(try #require(try Self.presentation(shown).best).frame.sequence == best)
        }
    }

    @Test func identicalPicturesAddLittle() throws {
        let one = Examinations.card(Examinations.valid, picture: 1)
        #expect(!(try Self.presentation([one, one, one, one])).fuser.isDecided)
        #expect(try Self.presentation(Self.readings(Examinations.valid, 4)).fuser.isDecided)
    }

    @Test func aLineIsKnownOnlyOnceItsNumberIsDecidedAndIsReadNowAndThenAllTheSame() throws {
        let readings = Self.readings(Examinations.valid, 4)
        var card = try Self.presentation(readings)
        func knows(_ sequence: Int) throws -> Bool {
            let frame = try Examinations.frame(sequence, at: .milliseconds(33 * sequence), width: 8, height: 8)
            return card.knows(readings[0].fingerprint, in: frame)
        }
        #expect(try (5...9).allSatisfy { try !knows($0) })
        card.outcome = .result(id: 1, number: try #require(card.fuser.verdict).number)
        #expect(try (5...9).map(knows) == [false, true, true, true, true])
    }

    @Test func afterAResultAGlanceSufficesUntilItShowsAnotherNumber() throws {
        var card = try Self.presentation(Self.readings(Examinations.valid, 4))
        card.outcome = .result(id: 1, number: try #require(card.fuser.verdict).number)
        let unlike = Examinations.card(Examinations.valid, picture: 99).fingerprint
        func knows() throws -> Bool {
            card.knows(unlike, in: try Examinations.frame(6, at: .milliseconds(200), width: 8, height: 8))
        }
        #expect(try knows(), "the line looks otherwise, but the result is out")
        _ = card.isTakenOver(by: Examinations.reading(Examinations.other))
        #expect(try !knows(), "another card may lie there")
    }

    @Test func untilTheNumberIsDecidedOneFieldIsReadAtATime() throws {
        var card = try Self.presentation(Self.readings(Examinations.valid, 2))
        func read(_ sequence: Int) throws -> [CardField] {
            card.fieldsToRead(in: try Examinations.frame(sequence, at: .zero, width: 8, height: 8))
        }
        let inTurn = try (0..<4).map(read)
        #expect(inTurn.allSatisfy { $0.count == 1 } && Set(inTurn.flatMap(\.self)).count == 2)
        card.decide(try #require(card.fuser.verdict), at: .zero, timings: [])
        #expect(try read(4).count == 2)
    }

    /// Whether each of these readings makes a card that shows `digits` give way.
    private static func takeovers(of digits: [UInt8]?, by readings: [Reading?]) throws -> [Bool] {
        var card = try presentation(digits.map { Self.readings($0, 4) } ?? [Examinations.card()])
        return readings.map { card.isTakenOver(by: $0) }
    }

    @Test func anotherCardTakesOverAfterThreeReadingsInARow() throws {
        let same = Examinations.reading(Examinations.valid)
        let stranger = Examinations.reading(Examinations.other)
        let inARow = try Self.takeovers(of: Examinations.valid, by: [stranger, stranger, stranger])
        #expect(inARow == [false, false, true])
        let interrupted = [stranger, stranger, same, stranger, stranger]
        #expect(!(try Self.takeovers(of: Examinations.valid, by: interrupted)).contains(true))
    }

    @Test func glareThatPassesOverTheDigitsIsNoOtherCard() throws {
        let strange = [12, 13, 14, 15, 16].map { Examinations.reading(Array(Examinations.other.prefix($0))) }
        #expect(!(try Self.takeovers(of: Examinations.valid, by: strange)).contains(true))
    }

    @Test func aLineCutOffAtItsStartIsNoOtherCard() throws {
        let cut = Examinations.reading(Array(Examinations.valid.dropFirst()))
        #expect(!(try Self.takeovers(of: Examinations.valid, by: [cut, cut, cut, cut])).contains(true))
    }

    @Test func aMisreadingIsNoOtherCard() throws {
        var misread = Examinations.valid
        for place in [6, 9, 12] { misread[place] = (misread[place] + 1) % 10 }
        let readings = [Examinations.reading(misread), Examinations.reading(Examinations.other, sure: 0.9), nil]
        for reading in readings {
            let answers = try Self.takeovers(of: Examinations.valid, by: [reading, reading, reading, reading])
            #expect(answers == [false, false, false, false])
        }
    }

    @Test func aCardWithoutANumberYetIsTakenOverByNone() throws {
        let stranger = Examinations.reading(Examinations.other)
        #expect(try Self.takeovers(of: nil, by: [stranger, stranger, stranger]) == [false, false, false])
    }

    @Test func whatFlickersWithoutANumberIsNoCard() throws {
        var flicker = try Self.presentation([Examinations.card()])
        for sequence in 1...6 {
            flicker.miss()
            flicker.add(Examinations.card(), try Examinations.frame(sequence, at: .milliseconds(40 * sequence)))
        }
        #expect(flicker.reasonUnread == nil)
        #expect(try Self.presentation(Array(repeating: Examinations.card(), count: 4)).reasonUnread == .noNumber)
    }

    @Test func aSureNumberThatFailsTheCheckIsToldAsSuch() throws {
        #expect(try Self.presentation(Self.readings(Examinations.invalid, 4)).reasonUnread == .notLuhnValid)
    }

    @Test func readingsThatDoNotAgreeAreUnstable() throws {
        let conflict = Self.readings(Examinations.valid, 3) + Self.readings(Examinations.invalid, 3)
        #expect(try Self.presentation(conflict).reasonUnread == .unstable)
        #expect(try Self.presentation(Self.readings(Examinations.valid, 1, sure: 0.6)).reasonUnread == .unstable)
    }

    @Test(arguments: [
        (Examinations.card(), Unread.Reason.noNumber), (Examinations.card(sharpness: 0), .blurred),
        (Examinations.card(brightness: 5), .blurred), (Examinations.card(glare: 0.7), .glare),
        (Examinations.card(brightness: 250), .glare),
        (Examinations.card(at: .init(x: 0, y: 0, width: 100, height: 63)), .tooFar),
    ])
    func aCardThatWasNeverReadSaysWhy(_ examination: Examination, reason: Unread.Reason) throws {
        #expect(try Self.presentation([examination, examination]).reasonUnread == nil, "two frames are a passer-by")
        #expect(try Self.presentation([examination, examination, examination]).reasonUnread == reason)
    }

    @Test func aFaultInFewFramesIsNotTheReason() throws {
        let frames = [Examinations.card(sharpness: 0)] + (0..<3).map { _ in Examinations.card() }
        #expect(try Self.presentation(frames).reasonUnread == .noNumber)
    }
}
