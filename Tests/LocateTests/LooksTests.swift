import Testing

@testable import Locate

/// What a closer look shows of a card.
@Suite struct LooksTests {
    private static let view = CardQuad(x: 0, y: 0, width: 320, height: 240)

    /// Where a part of the card stands in a view in which the card has this place.
    private static func seen(_ row: CardQuad, on place: CardQuad) -> CardQuad {
        row.mapped { Point(place.topLeft.x + $0.x * place.width, place.topLeft.y + $0.y * place.height) }
    }

    @Test(arguments: [false, true])
    func showsACardLargerThanTheSecondLook(portrait: Bool) {
        let row = CardQuad(x: 0.3, y: 0.6, width: 0.3, height: 0.05)
        let place = CloserLook.place(portrait: portrait, showing: [row])
        let second = SecondLook.place(portrait: portrait)
        #expect(place.isPortrait == portrait)
        #expect(abs(max(place.width, place.height) - 412) < 0.01)
        #expect(abs(place.width / place.height - second.width / second.height) < 0.001)
    }

    @Test func putsTheRowsInTheMiddle() {
        let rows = [
            CardQuad(x: 0.3, y: 0.6, width: 0.2, height: 0.05), CardQuad(x: 0.4, y: 0.75, width: 0.3, height: 0.05),
        ]
        let place = CloserLook.place(portrait: false, showing: rows)
        let both = Self.seen(CardQuad(x: 0.3, y: 0.6, width: 0.4, height: 0.2), on: place)
        #expect((both.center - Point(160, both.center.y)).length < 0.01)
        #expect(both.topLeft.y > 20 && both.bottomLeft.y < 220)
    }

    /// Whatever the row, it is in view, and the view is filled with card but for a narrow margin.
    @Test(arguments: [Float(0), 0.35, 0.7], [Float(0), 0.45, 0.95])
    func staysOnTheCard(x: Float, y: Float) {
        let row = CardQuad(x: x, y: y, width: 0.3, height: 0.05)
        let place = CloserLook.place(portrait: false, showing: [row])
        for corner in Self.seen(row, on: place).corners {
            #expect((0...320).contains(corner.x) && (0...240).contains(corner.y))
        }
        let margin: Float = 0.05 * 412 + 0.01
        #expect(place.topLeft.x <= margin && place.topLeft.y <= margin)
        #expect(place.bottomRight.x >= 320 - margin && place.bottomRight.y >= 240 - margin)
    }

    @Test func theRestIsTheEndThatRowsLeaveOut() {
        let left = [CardQuad(x: 0.1, y: 0.8, width: 0.4, height: 0.05)]
        #expect(abs(CloserLook.rest(portrait: false, showing: left).topRight.x - 1) < 0.001)
        let right = [CardQuad(x: 0.6, y: 0.8, width: 0.3, height: 0.05)]
        #expect(CloserLook.rest(portrait: false, showing: right).topLeft.x == 0)
        #expect(CloserLook.rest(portrait: true, showing: left).topLeft.y == 0)
        let rest = CloserLook.rest(portrait: false, showing: left)
        let place = CloserLook.place(portrait: false, showing: [rest])
        #expect(Self.seen(rest, on: place).topRight.x <= 320)
    }

    /// A card that is narrower than the view stands in its middle.
    @Test func centresWhatFits() {
        let place = CloserLook.place(portrait: true, showing: [CardQuad(x: 0, y: 0.8, width: 0.3, height: 0.04)])
        #expect(abs(place.center.x - 160) < 12)
    }
}
