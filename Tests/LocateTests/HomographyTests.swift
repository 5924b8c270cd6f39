import TestSupport
import Testing

@testable import Locate

/// Projective maps: there and back, and none where a quadrilateral has no area.
@Suite struct HomographyTests {
    private let unit = CardQuad(x: 0, y: 0, width: 1, height: 1)

    private static func quad(seed: UInt64, around scale: Float) -> CardQuad {
        var random = SeededGenerator(seed: seed)
        func jitter(_ x: Float, _ y: Float) -> Point {
            Point(x + Float(random.unit() - 0.5) * scale * 0.4, y + Float(random.unit() - 0.5) * scale * 0.4)
        }
        return CardQuad(jitter(0, 0), jitter(scale, 0), jitter(scale, scale * 0.6), jitter(0, scale * 0.6))
    }

    @Test(arguments: [UInt64(1), 2, 3, 4], [Float(100), 4000])
    func goesThereAndBack(seed: UInt64, scale: Float) throws {
        let (a, b) = (Self.quad(seed: seed, around: scale), Self.quad(seed: seed + 100, around: scale))
        let there = try #require(Homography(from: a, to: b))
        let back = try #require(Homography(from: b, to: a))
        for (from, to) in zip(a.corners, b.corners) { #expect((there(from) - to).length < scale * 1e-5) }
        for point in [a.center, a.center * 0.7, Point(0, 0)] {
            #expect((back(there(point)) - point).length < scale * 1e-4)
        }
    }

    @Test func keepsLinesStraight() throws {
        let map = try #require(Homography(from: unit, to: Self.quad(seed: 9, around: 300)))
        let (a, b, c) = (map(Point(0.1, 0.2)), map(Point(0.4, 0.4)), map(Point(0.85, 0.7)))
        let cross = (b - a).x * (c - a).y - (b - a).y * (c - a).x
        #expect(abs(cross) < 0.05)
    }

    @Test func rowsGiveTheSameAsPoints() throws {
        let map = try #require(Homography(from: unit, to: Self.quad(seed: 5, around: 200)))
        let (origin, step) = map.row(0.3)
        for x in [Float(0), 0.25, 1] {
            let p = origin + step * x
            #expect((Point(p.x / p.z, p.y / p.z) - map(Point(x, 0.3))).length < 1e-3)
        }
    }

    @Test(arguments: [
        CardQuad(x: 5, y: 5, width: 0, height: 0), CardQuad(x: 5, y: 5, width: 0, height: 10),
        CardQuad(Point(0, 0), Point(10, 10), Point(20, 20), Point(0, 10)),
        CardQuad(Point(0, 0), Point(10, 0), Point(10, 0), Point(0, 10)),
    ])
    func aFlatQuadrilateralHasNoMap(_ flat: CardQuad) {
        #expect(Homography(from: flat, to: unit) == nil)
        #expect(flat.isConvexClockwise == false)
    }

    @Test func theOrderOfCornersTellsUprightFromMirrored() {
        let quad = CardQuad(x: 10, y: 20, width: 30, height: 20)
        #expect(quad.isConvexClockwise)
        #expect(quad.area == 600)
        let mirrored = CardQuad(quad.topRight, quad.topLeft, quad.bottomLeft, quad.bottomRight)
        #expect(!mirrored.isConvexClockwise)
        #expect(mirrored.area == -600)
        let crossed = CardQuad(quad.topLeft, quad.bottomRight, quad.topRight, quad.bottomLeft)
        #expect(!crossed.isConvexClockwise)
    }

    @Test func measuresItsSides() {
        let quad = CardQuad(Point(0, 0), Point(10, 0), Point(12, 4), Point(0, 6))
        #expect(quad.width == (10 + Float(148).squareRoot()) / 2)
        #expect(quad.height == (6 + Float(20).squareRoot()) / 2)
        #expect(quad.center == Point(5.5, 2.5))
    }
}
