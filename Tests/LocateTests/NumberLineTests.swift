import Testing

@testable import Locate

/// The row of digits, from ideal maps, and how it is grown and squared up.
@Suite struct NumberLineTests {
    private static func farthest(_ a: CardQuad, _ b: CardQuad) -> Float {
        zip(a.corners, b.corners).map { ($0 - $1).length }.max() ?? .infinity
    }

    /// Where a number stands on a card: left to right across most of it, below the middle.
    private static func line(on card: CardQuad) throws -> CardQuad {
        let toImage = try #require(Homography(from: CardQuad(x: 0, y: 0, width: 1, height: 1), to: card))
        return CardQuad(x: 0.08, y: 0.5, width: 0.84, height: 0.1).mapped { toImage($0) }
    }

    @Test(arguments: OutlineFitTests.cards.indices)
    func findsTheRowOnEveryCard(_ index: Int) throws {
        let card = OutlineFitTests.cards[index]
        let row = try Self.line(on: card.quad)
        let line = try #require(NumberLine.rows(IdealMaps(card: card.quad, line: row).maps).first, "\(card.name)")
        #expect(Self.farthest(line.quad, row) < 1.5, "\(card.name)")
        #expect(line.score > 0.9)
    }

    @Test func endsThatShowNoPeakFollowFromTheCells() throws {
        let card = OutlineFitTests.cards[0].quad
        let row = try Self.line(on: card)
        var ideal = IdealMaps(card: card, line: row)
        ideal.clear(.lineStart)
        ideal.clear(.lineEnd)
        let line = try #require(NumberLine.rows(ideal.maps).first)
        #expect(Self.farthest(line.quad, row) < 1.5)
        #expect(line.score < 0.5, "an end that is not seen takes from the score")
    }

    @Test func aCardWithoutANumberHasNoRow() {
        #expect(NumberLine.rows(IdealMaps(card: OutlineFitTests.cards[0].quad).maps).isEmpty)
    }

    /// A name may look like a number, and be the larger of the two.
    @Test func namesTheNextLikelyRowToo() throws {
        let card = OutlineFitTests.cards[0].quad
        let row = try Self.line(on: card)
        var ideal = IdealMaps(card: card, line: row)
        // Two rows of cells above the number's, which are more than it has.
        let top = Int(row.topLeft.y / LocatorMaps.pitch)
        let (first, last) = (Int(row.topLeft.x / LocatorMaps.pitch), Int(row.topRight.x / LocatorMaps.pitch))
        ideal.fill(.line, columns: first..<last, rows: top - 8..<top - 3)
        ideal.fill(.heightY, with: 0.8)
        let rows = NumberLine.rows(ideal.maps)
        #expect(rows.count == 2)
        #expect(Self.farthest(try #require(rows.last).quad, row) < 4)
    }

    @Test func growsInDigitHeights() throws {
        let line = NumberLine(quad: CardQuad(x: 100, y: 50, width: 200, height: 10), score: 1)
        let grown = try #require(line.grown(vertical: 0.5, horizontal: 2, shift: 0.1).first)
        #expect(Self.farthest(grown, CardQuad(x: 80, y: 46, width: 240, height: 20)) < 0.01)
    }

    @Test func growsFurtherBeyondItsEnd() throws {
        let line = NumberLine(quad: CardQuad(x: 100, y: 50, width: 200, height: 10), score: 1)
        let grown = try #require(line.grown(vertical: 0, horizontal: 1, beyond: 0.15).first)
        #expect(Self.farthest(grown, CardQuad(x: 90, y: 50, width: 240, height: 10)) < 0.01)
    }

    /// The card ends at 300, or begins at 0 for one that lies upside down.
    @Test(arguments: [(Float(60), Float(200), Float(0.2)), (60, 250, 0), (20, 280, 0), (100, 100, 1)])
    func knowsTheRoomToTheRightOfARow(x: Float, width: Float, room: Float) {
        let line = NumberLine(quad: CardQuad(x: x, y: 100, width: width, height: 10), score: 1)
        let card = CardQuad(x: 0, y: 0, width: 300, height: 190)
        let sighting = CardSighting(quad: card, overlap: 1, line: line, squaredLine: nil)
        #expect(abs(sighting.roomAfterNumber - room) < 0.01)
        #expect(abs(sighting.turned.roomAfterNumber - x / width) < 0.01)
        #expect(CardSighting(quad: card, overlap: 1, line: nil, squaredLine: nil).roomAfterNumber == 0)
        let block = NumberLine(quad: line.quad, layout: RowLayout(count: 4, height: 0.2), score: 1)
        #expect(CardSighting(quad: card, overlap: 1, line: block, squaredLine: nil).roomAfterNumber == 0)
    }

    @Test func growsAlongALeaningRow() throws {
        // A row that runs straight down: its left is the picture's top.
        let quad = CardQuad(Point(60, 20), Point(60, 220), Point(50, 220), Point(50, 20))
        let grown = try #require(NumberLine(quad: quad, score: 1).grown(vertical: 0.5, horizontal: 1).first)
        let expected = CardQuad(Point(65, 10), Point(65, 230), Point(45, 230), Point(45, 10))
        #expect(Self.farthest(grown, expected) < 0.01)
    }

    @Test func anEmptyRowCannotGrow() {
        let quad = CardQuad(x: 10, y: 10, width: 0, height: 0)
        #expect(NumberLine(quad: quad, score: 1).grown(vertical: 0.3, horizontal: 0.3).isEmpty)
    }

    @Test(arguments: OutlineFitTests.cards.indices)
    func aStraightRowIsSquareAlready(_ index: Int) throws {
        let card = OutlineFitTests.cards[index].quad
        let row = try Self.line(on: card)
        let squared = try #require(NumberLine(quad: row, score: 0.7).squared(by: card))
        #expect(Self.farthest(squared.quad, row) < 0.05)
        #expect(squared.score == 0.7)
    }

    @Test func aCrookedRowIsSquaredByTheCard() throws {
        let card = CardQuad(x: 0, y: 0, width: 300, height: 190)
        let crooked = CardQuad(Point(30, 96), Point(270, 104), Point(270, 124), Point(30, 116))
        let squared = try #require(NumberLine(quad: crooked, score: 1).squared(by: card))
        #expect(Self.farthest(squared.quad, CardQuad(x: 30, y: 100, width: 240, height: 20)) < 0.05)
    }
}
