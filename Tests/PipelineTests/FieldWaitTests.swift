import CardNumber
import Events
import Inference
import Locate
import Read
import Testing

@testable import Pipeline

/// A result waits for expiry and holder: until they are known, the time is over or the card leaves. It goes out once.
@Suite struct FieldWaitTests {
    private static let models = Result { try Models() }

    /// Frames 50 ms apart, each as the events show it: `result`, `removed`, ...
    private struct Stream {
        var recognizer: Recognizer
        var frames = 0
        var events: [CardEvent] = []

        init(wait: Duration = .seconds(1), today: String? = nil) throws {
            var options = RecognizerOptions()
            options.wantsPicture = false
            options.fieldWait = wait
            options.today = { today.flatMap { CalendarDate($0) } }
            recognizer = Recognizer(models: try FieldWaitTests.models.get(), options: options)
        }

        /// Shows frames; without digits, frames without a card.
        mutating func show(
            _ count: Int, _ digits: [UInt8]?, _ texts: [CardField: String] = [:], sure p: Double = 0.999,
            sought: [CardField] = CardField.allCases
        ) throws {
            for _ in 0..<count {
                let fields = texts.reduce(into: [:]) { $0[$1.key] = Examinations.text($1.value, of: $1.key) }
                var card = digits.map { Examinations.card($0, sure: p, picture: UInt64(frames), fields: fields) }
                card?.sought = sought
                let frame = try Examinations.frame(frames, at: .milliseconds(50 * frames), width: 8, height: 8)
                var times = StageTimes(clock: nil)
                events += recognizer.take(card, of: frame, &times)
                frames += 1
            }
        }

        /// Shows frames whose dates are never the same.
        mutating func showUnsure(_ count: Int, _ digits: [UInt8] = Examinations.valid) throws {
            for _ in 0..<count { try show(1, digits, [.expiry: "0\(frames % 9 + 1)/3\(frames % 10)"]) }
        }

        mutating func finish() {
            events += recognizer.finish(at: Moment(time: .milliseconds(50 * frames), frame: frames))
        }

        var results: [CardResult] { events.compactMap { if case .result(let result) = $0 { result } else { nil } } }
        var removals: Int { events.count { if case .removed = $0 { true } else { false } } }
        /// Whether the removals follow the results, one by one.
        var order: [String] {
            events.compactMap {
                switch $0 {
                case .result: "result"
                case .removed: "removed"
                case .unread: "unread"
                default: nil
                }
            }
        }
    }

    private static let texts: [CardField: String] = [.expiry: "07/28", .holder: "ANN LEE"]

    /// The frame in which a number that is shown from the first one on is decided.
    private static func decision() throws -> Int {
        var stream = try Stream(wait: .zero)
        try stream.show(10, Examinations.valid)
        return try #require(stream.results.first?.at.frame)
    }

    @Test func fieldsThatAreKnownAreNotWaitedFor() throws {
        var stream = try Stream()
        try stream.show(10, Examinations.valid, Self.texts)
        let result = try #require(stream.results.first)
        #expect(result.at.frame == (try Self.decision()))
        #expect(result.card.expiry?.text == "07/28")
        #expect(result.card.expiry?.month == 7 && result.card.expiry?.year == 2028)
        #expect(result.card.expiry?.expired == nil)
        #expect(result.card.holder?.text == "ANN LEE")
        #expect(result.card.warnings.isEmpty)
    }

    @Test func lateFieldsHoldTheResultBack() throws {
        var stream = try Stream()
        let decision = try Self.decision()
        // Seen from the start, but not read the same way twice.
        try stream.showUnsure(decision + 4)
        #expect(stream.results.isEmpty)
        try stream.show(9, Examinations.valid, Self.texts)
        let result = try #require(stream.results.first)
        #expect(result.card.expiry?.text == "07/28")
        let frame = try #require(result.at.frame)
        #expect(frame > decision + 4)
        // What the number rests on does not grow while it waits.
        #expect(result.framesUsed == decision + 1)
        #expect(result.bestFrame <= decision)
        #expect(result.firstFrame == 0)
    }

    @Test(arguments: [0, 400, 1000])
    func theWaitIsOverInTime(milliseconds: Int) throws {
        var stream = try Stream(wait: .milliseconds(milliseconds))
        try stream.showUnsure(60)
        #expect(stream.order == ["result"])
        let result = try #require(stream.results.first)
        #expect(result.at.frame == (try Self.decision()) + milliseconds / 50)
        #expect(result.card.expiry == nil)
        #expect(result.card.holder == nil)
    }

    @Test func withoutAWaitWhatIsThereGoesOut() throws {
        var stream = try Stream(wait: .zero)
        try stream.show(10, Examinations.valid, [.holder: "ANN LEE"])
        let result = try #require(stream.results.first)
        #expect(result.at.frame == (try Self.decision()))
        #expect(result.card.holder?.text == "ANN LEE" && result.card.expiry == nil)
    }

