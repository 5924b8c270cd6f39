import Frames
import Testing

/// Each level halves the one before, whatever the layout of the first.
@Suite struct LumaPyramidTests {
    private static func shape(_ view: borrowing LumaView) -> [Int] { [view.width, view.height] }

    @Test(arguments: [
        (8, 4, [8, 4], [4, 2], [2, 1]), (7, 5, [7, 5], [3, 2], [1, 1]), (1, 1, [1, 1], [1, 1], [1, 1]),
        (1, 9, [1, 9], [1, 4], [1, 2]), (9, 1, [9, 1], [4, 1], [2, 1]),
    ])
    func halvesItsSides(_ w: Int, _ h: Int, full: [Int], half: [Int], quarter: [Int]) {
        let image = LumaImage(width: w, height: h, filling: 33)
        let pyramid = LumaPyramid(image.view)
        let shapes = [Self.shape(pyramid.level(0)), Self.shape(pyramid.level(1)), Self.shape(pyramid.level(2))]
        #expect(shapes == [full, half, quarter])
        let (a, b) = (pyramid.level(1)[0, 0], pyramid.level(2)[0, 0])
        #expect(a == 33 && b == 33)
    }

    @Test func takesMeansOfFourPixelsRounded() {
        let image = LumaImage(width: 4, height: 2, pixels: [0, 1, 250, 255, 1, 1, 255, 255])
        let pyramid = LumaPyramid(image.view)
        let (a, b) = (pyramid.level(1)[0, 0], pyramid.level(1)[1, 0])
        #expect(a == 1)
        #expect(b == 254)
    }

    @Test func readsPackedPixelsAlike() {
        let pixels = (0..<48).map { UInt8($0 * 5) }
        let image = LumaImage(width: 8, height: 6, pixels: pixels)
        var bytes = [UInt8](repeating: 255, count: 6 * 20)
        for i in pixels.indices { bytes[i / 8 * 20 + i % 8 * 2] = pixels[i] }
        let plain = LumaPyramid(image.view)
        let packed = LumaPyramid(LumaView(bytes: bytes.span, width: 8, height: 6, rowStride: 20, pixelStride: 2))
        for n in 0..<LumaPyramid.levels {
            for y in 0..<max(1, 6 >> n) {
                for x in 0..<(8 >> n) {
                    let (a, b) = (plain.level(n)[x, y], packed.level(n)[x, y])
                    #expect(a == b)
                }
            }
        }
    }
}
