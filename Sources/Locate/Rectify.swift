public import Frames

/// Cuts a flat piece of a picture out in its own shape.
///
/// Each pixel of the result is the mean of bilinear samples, as many as the piece is shrunk, so that small print does
/// not alias. Outside the picture, the nearest edge pixel stands.
///
/// - Parameters:
///   - luma: the picture.
///   - quad: the piece, in pixels of the picture.
///   - width: columns of the result.
///   - height: rows of the result.
/// - Returns: the upright piece, or `nil` if the corners span no area.
public func rectify(_ luma: borrowing LumaView, _ quad: CardQuad, width: Int, height: Int) -> LumaImage? {
    let target = CardQuad(x: -0.5, y: -0.5, width: Float(width), height: Float(height))
    guard let map = Homography(from: target, to: quad) else { return nil }
    let samplesX = samples(quad.width / Float(width))
    let samplesY = samples(quad.height / Float(height))
    var result = LumaImage(width: width, height: height)
    let sampler = BilinearSampler(width: luma.width, height: luma.height, luma.rowStride, luma.pixelStride)
    let norm = 1 / Float(samplesX * samplesY)
    let stepX = 1 / Float(samplesX)
    for y in 0..<height {
        var sums = [Float](repeating: 0, count: width)
        for sampleY in 0..<samplesY {
            let at = Float(y) + (Float(sampleY) + 0.5) / Float(samplesY) - 0.5
            let (origin, step) = map.row(at)
            var p = origin + step * (0.5 * stepX - 0.5)
            let fine = step * stepX
            for x in 0..<width {
                var sum: Float = 0
                for _ in 0..<samplesX {
                    sum += sampler.sample(luma, x: p.x / p.z, y: p.y / p.z)
                    p += fine
                }
                sums[x] += sum
            }
        }
        for x in 0..<width { result.pixels[y * width + x] = UInt8(min(255, max(0, sums[x] * norm + 0.5))) }
    }
    return result
}

private func samples(_ shrink: Float) -> Int { shrink.isFinite ? min(4, max(1, Int(shrink.rounded()))) : 1 }

/// Reads a picture between its pixels.
private struct BilinearSampler {
    let maxX: Float
    let maxY: Float
    let lastX: Int
    let lastY: Int
    let rowStride: Int
    let pixelStride: Int

    init(width: Int, height: Int, _ rowStride: Int, _ pixelStride: Int) {
        (maxX, maxY, lastX, lastY) = (Float(width - 1), Float(height - 1), width - 1, height - 1)
        (self.rowStride, self.pixelStride) = (rowStride, pixelStride)
    }

    @inline(__always)
    func sample(_ luma: borrowing LumaView, x: Float, y: Float) -> Float {
        // A point at infinity becomes an edge pixel.
        let x = max(0, min(maxX, x.isNaN ? 0 : x))
        let y = max(0, min(maxY, y.isNaN ? 0 : y))
        let left = Int(x)
        let top = Int(y)
        let fx = x - Float(left)
        let fy = y - Float(top)
        let right = min(left &+ 1, lastX)
        let bottom = min(top &+ 1, lastY)
        let a = Float(luma[left, top])
        let b = Float(luma[right, top])
        let c = Float(luma[left, bottom])
        let d = Float(luma[right, bottom])
        let upper = a + (b - a) * fx
        let lower = c + (d - c) * fx
        return upper + (lower - upper) * fy
    }
}
