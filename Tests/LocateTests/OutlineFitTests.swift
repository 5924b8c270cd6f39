import Testing

@testable import Locate

/// The outline of a card, from maps drawn as a perfect network would draw them.
@Suite struct OutlineFitTests {
    /// Cards in the locator's input, from the printed top-left: level, leaning, turned, seen from the side.
    static let cards: [(name: String, quad: CardQuad)] = [
        ("level", CardQuad(x: 60, y: 60, width: 190, height: 120)),
        ("leaning", CardQuad(Point(70, 50), Point(250, 80), Point(230, 195), Point(50, 165))),
        ("a quarter turn", CardQuad(Point(220, 20), Point(220, 215), Point(95, 215), Point(95, 20))),
        ("a half turn", CardQuad(Point(250, 180), Point(60, 180), Point(60, 60), Point(250, 60))),
        ("from the side", CardQuad(Point(80, 70), Point(260, 40), Point(262, 210), Point(84, 170))),
        ("small", CardQuad(x: 120, y: 90, width: 76, height: 48)),
        ("large", CardQuad(x: 8, y: 20, width: 300, height: 190)),
    ]

    private static func farthest(_ a: CardQuad, _ b: CardQuad) -> Float {
        zip(a.corners, b.corners).map { ($0 - $1).length }.max() ?? .infinity
    }

    private static func fit(_ maps: LocatorMaps) -> OutlineFit? { OutlineFit(maps, mask: maps.region(.card)) }

    @Test(arguments: cards.indices)
    func findsTheCornersInTheirOrder(_ index: Int) throws {
        let card = Self.cards[index]
        let fit = try #require(Self.fit(IdealMaps(card: card.quad).maps), "\(card.name)")
        #expect(Self.farthest(fit.quad, card.quad) < 1.5, "\(card.name)")
        #expect(fit.overlap > 0.9)
    }

    @Test(arguments: cards.indices, [UInt64(1), 2])
    func aFifthOfTheCellsMayBeWrong(_ index: Int, seed: UInt64) throws {
        let card = Self.cards[index]
        var ideal = IdealMaps(card: card.quad)
        ideal.addOutliers(share: 0.2, seed: seed)
        let fit = try #require(Self.fit(ideal.maps), "\(card.name)")
        #expect(Self.farthest(fit.quad, card.quad) < 1.5, "\(card.name)")
    }

    @Test(arguments: cards.indices)
    func cellsThatAreWrongAreWeighedDownWhereNoCornerIsSeen(_ index: Int) throws {
        let card = Self.cards[index]
        var ideal = IdealMaps(card: card.quad)
        ideal.addOutliers(share: 0.2, seed: 3)
        for map in [LocatorMaps.Map.topLeft, .topRight, .bottomRight, .bottomLeft] { ideal.clear(map) }
        let fit = try #require(Self.fit(ideal.maps), "\(card.name)")
        #expect(Self.farthest(fit.quad, card.quad) < 2.5, "\(card.name)")
    }

    @Test func aHiddenCornerFollowsFromTheRest() throws {
        let card = Self.cards[4].quad
        var ideal = IdealMaps(card: card)
        ideal.clear(.topRight)
        ideal.clear(.bottomLeft)
        let fit = try #require(Self.fit(ideal.maps))
        #expect(Self.farthest(fit.quad, card) < 1.5)
    }

    @Test(arguments: [
        CardQuad(x: -40, y: 50, width: 220, height: 139), CardQuad(x: 130, y: 120, width: 230, height: 145),
        CardQuad(Point(100, -30), Point(290, 0), Point(275, 120), Point(85, 90)),
    ])
    func cornersMayLieOutsideTheFrame(_ card: CardQuad) throws {
        let fit = try #require(Self.fit(IdealMaps(card: card).maps))
        #expect(Self.farthest(fit.quad, card) < 2.5)
    }

    @Test(arguments: [0, 1, 2, 3])
    func theMaskTellsRoughlyWhereACardIsWhoseCellsAreUnsure(_ turns: Int) throws {
        var corners = CardQuad(Point(120, 90), Point(196, 98), Point(191, 146), Point(115, 138)).corners
        for _ in 0..<turns { corners.append(corners.removeFirst()) }
        let card = CardQuad(corners[0], corners[1], corners[2], corners[3])
        var ideal = IdealMaps(card: card)
        for map: LocatorMaps.Map in [.topLeft, .topRight, .bottomRight, .bottomLeft] { ideal.clear(map) }
        ideal.drawPlacesTogether(to: 0.4)
        let rough = try #require(OutlineFit(ideal.maps, mask: ideal.maps.region(.card), isRough: true))
        #expect(Self.farthest(rough.quad, card) < 5)
        #expect(Self.fit(ideal.maps) == nil)
    }

    @Test func aMirroredCardIsNoCard() {
        let mirrored = CardQuad(Point(250, 60), Point(60, 60), Point(60, 180), Point(250, 180))
        #expect(Self.fit(IdealMaps(card: mirrored).maps) == nil)
    }

    @Test func fewCellsAreNoCard() {
        #expect(Self.fit(IdealMaps(card: CardQuad(x: 100, y: 100, width: 20, height: 14)).maps) == nil)
    }

    @Test func theLargerOfTwoRegionsCounts() throws {
        let card = CardQuad(x: 110, y: 90, width: 190, height: 120)
        var ideal = IdealMaps(card: card)
        ideal.addSpeck()
        let cells = ideal.maps.region(.card)
        #expect(cells.allSatisfy { LocatorMaps.point($0).x >= 110 })
    }
}

extension IdealMaps {
    /// A second, smaller region that looks like card, in the corner of the frame.
    mutating func addSpeck() { fill(.card, columns: 0..<8, rows: 0..<8) }
}
