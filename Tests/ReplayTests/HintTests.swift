import Events
import Foundation
import Testing

/// What a person before the camera is told: a recording for each hint, and the whole sequence of hints as its golden.
@Suite struct HintTests {
    /// The recordings, and the hint that each is about.
    static let rows: [(name: String, hint: Guidance.Hint)] = [
        ("far-then-near", .moveCloser), ("embossed-silver", .holdStill), ("flat-print", .removeCard),
        ("negative-empty-scene", .noCard), ("negative-luhn", .reading),
        ("hints/too-dark", .tooDark), ("hints/too-bright", .tooBright), ("hints/glare", .glare),
        ("hints/tilt-less", .tiltLess), ("hints/show-whole-card", .showWholeCard), ("hints/move-back", .moveBack),
        ("hints/turn-over", .turnOver),
    ]

    @Test func everyHintHasARecording() { #expect(Set(Self.rows.map(\.hint)) == Set(Guidance.Hint.allCases)) }

    @Test(arguments: rows.map(\.name)) func theHintsAreThoseExpected(_ name: String) throws {
        let hint = try #require(Self.rows.first { $0.name == name }).hint
        let hints = try Replay(name).events.compactMap { event in
            if case .guidance(let guidance) = event { guidance.hint } else { nil as Guidance.Hint? }
        }
        #expect(hints.contains(hint))
        for (hint, next) in zip(hints, hints.dropFirst()) { #expect(hint != next) }
        let file = Bench.recordings.appending(path: "\(name)/hints.txt")
        let lines = hints.map { $0.rawValue + "\n" }.joined()
        if Bench.isRecording { return try Data(lines.utf8).write(to: file) }
        let golden = try #require(
            try? String(contentsOf: file, encoding: .utf8), "hints.txt is missing: CARDCAM_RECORD=1 writes it")
        #expect(lines == golden)
    }
}
