import Frames
import Inference
import Testing

@testable import Read

/// Strips as the network takes them.
@Suite struct StripTests {
    /// A strip that brightens from left to right by `step` each pixel.
    private static func strip(width: Int = Strip.width, step: Double = 0.5) -> LumaImage {
        var image = LumaImage(width: width, height: Strip.height)
        for i in image.pixels.indices { image.pixels[i] = UInt8(Double(i % width) * step) }
        return image
    }

    @Test func eachHasMeanZeroAndDeviationOne() {
        let batch = Strip.tensor([Self.strip(), Self.strip(step: 0.2)])
        #expect(batch.shape == [2, 1, Strip.height, Strip.width])
        let count = Strip.width * Strip.height
        for n in 0..<2 {
            let values = batch.values[n * count..<(n + 1) * count]
            #expect(abs(values.reduce(0, +) / Float(count)) < 1e-3)
            #expect(abs(values.reduce(0) { $0 + $1 * $1 } / Float(count) - 1) < 1e-2)
        }
        #expect(batch.values[0] < batch.values[1000])
    }

    @Test func anEvenStripStaysFinite() {
        let batch = Strip.tensor([LumaImage(width: Strip.width, height: Strip.height, filling: 9)])
        #expect(batch.values.allSatisfy { $0 == 0 })
    }

    @Test func aShortStripGoesOnAsItsLastColumn() {
        let short = Self.strip(width: 100)
        let long = Strip.continued(short)
        #expect(long.width == Strip.width && long.height == Strip.height)
        for y in [0, 9, Strip.height - 1] {
            for x in 0..<Strip.width {
                #expect(long.pixels[y * Strip.width + x] == short.pixels[y * 100 + min(x, 99)])
            }
        }
        #expect(Strip.continued(long) == long)
        #expect(Strip.continued(short, to: 128).width == 128)
    }

    @Test func stripsMayBeOfAnyWidth() {
        let batch = Strip.tensor([Self.strip(width: 128)])
        #expect(batch.shape == [1, 1, Strip.height, 128])
        #expect(abs(batch.values.reduce(0, +) / Float(batch.values.count)) < 1e-3)
    }
}
