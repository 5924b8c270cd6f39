import Frames
import Testing

@testable import Locate

/// A flat pattern, drawn in perspective and cut out again.
@Suite struct RectifyTests {
    private static let width = 60
    private static let height = 38
    private static let quads = [
        CardQuad(x: 20, y: 12, width: 120, height: 76),
        CardQuad(Point(24, 30), Point(140, 8), Point(150, 96), Point(30, 84)),
        // Upside down, and on its side.
        CardQuad(Point(150, 100), Point(20, 92), Point(14, 14), Point(144, 10)),
        CardQuad(Point(110, 6), Point(116, 112), Point(50, 108), Point(46, 8)),
    ]

    /// A smooth pattern that tells every place and direction apart.
    private static func pattern(_ u: Float, _ v: Float) -> Float { 40 + 150 * u * u + 50 * v + 40 * u * (1 - v) }

    /// A frame of 160x120 that shows the pattern on `quad` and grey around it, as luma.
    private static func drawn(_ quad: CardQuad) throws -> [UInt8] {
        let toUnit = try #require(Homography(from: quad, to: CardQuad(x: 0, y: 0, width: 1, height: 1)))
        return (0..<160 * 120).map { i in
            let p = toUnit(Point(Float(i % 160), Float(i / 160)))
            // The pattern runs on beyond the edge, so that edge pixels are not mixed with the ground.
            guard abs(p.x - 0.5) < 0.6, abs(p.y - 0.5) < 0.6 else { return 128 }
            return UInt8(max(0, min(255, pattern(p.x, p.y) + 0.5)))
        }
    }

    /// The greatest difference between the piece that was cut out and the pattern.
    private static func error(_ piece: LumaImage) -> Float {
        (0..<piece.pixels.count).reduce(0) { worst, i in
            let u = (Float(i % piece.width) + 0.5) / Float(piece.width)
            let v = (Float(i / piece.width) + 0.5) / Float(piece.height)
            return max(worst, abs(Float(piece.pixels[i]) - pattern(u, v)))
        }
    }

    @Test(arguments: quads.indices)
    func bringsThePatternBack(_ index: Int) throws {
        let image = LumaImage(width: 160, height: 120, pixels: try Self.drawn(Self.quads[index]))
        let pyramid = LumaPyramid(image.view)
        let found = rectify(pyramid, Self.quads[index], width: Self.width, height: Self.height)
        let piece = try #require(found)
        #expect(piece.width == Self.width && piece.height == Self.height)
        #expect(Self.error(piece) < 5)
    }

    @Test(arguments: quads.indices)
    func readsPackedPixelsAlike(_ index: Int) throws {
        let luma = try Self.drawn(Self.quads[index])
        // YUYV: chroma between the luma, and padded rows.
        var bytes = [UInt8](repeating: 255, count: 120 * 330)
        for i in luma.indices { bytes[i / 160 * 330 + i % 160 * 2] = luma[i] }
        let packed = LumaPyramid(LumaView(bytes: bytes.span, width: 160, height: 120, rowStride: 330, pixelStride: 2))
        let plain = LumaImage(width: 160, height: 120, pixels: luma)
        let pyramid = LumaPyramid(plain.view)
        let fromPacked = rectify(packed, Self.quads[index], width: Self.width, height: Self.height)
        let fromPlain = rectify(pyramid, Self.quads[index], width: Self.width, height: Self.height)
        #expect(fromPacked != nil)
        #expect(fromPacked == fromPlain)
    }

    @Test(arguments: [1, 2, 5])
    func keepsItsPlaceAtEveryScale(_ shrink: Int) throws {
        // A step edge in the middle stays in the middle, from whatever level of the pyramid it is cut.
        var image = LumaImage(width: 240, height: 120)
        for i in image.pixels.indices where i % 240 >= 120 { image.pixels[i] = 200 }
        let whole = CardQuad(x: -0.5, y: -0.5, width: 240, height: 120)
        let pyramid = LumaPyramid(image.view)
        let (w, h) = (240 / shrink, 120 / shrink)
        let found = rectify(pyramid, whole, width: w, height: h)
        let piece = try #require(found)
        let sum = piece.pixels[0..<w].reduce(0) { $0 + Int($1) }
        #expect(abs(sum - 200 * w / 2) <= 100)
    }

    @Test func repeatsTheEdgeOutsideTheFrame() throws {
        var image = LumaImage(width: 8, height: 8, filling: 50)
        for y in 0..<8 { image.pixels[y * 8] = 200 }
        let pyramid = LumaPyramid(image.view)
        let outside = CardQuad(x: -20, y: 1, width: 8, height: 4)
        let found = rectify(pyramid, outside, width: 8, height: 4)
        let piece = try #require(found)
        #expect(piece.pixels.allSatisfy { $0 == 200 })
    }

    @Test(arguments: [
        CardQuad(x: 2, y: 2, width: 0, height: 0), CardQuad(x: 0, y: 0, width: .infinity, height: 4),
        CardQuad(x: .nan, y: 0, width: 4, height: 4),
    ])
    func aQuadrilateralWithoutAreaGivesNothing(_ quad: CardQuad) {
        let image = LumaImage(width: 8, height: 8)
        let pyramid = LumaPyramid(image.view)
        let piece = rectify(pyramid, quad, width: 8, height: 4)
        #expect(piece == nil)
    }

    @Test func aQuadrilateralBeyondMeasureDoesNoHarm() {
        let image = LumaImage(width: 8, height: 8, filling: 9)
        let pyramid = LumaPyramid(image.view)
        let piece = rectify(pyramid, CardQuad(x: -1e19, y: -1e19, width: 2e19, height: 2e19), width: 8, height: 4)
        #expect(piece?.pixels.allSatisfy { $0 == 9 } ?? true)
    }
}
