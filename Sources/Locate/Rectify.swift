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
///   - isPicked: whether a pixel is one sample of the full picture instead, which keeps edges as steep as they are.
/// - Returns: the upright piece, or `nil` if the corners span no area.
public func rectify(
    _ luma: borrowing LumaPyramid, _ quad: CardQuad, width: Int, height: Int, isPicked: Bool = false
) -> LumaImage? {
    let shrinkX = quad.width / Float(width)
    let shrinkY = quad.height / Float(height)
    guard shrinkX.isFinite, shrinkY.isFinite else { return nil }
    var level = 0
    var scale: Float = 1
    while !isPicked, level + 1 < LumaPyramid.levels, min(shrinkX, shrinkY) >= scale * 1.6 {
        level += 1
        scale *= 2
    }
    let scaled = quad.mapped { Point(($0.x + 0.5) / scale - 0.5, ($0.y + 0.5) / scale - 0.5) }
    let target = CardQuad(x: -0.5, y: -0.5, width: Float(width), height: Float(height))
    guard let map = Homography(from: target, to: scaled) else { return nil }
    return sample(
        luma.level(level), map, width: width, height: height, samplesX: isPicked ? 1 : samples(shrinkX / scale),
        samplesY: isPicked ? 1 : samples(shrinkY / scale))
}

/// Samples for each pixel along one side.
private func samples(_ shrink: Float) -> Int { Int(min(4, max(1, (shrink - 0.1).rounded()))) }

/// Target pixels from one exact position to the next; between them positions run straight. Perspective bends so short a
/// way by less than a twentieth of a pixel, and a division for each sample is saved.
private let run = 8

private func sample(
    _ luma: borrowing LumaView, _ map: Homography, width: Int, height: Int, samplesX: Int, samplesY: Int
) -> LumaImage {
    let sampler = BilinearSampler(luma)
    let norm = 1 / Float(samplesX * samplesY)
    // The first sample of a pixel lies this far from its middle.
    let first = (0.5 / Float(samplesX)) - 0.5
    var result = LumaImage(width: width, height: height)
    var sums = [Float](repeating: 0, count: width)
    for y in 0..<height {
        for x in 0..<width { sums[x] = 0 }
        for sampleY in 0..<samplesY {
            let (origin, step) = map.row(Float(y) + (Float(sampleY) + 0.5) / Float(samplesY) - 0.5)
            func place(_ x: Int) -> SIMD2<Float> {
                let p = origin + step * (Float(x) + first)
                return SIMD2(p.x, p.y) / p.z
            }
            var (start, here) = (0, place(0))
            while start < width {
                let end = min(start + run, width)
                let there = place(end)
                let pace = (there - here) / Float((end - start) * samplesX)
                let isInside = sampler.contains(here) && sampler.contains(there)
                for x in start..<end {
                    for _ in 0..<samplesX {
                        sums[x] += isInside ? sampler.inside(luma, here) : sampler.clamped(luma, here)
                        here += pace
                    }
                }
                (start, here) = (end, there)
            }
        }
        for x in 0..<width { result.pixels[y &* width &+ x] = UInt8(min(255, max(0, sums[x] * norm + 0.5))) }
    }
    return result
}

/// Reads a picture between its pixels.
private struct BilinearSampler {
    private let lastX: Int
    private let lastY: Int
    private let far: SIMD2<Float>

    init(_ luma: borrowing LumaView) {
        (lastX, lastY) = (luma.width - 1, luma.height - 1)
        far = SIMD2(Float(lastX), Float(lastY))
    }

    /// Whether a place is so far inside that its four pixels are there, rounding included.
    @inline(__always)
    func contains(_ place: SIMD2<Float>) -> Bool {
        place.x > 0.5 && place.y > 0.5 && place.x < far.x - 0.5 && place.y < far.y - 0.5
    }

    /// The brightness at a place that is inside.
    @inline(__always)
    func inside(_ luma: borrowing LumaView, _ place: SIMD2<Float>) -> Float {
        let (left, top) = (Int(place.x), Int(place.y))
        return mean(luma, place - SIMD2(Float(left), Float(top)), left, top, left &+ 1, top &+ 1)
    }

    /// The brightness at any place: that of the nearest edge pixel where it is outside.
    @inline(__always)
    func clamped(_ luma: borrowing LumaView, _ place: SIMD2<Float>) -> Float {
        // Written so that a point at infinity (NaN) lands on an edge pixel too.
        let x = place.x > 0 ? (place.x < far.x ? place.x : far.x) : 0
        let y = place.y > 0 ? (place.y < far.y ? place.y : far.y) : 0
        let (left, top) = (Int(x), Int(y))
        let part = SIMD2(x - Float(left), y - Float(top))
        return mean(luma, part, left, top, min(left &+ 1, lastX), min(top &+ 1, lastY))
    }

    @inline(__always)
    private func mean(
        _ luma: borrowing LumaView, _ part: SIMD2<Float>, _ left: Int, _ top: Int, _ right: Int, _ bottom: Int
    ) -> Float {
        let a = Float(unsafe luma.unchecked(left, top))
        let b = Float(unsafe luma.unchecked(right, top))
        let c = Float(unsafe luma.unchecked(left, bottom))
        let d = Float(unsafe luma.unchecked(right, bottom))
        let upper = a + (b - a) * part.x
        let lower = c + (d - c) * part.x
        return upper + (lower - upper) * part.y
    }
}
