import Frames
import Inference
import Testing

@testable import Locate

/// How frames of every shape stand in the network's input.
@Suite struct LetterboxTests {
    @Test(arguments: [
        (1280, 720, 0, 30, 320, 180), (800, 600, 0, 0, 320, 240), (480, 640, 70, 0, 180, 240),
        (320, 240, 0, 0, 320, 240), (160, 120, 0, 0, 320, 240), (1920, 1080, 0, 30, 320, 180),
    ])
    func fitsTheFrameIntoTheMiddle(_ w: Int, _ h: Int, left: Int, top: Int, inner: Int, innerHeight: Int) {
        let box = Letterbox(frameWidth: w, frameHeight: h)
        #expect([box.left, box.top, box.innerWidth, box.innerHeight] == [left, top, inner, innerHeight])
        // The outer edges of the picture meet those of the frame.
        let first = box.frame(Point(Float(left) - 0.5, Float(top) - 0.5))
        let last = box.frame(Point(Float(left + inner) - 0.5, Float(top + innerHeight) - 0.5))
        #expect((first - Point(-0.5, -0.5)).length < 0.01)
        #expect((last - Point(Float(w) - 0.5, Float(h) - 0.5)).length < 0.01)
    }

    @Test(arguments: [(1280, 720), (800, 600), (480, 640), (160, 120)])
    func whatIsShownIsWhereTheMapSaysItIs(_ w: Int, _ h: Int) {
        // A bright spot: its centre in the input must lead back to its centre in the frame.
        var image = LumaImage(width: w, height: h)
        let (x0, y0, size) = (w / 2 + 8, h / 4, w / 20)
        for y in y0..<y0 + size {
            for x in x0..<x0 + size { image.pixels[y * w + x] = 255 }
        }
        let box = Letterbox(frameWidth: w, frameHeight: h)
        let shrunk = box.shrink(LumaPyramid(image.view))
        var (sum, sumX, sumY): (Float, Float, Float) = (0, 0, 0)
        for (i, value) in shrunk.pixels.enumerated() where value > 0 {
            sum += Float(value)
            sumX += Float(value) * Float(i % 320)
            sumY += Float(value) * Float(i / 320)
        }
        let found = box.frame(Point(sumX / sum, sumY / sum))
        let spot = Point(Float(x0) + Float(size - 1) / 2, Float(y0) + Float(size - 1) / 2)
        #expect((found - spot).length < 0.8 * max(1, box.scale / 2))
    }

    @Test(arguments: [(1280, 720), (480, 640), (801, 603), (33, 500), (1, 1)])
    func isBlackAroundAndAsBrightAsTheFrameWithin(_ w: Int, _ h: Int) {
        let image = LumaImage(width: w, height: h, filling: 180)
        let box = Letterbox(frameWidth: w, frameHeight: h)
        let shrunk = box.shrink(LumaPyramid(image.view))
        #expect(shrunk.pixels.count { $0 == 180 } == box.innerWidth * box.innerHeight)
        #expect(shrunk.pixels.count { $0 == 0 } == 320 * 240 - box.innerWidth * box.innerHeight)
        #expect(shrunk.pixels[box.top * 320 + box.left] == 180)
    }

    @Test func theTensorIsScaledAsTheNetworkWasTrained() {
        var image = LumaImage(width: 320, height: 240, filling: 118)
        (image.pixels[0], image.pixels[319]) = (182, 54)
        let tensor = locatorInput(image)
        #expect(tensor.shape == [1, 1, 240, 320])
        #expect(tensor.values[0] == 1)
        #expect(tensor.values[319] == -1)
        #expect(tensor.values[320] == 0)
    }
}