    @Test func aCardWithoutFieldsIsNotWaitedFor() throws {
        var stream = try Stream()
        try stream.show(10, Examinations.valid)
        let frame = try #require(stream.results.first?.at.frame)
        #expect(frame <= max(4, try Self.decision()))
    }

    /// Before the number is known a frame is asked for one field alone.
    @Test func framesThatDidNotLookForAFieldDoNotTellThatItIsMissing() throws {
        var stream = try Stream()
        try stream.show(try Self.decision() + 1, Examinations.valid, sought: [])
        #expect(stream.results.isEmpty)
        try stream.show(6, Examinations.valid, Self.texts)
        let card = try #require(stream.results.first?.card)
        #expect(card.holder?.text == "ANN LEE" && card.expiry?.text == "07/28")
    }

    @Test func aCardThatLeavesMeanwhileIsToldAndRemoved() throws {
        var stream = try Stream(wait: .seconds(20))
        try stream.showUnsure(try Self.decision() + 1)
        #expect(stream.order.isEmpty)
        try stream.show(40, nil)
        #expect(stream.order == ["result", "removed"])
    }

    @Test func anotherCardThatTakesItsPlaceEndsTheWait() throws {
        var stream = try Stream(wait: .seconds(20))
        try stream.showUnsure(try Self.decision() + 1)
        try stream.show(20, Examinations.other, [.expiry: "07/28", .holder: "ANN LEE"])
        try stream.show(40, nil)
        #expect(stream.order == ["result", "removed", "result", "removed"])
        let results = stream.results
        #expect(results.map(\.card.number) == [Examinations.valid, Examinations.other].map { PAN(digits: $0) })
        #expect(results.first?.card.holder == nil, "nothing crosses from one card to the next")
        #expect(results.last?.card.holder?.text == "ANN LEE")
        #expect(results.map(\.id) == [1, 2])
    }

    /// The first frames are blurred and misread two digits alike; sharp ones follow before the result went out.
    @Test func aNumberThatLaterFramesContradictIsNotTold() throws {
        var misread = Examinations.valid
        (misread[11], misread[13]) = (8, 6)
        #expect(Luhn.isValid(try #require(PAN(digits: misread))))
        var stream = try Stream(wait: .seconds(20))
        try stream.showUnsure(try Self.decision() + 1, misread)
        #expect(stream.results.isEmpty)
        try stream.show(12, Examinations.valid, Self.texts)
        stream.finish()
        #expect(stream.results.map(\.card.number) == [PAN(digits: Examinations.valid)])
    }

    @Test func whatStandsBesideAnotherNumberIsNotTaken() throws {
        var stream = try Stream(wait: .seconds(20))
        try stream.showUnsure(try Self.decision() + 1)
        // Not sure enough to be taken for another card.
        try stream.show(6, Examinations.other, [.expiry: "07/28"], sure: 0.9)
        stream.finish()
        #expect(stream.order == ["result"])
        #expect(try #require(stream.results.first).card.expiry == nil)
    }

    @Test func theEndOfTheStreamEndsTheWait() throws {
        var stream = try Stream(wait: .seconds(20))
        try stream.showUnsure(try Self.decision() + 1)
        #expect(stream.order.isEmpty)
        stream.finish()
        #expect(stream.order == ["result"])
        stream.finish()
        #expect(stream.order == ["result"])
    }

    @Test func theSameCardAgainIsNotToldAgain() throws {
        var stream = try Stream()
        for _ in 0..<2 {
            try stream.show(12, Examinations.valid, Self.texts)
            try stream.show(20, nil)
        }
        #expect(stream.order == ["result", "removed"])
    }

    @Test(arguments: [("2028-07-31", false), ("2028-08-01", true), ("2027-12-31", false), ("2029-01-01", true)])
    func theDayTellsWhatHasExpired(_ day: String, expired: Bool) throws {
        var stream = try Stream(today: day)
        try stream.show(10, Examinations.valid, Self.texts)
        let card = try #require(stream.results.first?.card)
        #expect(card.expiry?.expired == expired)
        #expect(card.warnings == (expired ? [.invalidDate] : []))
    }

    @Test func aTextThatIsNoDateIsToldWithAWarning() throws {
        var stream = try Stream(today: "2026-01-15")
        try stream.show(10, Examinations.valid, [.expiry: "88/88", .holder: "ANN LEE"])
        let card = try #require(stream.results.first?.card)
        #expect(card.expiry?.text == "88/88")
        #expect(card.expiry?.month == nil && card.expiry?.year == nil && card.expiry?.expired == nil)
        #expect(card.warnings == [.invalidDate])
    }
}
