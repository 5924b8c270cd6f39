import Events
import Testing

@testable import Report

/// Numbers as people read them.
@Suite struct WordsTests {
    @Test(arguments: [
        (0.5, "50 %"), (0.1, "10 %"), (0.05, "1 in 20"), (0.0042, "1 in 240"), (0.000_081, "1 in 12,000"),
        (1e-9, "less than 1 in a million"), (0, "less than 1 in a million"),
    ])
    func chances(_ probability: Double, _ words: String) {
        #expect(Words.chance(probability) == words)
    }

    @Test func countsAndDecimals() {
        #expect(Words.grouped(1_234_567) == "1,234,567")
        #expect(Words.grouped(-12_345) == "-12,345")
        #expect(Words.grouped(999) == "999")
        #expect(Words.count(1, "frame") == "1 frame")
        #expect(Words.count(2, "frame") == "2 frames")
        #expect(Words.decimal(1.25, 1) == "1.3")
        #expect(Words.decimal(.nan, 1) == "–")
        #expect(Words.seconds(0.0625) == "0.063 s")
    }

    @Test func roundTimesAreMarked() {
        #expect(TimeAxis(Self.frames(1)).ticks.first == 0)
        let axis = TimeAxis(Self.frames(30))
        #expect(axis.ticks.map(axis.label).prefix(3) == ["0 s", "0.5 s", "1 s"])
        let long = TimeAxis(Self.frames(6000))
        #expect(long.ticks.map(long.label).prefix(3) == ["0:00", "1:00", "2:00"])
        #expect(long.ticks.count <= 11)
    }

    @Test func framesThatShareAColumnAreDrawnAsOne() {
        let frames = Self.frames(6000)
        let columns = TimeAxis(frames).columns(frames)
        #expect(columns.count <= Int(TimeAxis.width))
        #expect(columns.flatMap { Array($0.frames) } == Array(0..<6000))
    }

    /// Ten a second.
    private static func frames(_ count: Int) -> [FrameFact] {
        (0..<count).map { index in
            let moment = Moment(time: .milliseconds(100 * index), frame: index)
            return FrameFact(FrameReport(at: moment), hasVoted: false, card: nil)
        }
    }
}
