import Testing

@testable import Locate

/// Rows of expiry and holder, from ideal maps of a card that is squared up.
@Suite struct FieldLinesTests {
    /// As the second look shows a card: nearly level, nearly all of the picture.
    private static let cards: [(name: String, quad: CardQuad)] = [
        ("level", CardQuad(x: 22, y: 33, width: 275, height: 174)),
        ("leaning a little", CardQuad(Point(26, 30), Point(300, 38), Point(296, 212), Point(22, 204))),
        ("upside down", CardQuad(x: 22, y: 33, width: 275, height: 174).turned),
        ("portrait", CardQuad(x: 95, y: 17, width: 130, height: 206)),
    ]
    private static let number = CardQuad(x: 0.08, y: 0.52, width: 0.84, height: 0.08)
    private static let expiry = CardQuad(x: 0.45, y: 0.7, width: 0.16, height: 0.05)
    private static let holder = CardQuad(x: 0.08, y: 0.84, width: 0.5, height: 0.05)

    /// A place on the card, in the picture.
    private static func place(_ row: CardQuad, on card: CardQuad) throws -> CardQuad {
        let toImage = try #require(Homography(from: CardQuad(x: 0, y: 0, width: 1, height: 1), to: card))
        return row.mapped { toImage($0) }
    }

    private static func farthest(_ a: CardQuad, _ b: CardQuad) -> Float {
        zip(a.corners, b.corners).map { ($0 - $1).length }.max() ?? .infinity
    }

    private static func maps(
        _ card: CardQuad, expiry: CardQuad? = expiry, holder: CardQuad? = holder
    ) throws -> IdealMaps {
        var rows: [LocatorMaps.Map: CardQuad] = [:]
        rows[.expiry] = try expiry.map { try place($0, on: card) }
        rows[.holder] = try holder.map { try place($0, on: card) }
        return IdealMaps(card: card, line: try place(number, on: card), rows: rows)
    }

    private static func rows(_ maps: IdealMaps, _ card: CardQuad) throws -> [CardField: [TextLine]] {
        fieldLines(maps.maps, card: card, number: NumberLine(quad: try place(number, on: card), score: 1))
    }

    private static func fields(_ maps: IdealMaps, _ card: CardQuad) throws -> [CardField: TextLine] {
        try rows(maps, card).compactMapValues(\.first)
    }

    @Test(arguments: cards.indices)
    func findsBothRows(_ index: Int) throws {
        let card = Self.cards[index]
        let fields = try Self.fields(Self.maps(card.quad), card.quad)
        let expiry = try #require(fields[.expiry], "\(card.name)")
        let holder = try #require(fields[.holder], "\(card.name)")
        // Ends are told to a cell, which is four pixels wide.
        #expect(Self.farthest(expiry.quad, try Self.place(Self.expiry, on: card.quad)) < 4.5, "\(card.name)")
        #expect(Self.farthest(holder.quad, try Self.place(Self.holder, on: card.quad)) < 4.5, "\(card.name)")
        let printed = try Self.place(Self.holder, on: card.quad)
        #expect(abs(holder.aspect - printed.width / printed.height) < 1, "\(card.name)")
        #expect(expiry.score > 0.9 && holder.score > 0.9)
    }

