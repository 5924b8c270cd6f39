public import Frames

/// Cuts a flat piece of a picture out in its own shape.
///
/// The piece is sampled between the pixels of the level of the pyramid that has about its size, several samples to a
/// pixel where the level is still much larger, so that small print does not alias. Outside the picture, the nearest edge
/// pixel stands.
///
/// - Parameters:
///   - luma: the picture.
///   - quad: the piece, in pixels of the full picture.
///   - width: columns of the result.
///   - height: rows of the result.
/// - Returns: the upright piece, or `nil` if the corners span no area.
public func rectify(_ luma: borrowing LumaPyramid, _ quad: CardQuad, width: Int, height: Int) -> LumaImage? {
    let shrinkX = quad.width / Float(width)
    let shrinkY = quad.height / Float(height)
    guard shrinkX.isFinite, shrinkY.isFinite else { return nil }
    var level = 0
    var scale: Float = 1
    while level + 1 < LumaPyramid.levels, min(shrinkX, shrinkY) >= scale * 1.6 {
        level += 1
        scale *= 2
    }
    let scaled = quad.mapped { Point(($0.x + 0.5) / scale - 0.5, ($0.y + 0.5) / scale - 0.5) }
    let target = CardQuad(x: -0.5, y: -0.5, width: Float(width), height: Float(height))
    guard let map = Homography(from: target, to: scaled) else { return nil }
    return sample(
        luma.level(level), map, width: width, height: height, samplesX: samples(shrinkX / scale),
        samplesY: samples(shrinkY / scale))
}

/// Samples for each pixel along one side.
private func samples(_ shrink: Float) -> Int { Int(min(4, max(1, (shrink - 0.1).rounded()))) }

private func sample(
    _ luma: borrowing LumaView, _ map: Homography, width: Int, height: Int, samplesX: Int, samplesY: Int
) -> LumaImage {
    let sampler = BilinearSampler(luma)
    let norm = 1 / Float(samplesX * samplesY)
    let stepX = 1 / Float(samplesX)
    var result = LumaImage(width: width, height: height)
    var sums = [Float](repeating: 0, count: width)
    for y in 0..<height {
        for x in 0..<width { sums[x] = 0 }
        for sampleY in 0..<samplesY {
            let (origin, step) = map.row(Float(y) + (Float(sampleY) + 0.5) / Float(samplesY) - 0.5)
            let fine = step * stepX
            var p = origin + step * (0.5 * stepX - 0.5)
            for x in 0..<width {
                var sum: Float = 0
                for _ in 0..<samplesX {
                    let w = 1 / p.z
                    sum += sampler.sample(luma, x: p.x * w, y: p.y * w)
                    p += fine
                }
                sums[x] += sum
            }
        }
        for x in 0..<width { result.pixels[y &* width &+ x] = UInt8(min(255, max(0, sums[x] * norm + 0.5))) }
    }
    return result
}

/// Reads a picture between its pixels.
private struct BilinearSampler {
    private let maxX: Float
    private let maxY: Float
    private let lastX: Int
    private let lastY: Int

    init(_ luma: borrowing LumaView) {
        (lastX, lastY) = (luma.width - 1, luma.height - 1)
        (maxX, maxY) = (Float(lastX), Float(lastY))
    }

    @inline(__always)
    func sample(_ luma: borrowing LumaView, x: Float, y: Float) -> Float {
        // Written so that a point at infinity (NaN) lands on an edge pixel too.
        let x = x > 0 ? (x < maxX ? x : maxX) : 0
        let y = y > 0 ? (y < maxY ? y : maxY) : 0
        let left = Int(x)
        let top = Int(y)
        let fx = x - Float(left)
        let fy = y - Float(top)
        let right = min(left &+ 1, lastX)
        let bottom = min(top &+ 1, lastY)
        let a = Float(unsafe luma.unchecked(left, top))
        let b = Float(unsafe luma.unchecked(right, top))
        let c = Float(unsafe luma.unchecked(left, bottom))
        let d = Float(unsafe luma.unchecked(right, bottom))
        let upper = a + (b - a) * fx
        let lower = c + (d - c) * fx
        return upper + (lower - upper) * fy
    }
}
