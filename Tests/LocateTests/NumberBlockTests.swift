import Frames
import Testing

@testable import Locate

/// A number in four rows: from ideal maps, and how its rows are cut out.
@Suite struct NumberBlockTests {
    private static let unit = CardQuad(x: 0, y: 0, width: 1, height: 1)
    /// As the second look shows a card.
    private static let cards: [CardQuad] = [
        CardQuad(x: 22, y: 33, width: 275, height: 174),
        CardQuad(Point(26, 30), Point(300, 38), Point(296, 212), Point(22, 204)),
        CardQuad(x: 22, y: 33, width: 275, height: 174).turned,
        CardQuad(x: 95, y: 17, width: 130, height: 206),
    ]

    private static func farthest(_ a: CardQuad, _ b: CardQuad) -> Float {
        zip(a.corners, b.corners).map { ($0 - $1).length }.max() ?? .infinity
    }

    /// A block at the left of a card.
    private static func block(on card: CardQuad, layout: RowLayout = RowLayout(count: 4, height: 0.16)) throws
        -> NumberLine
    {
        let toImage = try #require(Homography(from: unit, to: card))
        let place = CardQuad(x: 0.1, y: 0.3, width: card.isPortrait ? 0.4 : 0.2, height: 0.4)
        return NumberLine(quad: place.mapped { toImage($0) }, layout: layout, score: 1)
    }

    @Test(arguments: cards)
    func findsTheBlockOnEveryCard(_ card: CardQuad) throws {
        let block = try Self.block(on: card)
        let maps = IdealMaps(card: card, block: block).maps
        let found = try #require(NumberLine(block: maps, card: card))
        // Whole cells are marked, which are four pixels wide.
        #expect(Self.farthest(found.quad, block.quad) < 3)
        #expect(found.layout.count == 4 && abs(found.layout.height - 0.16) < 0.012)
        #expect(found.score > 0.9)
        #expect(NumberLine.rows(maps).isEmpty)
    }

    @Test func aCardWithARowHasNoBlock() throws {
        let card = Self.cards[0]
        let line = CardQuad(x: 44, y: 120, width: 230, height: 14)
        #expect(NumberLine(block: IdealMaps(card: card, line: line).maps, card: card) == nil)
    }

    @Test(arguments: [Float(0.04), 0.6])
    func rowsOfDigitsThatAreTooLowOrTooHighAreNoBlock(height: Float) throws {
        let card = Self.cards[0]
        var block = try Self.block(on: card)
        let share = height * block.quad.height / 16
        block.layout = .single
        var maps = IdealMaps(card: card, block: block)
        maps.fill(.textHeight, with: share)
        #expect(NumberLine(block: maps.maps, card: card) == nil)
    }

    @Test func aMaskOfLittleBeliefIsNoBlock() throws {
        let card = Self.cards[0]
        var maps = IdealMaps(card: card, block: try Self.block(on: card))
        maps.weaken(.block, to: 0.3)
        #expect(NumberLine(block: maps.maps, card: card) == nil)
    }

    @Test func rowsLieEvenlyFromTopToFoot() {
        let block = NumberLine(
            quad: CardQuad(x: 10, y: 20, width: 60, height: 100), layout: RowLayout(count: 4, height: 0.1), score: 1)
        let expected = [20, 50, 80, 110].map { CardQuad(x: 10, y: $0, width: 60, height: 10) }
        #expect(block.rows.count == 4)
        for (row, place) in zip(block.rows, expected) { #expect(Self.farthest(row, place) < 0.01) }
        #expect(NumberLine(quad: block.quad, score: 1).rows == [block.quad])
    }

    @Test func growsInDigitHeights() {
        let block = NumberLine(
            quad: CardQuad(x: 10, y: 20, width: 60, height: 100), layout: RowLayout(count: 4, height: 0.1), score: 1)
        let grown = block.grown(vertical: 0.5, horizontal: 1, shift: 0.2)
        #expect(grown.count == 4)
        for (row, top) in zip(grown, [Float(17), 47, 77, 107]) {
            #expect(Self.farthest(row, CardQuad(x: 0, y: top, width: 80, height: 20)) < 0.01)
        }
    }

    @Test func upsideDownTheLastRowIsTheFirst() {
        let layout = RowLayout(count: 4, height: 0.1)
        let block = NumberLine(quad: CardQuad(x: 10, y: 20, width: 60, height: 100), layout: layout, score: 1)
        for (row, place) in zip(block.turned.rows, block.rows.reversed().map(\.turned)) {
            #expect(Self.farthest(row, place) < 0.01)
        }
    }

    @Test func squaredByTheCardItKeepsItsRows() throws {
        let card = Self.cards[1]
        let block = try Self.block(on: card)
        let squared = try #require(block.squared(by: card))
        #expect(Self.farthest(squared.quad, block.quad) < 0.05)
        #expect(squared.layout == block.layout)
    }

    @Test func rowsStandSideBySide() throws {
        // Four grey rows with white between them.
        let block = NumberLine(
            quad: CardQuad(x: 20.5, y: 10.5, width: 40, height: 70), layout: RowLayout(count: 4, height: 1.0 / 7),
            score: 1)
        var picture = LumaImage(width: 80, height: 96, filling: 255)
        for y in 0..<70 where (y / 10).isMultiple(of: 2) {
            for x in 0..<40 { picture.pixels[(y + 11) * 80 + x + 21] = UInt8(40 + y / 20 * 50) }
        }
        let cut = rectify(LumaPyramid(picture.view), rows: block.rows, width: 160, height: 10)
        let strip = try #require(cut)
        #expect(strip.width == 160 && strip.height == 10)
        for row in 0..<4 {
            let pixels = (2..<8).flatMap { y in (3..<37).map { strip.pixels[y * 160 + row * 40 + $0] } }
            #expect(Set(pixels) == [UInt8(40 + row * 50)])
        }
    }

    @Test func rowsWithoutAreaGiveNoStrip() {
        let picture = LumaImage(width: 8, height: 8, filling: 0)
        let flat = CardQuad(x: 2, y: 2, width: 0, height: 0)
        for rows in [[], [flat], [Self.unit, flat]] {
            let strip = rectify(LumaPyramid(picture.view), rows: rows, width: 8, height: 8)
            #expect(strip == nil)
        }
        #expect(NumberLine(quad: flat, layout: RowLayout(count: 4, height: 0.1), score: 1).rows.isEmpty)
    }
}
