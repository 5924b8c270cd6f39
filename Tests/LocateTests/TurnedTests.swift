import Testing

@testable import Locate

/// A card that is taken to be printed the other way up.
@Suite struct TurnedTests {
    private static let quad = CardQuad(Point(10, 20), Point(200, 24), Point(196, 140), Point(8, 130))

    private static var sighting: CardSighting {
        let line = NumberLine(quad: CardQuad(x: 30, y: 70, width: 150, height: 12), score: 0.9)
        let date = TextLine(quad: CardQuad(x: 80, y: 100, width: 30, height: 8), aspect: 4, score: 0.8)
        return CardSighting(quad: quad, overlap: 0.9, line: line, squaredLine: line, fields: [.expiry: [date]])
    }

    @Test func beginsWhereItEnded() {
        let turned = Self.sighting.turned
        #expect(turned.quad.topLeft == Self.quad.bottomRight && turned.quad.bottomLeft == Self.quad.topRight)
        #expect(turned.line?.quad.topLeft == Self.sighting.line?.quad.bottomRight)
        #expect(turned.squaredLine?.quad.topRight == Self.sighting.line?.quad.bottomLeft)
        #expect(turned.fields[.expiry]?.first?.quad.topLeft == Self.sighting.fields[.expiry]?.first?.quad.bottomRight)
    }

    @Test func turnedTwiceIsAsBefore() { #expect(Self.sighting.turned.turned == Self.sighting) }
}
