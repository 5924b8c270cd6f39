import Frames
import Locate
import Testing

@testable import Pipeline

/// Only where the number was read is its row shown painted over; any other row stays unknown.
@Suite struct NumberRowTests {
    private func examination(_ digits: [UInt8]?, sure p: Double = 0.999, y: Float) -> Examination {
        var examination = Examinations.card(digits, sure: p)
        let row = CardQuad(x: 160, y: y, width: 320, height: 20)
        examination.sighting.line = NumberLine(quad: row, score: 0.9)
        return examination
    }

    @Test func aRowThatWasNeverReadIsNotKnown() {
        var row = NumberRow()
        #expect(row.row(in: examination(nil, y: 250)) == nil)
        #expect(row.row(in: examination(Examinations.valid, sure: 0.5, y: 250)) == nil)
    }

    @Test func aRowThatIsReadIsKnownFromThenOn() {
        var row = NumberRow()
        #expect(row.row(in: examination(Examinations.valid, y: 250)) != nil)
        #expect(row.row(in: examination(nil, y: 253))?.topLeft == Point(160, 253))
    }

    @Test func anotherRowIsNotTakenForIt() {
        var row = NumberRow()
        _ = row.row(in: examination(Examinations.valid, y: 250))
        #expect(row.row(in: examination(nil, y: 290)) == nil)
    }

    @Test func aFrameWithoutARowShowsNone() {
        var row = NumberRow()
        _ = row.row(in: examination(Examinations.valid, y: 250))
        #expect(row.row(in: Examinations.card()) == nil)
    }

    @Test func aCardThatWasReadTheOtherWayUpIsKnownAsItLies() {
        var row = NumberRow()
        _ = row.row(in: examination(Examinations.valid, y: 250))
        // The same place on the picture, the card and its row taken to be the other way up.
        var turned = examination(nil, y: 250)
        turned.sighting = turned.sighting.turned
        #expect(row.row(in: turned)?.topLeft == Point(160, 250))
    }
}
