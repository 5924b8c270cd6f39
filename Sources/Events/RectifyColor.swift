import Frames
import Locate

/// Makes an upright picture of what lies between four corners; black beyond the picture's edge.
///
/// Each pixel is the mean of bilinear samples, as many as the piece is shrunk, so that large photographs do not alias.
///
/// - Returns: `nil` where the corners span no picture.
func rectified(_ picture: ColorImage, _ quad: CardQuad, width: Int, height: Int) -> ColorImage? {
    let target = CardQuad(x: -0.5, y: -0.5, width: Float(width), height: Float(height))
    guard quad.corners.allSatisfy({ $0.x.isFinite && $0.y.isFinite }),
        let map = Homography(from: target, to: quad)
    else { return nil }
    let samples = Int(min(max(max(quad.width / Float(width), quad.height / Float(height)), 1), 4).rounded())
    let step = 1 / Float(samples)
    let norm = step * step
    var pixels = [UInt8](repeating: 0, count: width * height * 3)
    var output = pixels.mutableSpan
    let input = picture.pixels.span
    for y in 0..<height {
        let rows = (0..<samples).map { map.row(Float(y) + (Float($0) + 0.5) * step - 0.5) }
        for x in 0..<width {
            var sum = SIMD3<Float>()
            for row in rows {
                for sample in 0..<samples {
                    let h = row.origin + row.step * (Float(x) + (Float(sample) + 0.5) * step - 0.5)
                    sum += bilinear(input, picture.width, picture.height, h.x / h.z, h.y / h.z)
                }
            }
            let color = (sum * norm).rounded(.toNearestOrAwayFromZero)
            let to = (y * width + x) * 3
            for channel in 0..<3 { output[to + channel] = UInt8(min(color[channel], 255)) }
        }
    }
    return ColorImage(width: width, height: height, pixels: pixels)
}

/// The colour between pixels; black beyond the edge, and where the place is none.
@inline(__always)
private func bilinear(
    _ input: borrowing Span<UInt8>, _ width: Int, _ height: Int, _ x: Float, _ y: Float
) -> SIMD3<Float> {
    let (lastX, lastY) = (Float(width - 1), Float(height - 1))
    guard x >= -0.5, y >= -0.5, x <= lastX + 0.5, y <= lastY + 0.5 else { return .zero }
    let (cx, cy) = (min(max(x, 0), lastX), min(max(y, 0), lastY))
    let (left, top) = (Int(cx), Int(cy))
    let (right, bottom) = (min(left + 1, width - 1), min(top + 1, height - 1))
    let (fx, fy) = (cx - Float(left), cy - Float(top))
    let upper = pixel(input, top * width + left) * (1 - fx) + pixel(input, top * width + right) * fx
    let lower = pixel(input, bottom * width + left) * (1 - fx) + pixel(input, bottom * width + right) * fx
    return upper * (1 - fy) + lower * fy
}

@inline(__always)
private func pixel(_ input: borrowing Span<UInt8>, _ index: Int) -> SIMD3<Float> {
    SIMD3(Float(input[index * 3]), Float(input[index * 3 + 1]), Float(input[index * 3 + 2]))
}
