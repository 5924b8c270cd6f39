import Checks
import Testing

/// A finding is what most frames agree on, and more than one.
@Suite struct CheckVoteTests {
    private func vote(_ frames: [(findings: Set<Check>, weight: Double)]) -> Set<Check> {
        var vote = CheckVote()
        for frame in frames {
            vote.add(CheckScores(Check.allCases.map { frame.findings.contains($0) ? 1 : -1 }), weight: frame.weight)
        }
        return vote.findings
    }

    @Test func nothingIsFoundInNothing() { #expect(vote([]).isEmpty) }

    @Test func oneFrameIsNotEnough() {
        #expect(vote([([.glare], 1)]).isEmpty)
        #expect(vote([([.glare], 1), ([.glare], 1)]) == [.glare])
    }

    @Test func theMajorityDecidesForEachCheckAlone() {
        let frames: [(Set<Check>, Double)] = [
            ([.glare, .border], 1), ([.border], 1), ([.border, .glare], 1), ([], 1),
        ]
        #expect(vote(frames) == [.border])
        #expect(vote(frames + [([.glare], 1)]) == [.border, .glare])
    }

    @Test func framesCountByTheirWeight() {
        #expect(vote([([.copy], 0.4), ([.copy], 0.4), ([], 1)]).isEmpty)
        #expect(vote([([.copy], 1), ([.copy], 0.4), ([], 1)]) == [.copy])
    }
}
