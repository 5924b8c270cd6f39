import CardNumber
import Events
import Inference
import Testing

@testable import Pipeline

/// The vote on a number, as the reports of single frames tell it.
@Suite struct VoteTests {
    private static let models = Result { try Models() }

    /// The reports of frames that show a card, or none where there are no digits.
    private func reports(_ shown: [[UInt8]?], reporting: Bool = true) throws -> [FrameReport] {
        var options = RecognizerOptions()
        (options.reportsFrames, options.wantsPicture) = (reporting, false)
        var recognizer = Recognizer(models: try Self.models.get(), options: options)
        return try shown.indices.flatMap { index in
            let card = shown[index].map { Examinations.card($0, picture: UInt64(index)) }
            let frame = try Examinations.frame(index, at: .milliseconds(100 * index), width: 8, height: 8)
            var times = StageTimes(clock: nil)
            return recognizer.take(card, of: frame, &times).compactMap { event in
                if case .frame(let report) = event { report } else { nil }
            }
        }
    }

    @Test func growsFrameByFrameUntilItIsDecided() throws {
        let reports = try reports([nil] + Array(repeating: Examinations.valid, count: 6))
        #expect(reports.map(\.firstFrame) == [nil, 1, 1, 1, 1, 1, 1])
        let votes = reports.compactMap(\.vote)
        #expect(votes.count == 6)
        #expect(votes.allSatisfy { $0.number.digits == Examinations.valid && $0.digits.count == 16 })
        #expect(votes.map(\.frames).prefix(2) == [1, 2])
        #expect(votes[0].confidence < votes[1].confidence)
        let decided = try #require(votes.firstIndex { $0.isDecided })
        #expect(decided > 0)
        // What follows is no longer part of it.
        #expect(votes.suffix(from: decided).allSatisfy { $0.isDecided && $0.frames == votes[decided].frames })
    }

    @Test func anotherCardBeginsAnotherVote() throws {
        let away: [[UInt8]?] = Array(repeating: nil, count: 10)
        let reports = try reports([Examinations.valid, Examinations.valid] + away + [Examinations.other])
        let last = try #require(reports.last)
        #expect(last.firstFrame == 12)
        #expect(last.vote?.frames == 1)
        #expect(last.vote?.number.digits == Examinations.other)
    }

    @Test func isNotTakenWhereNobodyAsks() throws {
        #expect(try reports([Examinations.valid], reporting: false).isEmpty)
    }
}