    /// Some cells err about where their row runs, and the card's outline errs a little: half a height matters here.
    @Test(arguments: [Float(-2), 2], [0, 0.2])
    func aRowRunsWhereMostCellsSay(drop: Float, wrong: Double) throws {
        let card = Self.cards[0].quad
        let printed = CardQuad(Point(44, 174), Point(182, 174 + drop), Point(182, 183 + drop), Point(44, 183))
        var maps = IdealMaps(card: card, line: try Self.place(Self.number, on: card), rows: [.holder: printed])
        maps.bend(.holder, share: wrong, seed: 5)
        let holder = try #require(Self.fields(maps, card)[.holder]).quad
        for (found, corner) in zip(holder.corners, printed.corners) { #expect(abs(found.y - corner.y) < 1.5) }
    }

    /// Art may look more like a row than the faint one does: both are named, and the reader tells which it is.
    @Test func namesTwoRowsTheLikelierFirst() throws {
        let card = Self.cards[0].quad
        var maps = try Self.maps(card)
        maps.drawRow(.expiry, try Self.place(CardQuad(x: 0.1, y: 0.7, width: 0.12, height: 0.05), on: card))
        let rows = try #require(Self.rows(maps, card)[.expiry])
        try #require(rows.count == 2)
        #expect(Self.farthest(rows[0].quad, try Self.place(Self.expiry, on: card)) < 4.5)
        #expect(rows[1].quad.center.x < 100)
        maps.drawRow(.expiry, try Self.place(CardQuad(x: 0.7, y: 0.7, width: 0.12, height: 0.05), on: card))
        #expect(try Self.rows(maps, card)[.expiry]?.count == 2)
    }

    /// The network grows doubtful at the ends of a row, where there still are letters.
    @Test func aRowReachesToWhereItFades() throws {
        let card = Self.cards[0].quad
        let clear = try #require(Self.fields(Self.maps(card), card)[.holder])
        for (faint, isPart) in [(Float(-0.8), true), (-1.4, false)] {
            var maps = try Self.maps(card)
            maps.fade(.holder, right: 8, to: faint)
            let row = try #require(Self.fields(maps, card)[.holder])
            #expect(abs(clear.quad.topRight.x - row.quad.topRight.x - (isPart ? 0 : 32)) < 1)
        }
    }

    /// A few cells cannot tell a slope: where they err together, the card is believed.
    @Test func aShortRowIsHeldLevel() throws {
        let card = Self.cards[0].quad
        let printed = CardQuad(Point(146, 155), Point(176, 161), Point(176, 169), Point(146, 163))
        let maps = IdealMaps(card: card, line: try Self.place(Self.number, on: card), rows: [.expiry: printed])
        let expiry = try #require(Self.fields(maps, card)[.expiry]).quad
        #expect(abs(expiry.topRight.y - expiry.topLeft.y) < 2)
        #expect(abs(expiry.center.y - printed.center.y) < 1)
    }

    /// Firms' names and customer numbers stand close to a name, and their masks run together.
    @Test(arguments: [Float(-9.5), 9.5]) func aRowIsNotMixedWithOneCloseBy(_ beside: Float) throws {
        let card = Self.cards[0].quad
        let printed = try Self.place(Self.holder, on: card)
        var maps = try Self.maps(card)
        maps.drawRow(
            .holder, CardQuad(x: printed.topLeft.x - 20, y: printed.topLeft.y + beside, width: 132, height: 8))
        maps.drawRow(.holder, printed)
        let rows = try #require(Self.rows(maps, card)[.holder])
        #expect(Self.farthest(rows[0].quad, printed) < 4.5)
        try #require(rows.count == 2, "the other one is a row, too")
        #expect(abs(rows[1].quad.center.y - rows[0].quad.center.y - beside) < 2)
    }

    @Test func whatTheCardDoesNotShowIsAbsent() throws {
        let card = Self.cards[0].quad
        let fields = try Self.fields(Self.maps(card, holder: nil), card)
        #expect(fields[.expiry] != nil && fields[.holder] == nil)
    }

    @Test func partOfTheNumberIsNoExpiry() throws {
        let card = Self.cards[0].quad
        let onNumber = CardQuad(x: 0.4, y: 0.53, width: 0.2, height: 0.06)
        #expect(try Self.fields(Self.maps(card, expiry: onNumber), card)[.expiry] == nil)
        let besideIt = CardQuad(x: 0.4, y: 0.63, width: 0.2, height: 0.05)
        #expect(try Self.fields(Self.maps(card, expiry: besideIt), card)[.expiry] != nil)
    }

    @Test func belowANumberInFourRowsStandsAnExpiry() throws {
        let card = Self.cards[0].quad
        let block = NumberLine(
            quad: try Self.place(CardQuad(x: 0.08, y: 0.3, width: 0.2, height: 0.36), on: card),
            layout: RowLayout(count: 4, height: 0.16), score: 1)
        for (y, isField) in [(Float(0.7), true), (0.6, false)] {
            let row = try Self.place(CardQuad(x: 0.1, y: y, width: 0.16, height: 0.05), on: card)
            let maps = IdealMaps(card: card, block: block, rows: [.expiry: row])
            #expect((fieldLines(maps.maps, card: card, number: block)[.expiry] != nil) == isField)
        }
    }

    @Test func aSpeckIsNoRow() throws {
        let card = Self.cards[0].quad
        var maps = try Self.maps(card, expiry: nil, holder: nil)
        maps.fill(.expiry, columns: 40..<43, rows: 44..<45)
        #expect(try Self.fields(maps, card).isEmpty)
    }

    @Test func aMaskOfLittleBeliefIsNoRow() throws {
        let card = Self.cards[0].quad
        var maps = try Self.maps(card, holder: nil)
        maps.weaken(.expiry, to: 0.3)
        #expect(try Self.fields(maps, card)[.expiry] == nil)
    }

    @Test func aMaskThatIsNoLongerThanHighIsNoRow() throws {
        let card = Self.cards[0].quad
        let stub = CardQuad(x: 0.45, y: 0.7, width: 0.05, height: 0.1)
        #expect(try Self.fields(Self.maps(card, expiry: stub), card).isEmpty == false)
        #expect(try Self.fields(Self.maps(card, expiry: stub), card)[.expiry] == nil)
    }

    @Test func growsInHeightsOfItsCapitalsHoweverForeshortened() throws {
        // Half as wide in the frame as on the card.
        let line = TextLine(quad: CardQuad(x: 100, y: 50, width: 50, height: 10), aspect: 10, score: 1)
        let grown = try #require(line.grown(vertical: 0.5, horizontal: 1, shift: 0.1))
        #expect(Self.farthest(grown, CardQuad(x: 95, y: 46, width: 60, height: 20)) < 0.01)
    }

    @Test func isMadeLongerInHeightsOfItsCapitals() throws {
        let line = TextLine(quad: CardQuad(x: 100, y: 50, width: 50, height: 10), aspect: 10, score: 1)
        let longer = try #require(line.extended(left: 2, right: 1))
        #expect(Self.farthest(longer.quad, CardQuad(x: 90, y: 50, width: 65, height: 10)) < 0.01)
        #expect(longer.aspect == 13 && longer.score == 1)
    }
}
