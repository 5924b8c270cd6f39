import CardNumber
import Events
import Foundation
import Pipeline
import Testing

/// Real photographs, where they are at hand: shown as short streams, and read one by one.
@Suite(.enabled(if: Bench.photographs != nil, "the photographs of specimen cards do not stand beside the package"))
struct PhotographTests {
    private func photographs() throws -> Photographs { try Photographs(in: try #require(Bench.photographs)) }

    @Test func fiveShotsOfACardGiveItsNumberOnce() throws {
        var (right, valid, wrong) = (0, 0, 0)
        for group in try photographs().groups {
            let numbers = try present(group)
            let expected = group[0].isValid ? [group[0].number] : []
            if group[0].isValid {
                valid += 1
                if numbers == expected { right += 1 }
            }
            wrong += numbers.count { !expected.contains($0) }
        }
        print("photographs: \(right) of \(valid) presentations read, \(wrong) wrong results")
        #expect(wrong == 0)
        #expect(Double(right) >= 0.9 * Double(valid))
    }

    /// In quarters, which run side by side.
    @Test(arguments: 0..<4) func singlePhotographsAreRead(quarter: Int) throws {
        let reader = StillReader(models: try Bench.models())
        var (right, numbered, onBlank) = (0, 0, 0)
        for (index, shot) in try photographs().shots.enumerated() where index % 4 == quarter {
            let number = try reader.read(try shot.frame()).card.number
            if shot.digits.isEmpty {
                if number != nil { onBlank += 1 }
            } else {
                numbered += 1
                if number == shot.number { right += 1 }
            }
        }
        print("photographs: \(right) of \(numbered) read one by one, \(onBlank) numbers on cards without one")
        #expect(onBlank == 0)
        #expect(Double(right) >= 0.9 * Double(numbered))
    }

    /// The numbers of the results of a stream of these shots, 33 ms apart.
    private func present(_ group: [Photographs.Shot]) throws -> [PAN?] {
        var options = RecognizerOptions()
        options.wantsPicture = false
        var recognizer = Recognizer(models: try Bench.models(), options: options)
        var events: [CardEvent] = []
        for (index, shot) in group.enumerated() {
            events += try recognizer.process(
                try shot.frame(sequence: index, time: .milliseconds(33 * index)))
        }
        events += recognizer.finish(at: Moment(time: .milliseconds(33 * group.count), frame: group.count - 1))
        return events.compactMap { event in if case .result(let result) = event { result.card.number } else { nil } }
    }
}
