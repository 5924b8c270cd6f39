import CardNumber
import Events
import Frames
import Fuse
import Locate
import Testing

@testable import Pipeline

/// Hints for the person: the right one, and never a flicker.
@Suite struct GuideTests {
    private static func hint(_ examination: Examination?, of card: Presentation? = nil) throws -> Guidance.Hint? {
        var guide = Guide()
        return guide.hint(for: examination, of: card, in: try Examinations.frame(0, at: .zero))?.hint
    }

    private static func presentation() throws -> Presentation {
        Presentation(frame: try Examinations.frame(0, at: .zero), options: RecognizerOptions())
    }

    @Test(arguments: [
        (Examinations.card(), Guidance.Hint.reading), (Examinations.card(sharpness: 0.2), .holdStill),
        (Examinations.card(brightness: 20), .tooDark), (Examinations.card(brightness: 240), .tooBright),
        (Examinations.card(glare: 0.3), .glare),
        (Examinations.card(at: CardQuad(x: 200, y: 200, width: 200, height: 126)), .moveCloser),
        (Examinations.card(at: CardQuad(x: -40, y: 100, width: 400, height: 252)), .showWholeCard),
        (Examinations.card(at: CardQuad(x: 200, y: 260, width: 400, height: 252)), .showWholeCard),
        (Examinations.card(at: CardQuad(x: -60, y: 20, width: 760, height: 440)), .moveBack),
        (Examinations.card(at: CardQuad(x: 60, y: -20, width: 520, height: 520), sharpness: 0.2), .moveBack),
        (Examinations.card(at: CardQuad(x: 100, y: 200, width: 400, height: 130)), .tiltLess),
        (Examinations.card(at: CardQuad(x: 200, y: 50, width: 340, height: 384)), .tiltLess),
        (Examinations.card(at: CardQuad(x: 100, y: 150, width: 400, height: 180)), .reading),
        (Examinations.card(at: CardQuad(x: 200, y: 40, width: 252, height: 400)), .reading),
    ])
    func namesWhatHindersMost(_ examination: Examination, hint: Guidance.Hint) throws {
        #expect(try Self.hint(examination) == hint)
    }

    @Test func asksForACardWhereThereIsNone() throws { #expect(try Self.hint(nil) == .noCard) }

    @Test func aFewPixelsOutsideAreNotCutOff() throws {
        let quad = CardQuad(x: -12, y: 100, width: 400, height: 252)
        #expect(try Self.hint(Examinations.card(at: quad)) == .reading)
    }

    @Test(arguments: [true, false])
    func aCardThatIsReadMayBeTakenAway(isRepeated: Bool) throws {
        var card = try Self.presentation()
        let number = try #require(PAN(digits: Examinations.valid))
        card.outcome = isRepeated ? .repeated(number: number) : .result(id: 1, number: number)
        #expect(try Self.hint(Examinations.card(sharpness: 0.2), of: card) == .removeCard)
    }

    @Test func aCardWithoutANumberIsTurnedOver() throws {
        var guide = Guide()
        var hints: [Guidance.Hint] = []
        for index in 0..<30 {
            let frame = try Examinations.frame(index, at: .milliseconds(100 * index))
            if let hint = guide.hint(for: Examinations.card(), of: try Self.presentation(), in: frame) {
                hints.append(hint.hint)
            }
        }
        #expect(hints == [.reading, .turnOver])
        var card = try Self.presentation()
        card.add(Examinations.card(Examinations.valid), try Examinations.frame(0, at: .zero))
        var patient = Guide()
        for index in 0..<30 {
            let frame = try Examinations.frame(index, at: .milliseconds(100 * index))
            #expect(patient.hint(for: Examinations.card(), of: card, in: frame)?.hint != .turnOver, "it has a number")
        }
    }

    @Test func whatFlickersIsNotShown() throws {
        var guide = Guide()
        var hints: [Guidance.Hint] = []
        for index in 0..<60 {
            let examination = Examinations.card(Examinations.valid, glare: index % 10 == 7 ? 0.3 : 0)
            let frame = try Examinations.frame(index, at: .milliseconds(100 * index))
            if let hint = guide.hint(for: examination, of: nil, in: frame) { hints.append(hint.hint) }
        }
        #expect(hints == [.reading])
        let glare = try (60..<64).compactMap { index in
            let frame = try Examinations.frame(index, at: .milliseconds(100 * index))
            return guide.hint(for: Examinations.card(glare: 0.3), of: nil, in: frame)?.hint
        }
        #expect(glare == [.glare], "and what stays is shown once")
    }

    @Test func aMovingCardMustBeHeldStill() throws {
        var guide = Guide()
        var quad = Examinations.place
        _ = guide.hint(for: Examinations.card(at: quad), of: nil, in: try Examinations.frame(0, at: .zero))
        var hints: [Guidance.Hint] = []
        for index in 1...3 {
            quad = quad.mapped { Point($0.x + 40, $0.y) }
            let frame = try Examinations.frame(index, at: .milliseconds(500 + 100 * index))
            if let hint = guide.hint(for: Examinations.card(at: quad), of: nil, in: frame) { hints.append(hint.hint) }
        }
        #expect(hints == [.holdStill])
    }

    @Test func saysNothingTwice() throws {
        var guide = Guide()
        for index in 0..<5 {
            let frame = try Examinations.frame(index, at: .seconds(index))
            let hint = guide.hint(for: Examinations.card(Examinations.valid), of: nil, in: frame)
            #expect((hint == nil) == (index > 0))
        }
    }

    @Test func changesAtMostTwiceASecond() throws {
        var guide = Guide()
        var times: [Duration] = []
        for index in 0..<120 {
            let time = Duration.milliseconds(33 * index)
            let examination = (index / 8).isMultiple(of: 2) ? Examinations.card() : Examinations.card(glare: 0.3)
            let frame = try Examinations.frame(index, at: time)
            if guide.hint(for: examination, of: nil, in: frame) != nil { times.append(time) }
        }
        #expect(times.count >= 4)
        for (a, b) in zip(times, times.dropFirst()) { #expect(b - a >= .milliseconds(500)) }
    }

    @Test func aCardMissedInOneFrameChangesNothing() throws {
        var guide = Guide()
        let card = try Self.presentation()
        _ = guide.hint(for: Examinations.card(), of: card, in: try Examinations.frame(0, at: .zero))
        let missed = guide.hint(for: nil, of: card, in: try Examinations.frame(1, at: .seconds(1)))
        #expect(missed == nil)
        _ = guide.hint(for: nil, of: nil, in: try Examinations.frame(2, at: .seconds(2)))
        let gone = guide.hint(for: nil, of: nil, in: try Examinations.frame(3, at: .seconds(3)))
        #expect(gone?.hint == .noCard)
        #expect(gone?.quality == nil)
    }
}
