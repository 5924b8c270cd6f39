import Frames
import Locate
import Testing

@testable import Pipeline

/// Only where the number was read is its row shown painted over, and looked for; any other row stays unknown.
@Suite struct NumberRowTests {
    private func examination(_ digits: [UInt8]?, sure p: Double = 0.999, y: Float) -> Examination {
        var examination = Examinations.card(digits, sure: p)
        let row = CardQuad(x: 160, y: y, width: 320, height: 20)
        examination.sighting.line = NumberLine(quad: row, score: 0.9)
        return examination
    }

    @Test func aRowThatWasNeverReadIsNotKnown() {
        var row = NumberRow()
        row.learn(from: examination(nil, y: 250))
        row.learn(from: examination(Examinations.valid, sure: 0.5, y: 250))
        #expect(row.line(in: examination(nil, y: 250)) == nil)
    }

    @Test func aRowThatIsReadIsKnownFromThenOn() {
        var row = NumberRow()
        row.learn(from: examination(Examinations.valid, y: 250))
        #expect(row.line(in: examination(nil, y: 253))?.quad.topLeft == Point(160, 253))
    }

    @Test func anotherRowIsNotTakenForIt() {
        var row = NumberRow()
        row.learn(from: examination(Examinations.valid, y: 250))
        #expect(row.line(in: examination(nil, y: 290)) == nil)
    }

    @Test func aFrameWithoutARowShowsNone() {
        var row = NumberRow()
        row.learn(from: examination(Examinations.valid, y: 250))
        #expect(row.line(in: Examinations.card()) == nil)
    }

    @Test func aCardThatWasReadTheOtherWayUpIsKnownAsItLies() {
        var row = NumberRow()
        row.learn(from: examination(Examinations.valid, y: 250))
        // The same place on the picture, the card and its row taken to be the other way up.
        var turned = examination(nil, y: 250)
        turned.sighting = turned.sighting.turned
        #expect(row.line(in: turned)?.quad.topLeft == Point(160, 250))
    }

    @Test func theRowIsLookedForWhereItWasRead() throws {
        var row = NumberRow()
        // The card has come nearer, and its row is not found.
        let nearer = Examinations.card(at: CardQuad(x: 40, y: 60, width: 600, height: 378)).sighting
        #expect(row.added(to: nearer) == nearer, "nothing is known yet")
        row.learn(from: examination(Examinations.valid, y: 250))
        let expected = CardQuad(x: 100, y: 255, width: 480, height: 30)
        let rival = try #require(row.added(to: nearer).rivals.first).quad
        #expect(zip(rival.corners, expected.corners).allSatisfy { ($0 - $1).length < 0.01 })
        #expect(row.added(to: nearer).line == nil, "what was not found is shown to nobody")
    }

    @Test func aRowThatIsFoundIsLookedForOnce() {
        var row = NumberRow()
        row.learn(from: examination(Examinations.valid, y: 250))
        #expect(row.added(to: examination(nil, y: 252).sighting).rivals.isEmpty)
        #expect(row.added(to: examination(nil, y: 290).sighting).rivals.count == 1)
    }

    /// A number in four rows: half a row lower, or less of it, would leave digits uncovered.
    @Test(arguments: [
        (CardQuad(x: 180, y: 202, width: 80, height: 120), true),
        (CardQuad(x: 180, y: 215, width: 80, height: 120), false),
        (CardQuad(x: 180, y: 200, width: 80, height: 90), false),
        (CardQuad(x: 200, y: 200, width: 80, height: 120), false),
    ])
    func aBlockIsKnownWhereItWasReadAlone(_ quad: CardQuad, isKnown: Bool) {
        let layout = RowLayout(count: 4, height: 0.15)
        var read = Examinations.card(Examinations.valid)
        read.sighting.line = NumberLine(
            quad: CardQuad(x: 180, y: 200, width: 80, height: 120), layout: layout, score: 0.9)
        var seen = Examinations.card()
        seen.sighting.line = NumberLine(quad: quad, layout: layout, score: 0.9)
        var row = NumberRow()
        row.learn(from: read)
        #expect((row.line(in: seen) != nil) == isKnown)
        // The same place in one row is not the block.
        seen.sighting.line?.layout = .single
        #expect(row.line(in: seen) == nil)
    }
}
