import Frames
import Testing

@testable import Locate

/// Outlines that are a little off, drawn to the edges of a card in a frame.
@Suite struct EdgeFitTests {
    private static let cards = [
        CardQuad(x: 120.5, y: 90.5, width: 400, height: 252),
        CardQuad(Point(130, 140), Point(500, 70), Point(530, 330), Point(110, 380)),
        // Portrait, upside down.
        CardQuad(Point(420, 440), Point(200, 450), Point(210, 60), Point(440, 70)),
    ]
    /// How far corners are off, in widths of the card.
    private static let errors = [
        Point(0.03, -0.02), Point(-0.025, 0.02), Point(0.02, 0.03), Point(-0.03, -0.02),
    ]

    /// A frame of 640x480: a bright card on a dark ground, both with stripes, and a hand over it where `hand` says so.
    private static func frame(_ card: CardQuad, hand: (Int, Int) -> Bool = { _, _ in false }) throws -> LumaImage {
        let toUnit = try #require(Homography(from: card, to: CardQuad(x: 0, y: 0, width: 1, height: 1)))
        return LumaImage(
            width: 640, height: 480,
            pixels: (0..<640 * 480).map { i in
                let (x, y) = (i % 640, i / 640)
                if hand(x, y) { return 110 }
                let p = toUnit(Point(Float(x), Float(y)))
                let isCard = (0...1).contains(p.x) && (0...1).contains(p.y)
                return isCard ? 170 + UInt8((x / 9 + y / 7) % 2 * 20) : 70 + UInt8((x + 2 * y) / 11 % 2 * 20)
            })
    }

    private static func moved(_ card: CardQuad) -> CardQuad {
        let c = zip(card.corners, errors).map { $0 + $1 * max(card.width, card.height) }
        return CardQuad(c[0], c[1], c[2], c[3])
    }

    private static func farthest(_ a: CardQuad, _ b: CardQuad) -> Float {
        zip(a.corners, b.corners).map { ($0 - $1).length }.max() ?? .infinity
    }

    @Test(arguments: cards.indices)
    func findsTheEdgesNearby(_ index: Int) throws {
        let card = Self.cards[index]
        let image = try Self.frame(card)
        let start = Self.moved(card)
        #expect(Self.farthest(start, card) > 10)
        let fitted = EdgeFit(LumaPyramid(image.view), start).quad
        #expect(Self.farthest(fitted, card) < 2)
    }

    @Test func aHandOverOneCornerMovesNoOther() throws {
        let card = Self.cards[0]
        let image = try Self.frame(card) { x, y in x < 200 && y > 230 }
        let fitted = EdgeFit(LumaPyramid(image.view), Self.moved(card)).quad
        #expect((fitted.topRight - card.topRight).length < 2.5)
        #expect((fitted.topLeft - card.topLeft).length < 6)
        #expect((fitted.bottomRight - card.bottomRight).length < 6)
    }

    @Test func nothingToSeeMovesNothing() {
        let card = Self.cards[1]
        let even = LumaImage(width: 640, height: 480, pixels: [UInt8](repeating: 90, count: 640 * 480))
        #expect(EdgeFit(LumaPyramid(even.view), card).quad == card)
    }

    @Test func staysByTheNetworkWhereTheFrameShowsPartOfTheCard() throws {
        let card = CardQuad(x: -150, y: 90, width: 500, height: 315)
        let image = try Self.frame(card)
        let fitted = EdgeFit(LumaPyramid(image.view), card).quad
        #expect(Self.farthest(fitted, card) < 4)
    }
}
