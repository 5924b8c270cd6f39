import Frames
import Locate
import Testing

@testable import Pipeline

/// The closer look at the small rows of cards that are held before a camera.
@Suite struct CloserLookTests {
    /// A card as one frame shows it, and the rows that a closer look finds on it.
    private struct Seen {
        var sighting: CardSighting
        var closer: [CardField: [TextLine]]
    }

    /// - Parameter forgets: whether the closer look is to know nothing of the rows that were sighted.
    private func look(at name: String, frame sequence: Int, forgets: Bool) throws -> Seen {
        let locator = CardLocator(model: try Bench.models().locator)
        let seen = try Bench.frame(sequence, of: name).withLuma { view -> Seen? in
            let luma = LumaPyramid(view)
            guard var sighting = try locator.locate(luma) else { return nil }
            if forgets { sighting.fields = [:] }
            return Seen(sighting: sighting, closer: try locator.fields(of: sighting, in: luma))
        }
        return try #require(seen)
    }

    /// A frame of the portrait card with a coarse check printed all over the card: among it the second look, in which
    /// digits are three pixels high, sees no row.
    @Test func findsTheNumberOfAPortraitCardThatIsPatterned() throws {
        let locator = CardLocator(model: try Bench.models().locator)
        try Bench.frame(12, of: "portrait").withLuma { view in
            let located = try locator.locate(LumaPyramid(view))
            let plain = try #require(located)
            let number = try #require(plain.line?.quad)
            let picture = Self.patterned(view, on: plain.quad)
            let patterned = try #require(picture)
            let sighting = try locator.locate(LumaPyramid(patterned.view))
            let seen = try #require(sighting?.line?.quad)
            let off = zip(seen.corners, number.corners).map { ($0 - $1).length }
            #expect(off.max() ?? 0 < number.height)
        }
    }

    /// A picture with a check of 10 pixels over a card.
    private static func patterned(_ view: LumaView, on card: CardQuad) -> LumaImage? {
        let unit = CardQuad(x: 0, y: 0, width: 1, height: 1)
        guard let toCard = Homography(from: card, to: unit) else { return nil }
        var image = LumaImage(width: view.width, height: view.height)
        for y in 0..<view.height {
            for x in 0..<view.width {
                let place = toCard(Point(Float(x), Float(y)))
                let isOnCard = (0...1).contains(place.x) && (0...1).contains(place.y)
                let check = isOnCard ? ((x / 10 + y / 10).isMultiple(of: 2) ? 60 : -60) : 0
                image.pixels[y * view.width + x] = UInt8(clamping: Int(view[x, y]) + check)
            }
        }
        return image
    }

    /// Where no row was sighted, they are looked for below the number, where most cards have them.
    @Test(arguments: ["flat-print", "tilted", "embossed-silver", "upside-down", "portrait"])
    func findsRowsThatWereNotSighted(_ name: String) throws {
        let seen = try look(at: name, frame: 12, forgets: true)
        let number = try #require(seen.sighting.line)
        for field in CardField.allCases {
            let row = try #require(seen.closer[field]?.first)
            let down = number.quad.bottomLeft - number.quad.topLeft
            let below = row.quad.center - number.quad.center
            #expect(below.x * down.x + below.y * down.y > 0, "below the number, whichever way the card lies")
            #expect(row.quad.height > 8 && row.quad.height < number.quad.height)
        }
    }

    /// What was sighted is where the closer look sees it.
    @Test func agreesWithTheSighting() throws {
        let seen = try look(at: "flat-print", frame: 12, forgets: false)
        for field in CardField.allCases {
            let sighted = try #require(seen.sighting.fields[field]?.first?.quad)
            let closer = try #require(seen.closer[field]?.first?.quad)
            #expect((sighted.center - closer.center).length < closer.height)
        }
    }
}
