import CardNumber
import Events
import Foundation
import Testing

/// Every recording, played: the numbers on its cards in their order, once each, and no other.
@Suite struct RecordingTests {
    /// What a recording must give.
    struct Row: Sendable {
        /// The recording's folder.
        let name: String
        /// Frames in which the number must be read right, of all its cards together; once it is decided, it is read now
        /// and then only.
        var leastRight = 0
        /// Frames from the one that first shows a card to its result, which waits for expiry and holder.
        var mostToDecision = 0
    }

    static let rows: [Row] = [
        Row(name: "amex-15", leastRight: 7, mostToDecision: 12),
        Row(name: "embossed-gold-worn", leastRight: 6, mostToDecision: 9),
        Row(name: "embossed-silver", leastRight: 7, mostToDecision: 9),
        Row(name: "embossed-unfoiled", leastRight: 7, mostToDecision: 8),
        Row(name: "far-then-near", leastRight: 9, mostToDecision: 17),
        Row(name: "flat-19-digits", leastRight: 7, mostToDecision: 8),
        Row(name: "flat-print", leastRight: 6, mostToDecision: 9),
        Row(name: "glare-passing", leastRight: 5, mostToDecision: 10),
        Row(name: "negative-empty-scene"),
        Row(name: "negative-hand"),
        Row(name: "negative-keyboard"),
        Row(name: "negative-loyalty-card"),
        Row(name: "negative-luhn"),
        Row(name: "portrait", leastRight: 6, mostToDecision: 7),
        Row(name: "tilted", leastRight: 7, mostToDecision: 9),
        Row(name: "two-cards-in-turn", leastRight: 10, mostToDecision: 7),
        Row(name: "upside-down", leastRight: 7, mostToDecision: 9),
    ]

    @Test func everyRecordingHasARow() {
        #expect(!Bench.names.isEmpty, "the folder Recordings is missing or empty")
        #expect(Bench.names == Self.rows.map(\.name).sorted())
    }

    @Test(arguments: rows.map(\.name))
    func givesItsNumbersAndNoOther(_ name: String) throws {
        let row = try #require(Self.rows.first { $0.name == name })
        let truth = try Truth(of: name)
        let replay = try Replay(name)
        #expect(replay.results.map(\.card.number) == truth.expected.map(\.pan))
        var slowest = 0
        for (result, card) in zip(replay.results, truth.expected) {
            #expect(result.card.grouping == card.grouping)
            #expect(result.card.luhn == true)
            #expect([nil, card.expiry].contains(result.card.expiry?.text))
            // Some faces set an initial so close to the name that no space is to be seen.
            let names = [result.card.holder?.text, card.holder].map { $0?.filter { $0 != " " } }
            #expect([nil, names[1]].contains(names[0]))
            slowest = max(slowest, (result.at.frame ?? .max) - card.firstFrame)
        }
        #expect(slowest <= row.mostToDecision)
        let right = Self.framesReadRight(replay, truth)
        #expect(right >= row.leastRight)
        if Bench.isRecording { print("\(name): read right in \(right) frames, decided after \(slowest)") }
        try compareWithGolden(name, try replay.lines())
    }

    @Test(arguments: ["flat-print", "two-cards-in-turn"])
    func givesTheSameEventsEachTime(_ name: String) throws {
        let first = try Replay(name).lines()
        #expect(try Replay(name).lines() == first)
        #expect(try Replay(name, threads: 2).lines() == first)
    }

    private static func framesReadRight(_ replay: Replay, _ truth: Truth) -> Int {
        replay.frames.count { report in
            truth.cards.contains { card in
                report.number == card.pan && (card.firstFrame...card.lastFrame).contains(report.at.frame ?? -1)
            }
        }
    }

    /// Holds what came of cards against what was recorded. Networks are summed otherwise on another kind of processor, so
    /// that corners, quality and confidence differ a little, and a result may come a frame sooner or later. Hints depend on
    /// less than that, and have tests of their own.
    private func compareWithGolden(_ name: String, _ lines: Data) throws {
        let file = Bench.recordings.appending(path: "\(name)/events.jsonl")
        if Bench.isRecording { return try lines.write(to: file) }
        let golden = try #require(
            try? Data(contentsOf: file), "\(file.lastPathComponent) is missing: CARDCAM_RECORD=1 writes it")
        let (expected, found) = (try Self.events(golden), try Self.events(lines))
        for (index, pair) in zip(expected, found).enumerated() {
            #expect(Self.areAlike(pair.0, pair.1), "line \(index + 1): \(pair.1)")
        }
        #expect(expected.count == found.count)
    }

    private static func events(_ lines: Data) throws -> [Any] {
        try lines.split(separator: 10).map { try JSONSerialization.jsonObject(with: $0) }
            .filter { ($0 as? [String: Any])?["event"] as? String != "guidance" }
    }

    /// Whether two JSON values are the same but for numbers: shares may differ by 0.1, others by 12 pixels or frames.
    private static func areAlike(_ a: Any, _ b: Any) -> Bool {
        switch (a, b) {
        case (let a as [String: Any], let b as [String: Any]):
            a.count == b.count && a.allSatisfy { key, value in b[key].map { areAlike(value, $0) } ?? false }
        case (let a as [Any], let b as [Any]): a.count == b.count && zip(a, b).allSatisfy(areAlike)
        case (let a as String, let b as String): a == b
        case (let a as NSNumber, let b as NSNumber):
            abs(a.doubleValue - b.doubleValue) <= (max(a.doubleValue, b.doubleValue) <= 1 ? 0.1 : 12)
        default: false
        }
    }
}
