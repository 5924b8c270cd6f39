import CardNumber
import Checks
import Events
import Frames
import Locate
import Read
import Testing

@testable import Pipeline

/// What frames show to be wrong is voted over the presentation, and told with its result.
@Suite struct WarningTests {
    private static let models = Result { try Models() }

    /// The events of a card whose frames show these findings, 50 ms apart, until it is gone.
    private func events(_ frames: [Set<Check>], digits: [UInt8]? = Examinations.valid) throws -> [CardEvent] {
        var options = RecognizerOptions()
        (options.wantsPicture, options.fieldWait) = (false, .zero)
        var recognizer = Recognizer(models: try Self.models.get(), options: options)
        var events: [CardEvent] = []
        for index in 0..<frames.count + 30 {
            var card: Examination?
            if index < frames.count {
                card = Examinations.card(digits, picture: UInt64(index))
                card?.checks = CheckScores(Check.allCases.map { frames[index].contains($0) ? 1 : -1 })
            }
            var times = StageTimes(clock: nil)
            let frame = try Examinations.frame(index, at: .milliseconds(50 * index), width: 8, height: 8)
            events += recognizer.take(card, of: frame, &times)
        }
        return events
    }

    private func card(_ frames: [Set<Check>]) throws -> CardReading {
        let results = try events(frames).compactMap { if case .result(let result) = $0 { result.card } else { nil } }
        return try #require(results.first)
    }

    @Test(arguments: [
        (Check.border, CardWarning.cornerExceed), (.glare, .reflectLight), (.copy, .copyCard), (.reshoot, .reshootCard),
    ])
    func whatMostFramesShowIsWarnedOf(check: Check, warning: CardWarning) throws {
        #expect(try card(Array(repeating: [check], count: 12)).warnings == [warning])
        #expect(try card([[check]] + Array(repeating: [], count: 11)).warnings.isEmpty)
    }

    @Test func aDigitalPictureIsNoCardOfPlastic() throws {
        #expect(try card(Array(repeating: [.screenshot], count: 12)).category == .screenshot)
        #expect(try card(Array(repeating: [], count: 12)).category == .card)
    }

    @Test func whatIsNoCardIsNotComplainedOf() throws {
        func unread(_ findings: Set<Check>) throws -> Int {
            try events(Array(repeating: findings, count: 12), digits: nil)
                .count { if case .unread = $0 { true } else { false } }
        }
        #expect(try unread([]) == 1)
        #expect(try unread([.other]) == 0)
    }

    @Test func fewFramesAreChecked() throws {
        var presentation = Presentation(frame: try Examinations.frame(0, at: .zero), options: RecognizerOptions())
        var checked: [Int] = []
        for index in 0..<200 {
            var card = Examinations.card(nil, picture: UInt64(index))
            if presentation.wantsChecks {
                checked.append(index)
                card.checks = CheckScores(Check.allCases.map { _ in -1 })
            }
            presentation.add(card, try Examinations.frame(index, at: .zero))
        }
        #expect(checked == [0, 1, 2] + (1...9).map { $0 * 4 })
        presentation.outcome = .repeated(number: try #require(.init(digits: Examinations.valid)))
        #expect(!presentation.wantsChecks)
    }

    /// The rows of fields are told as parts of the card, whatever the frame.
    @Test func rowsStandOnTheCard() throws {
        let card = CardQuad(Point(300, 300), Point(100, 300), Point(100, 180), Point(300, 180))
        var examination = Examinations.card(at: card)
        #expect(examination.place(of: .expiry) == nil)
        let row = CardQuad(Point(200, 240), Point(150, 240), Point(150, 210), Point(200, 210))
        examination.sighting.fields[.expiry] = [TextLine(quad: row, aspect: 2, score: 1)]
        let place = try #require(examination.place(of: .expiry))
        for (a, b) in zip(place.corners, CardQuad(x: 0.5, y: 0.5, width: 0.25, height: 0.25).corners) {
            #expect((a - b).length < 1e-4)
        }
        // Where several rows are seen, the one that was read counts.
        let text = Examinations.text("07/28", of: .expiry)
        let below = CardQuad(Point(200, 200), Point(150, 200), Point(150, 190), Point(200, 190))
        examination.fields[.expiry] = FieldReading(
            .expiry, line: TextLine(quad: below, aspect: 5, score: 0.7), text: text)
        #expect(examination.place(of: .expiry)?.topLeft.y ?? 0 > 0.8)
    }
}
