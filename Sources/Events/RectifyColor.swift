import Frames
import Locate

/// Makes an upright picture of what lies between four corners, by bilinear sampling; black beyond the picture's edge.
///
/// - Returns: `nil` where the corners span no picture.
func rectified(_ picture: ColorImage, _ quad: CardQuad, width: Int, height: Int) -> ColorImage? {
    let target = CardQuad(x: -0.5, y: -0.5, width: Float(width), height: Float(height))
    guard quad.corners.allSatisfy({ $0.x.isFinite && $0.y.isFinite }),
        let map = Homography(from: target, to: quad)
    else { return nil }
    var pixels = [UInt8](repeating: 0, count: width * height * 3)
    var output = pixels.mutableSpan
    let input = picture.pixels.span
    let (lastX, lastY) = (Float(picture.width - 1), Float(picture.height - 1))
    for y in 0..<height {
        let row = map.row(Float(y))
        for x in 0..<width {
            let h = row.origin + row.step * Float(x)
            let (sourceX, sourceY) = (h.x / h.z, h.y / h.z)
            guard sourceX >= -0.5, sourceY >= -0.5, sourceX <= lastX + 0.5, sourceY <= lastY + 0.5 else { continue }
            let (cx, cy) = (min(max(sourceX, 0), lastX), min(max(sourceY, 0), lastY))
            let (left, top) = (Int(cx), Int(cy))
            let (fx, fy) = (cx - Float(left), cy - Float(top))
            let (right, bottom) = (min(left + 1, picture.width - 1), min(top + 1, picture.height - 1))
            let corners = (
                (top * picture.width + left) * 3, (top * picture.width + right) * 3,
                (bottom * picture.width + left) * 3, (bottom * picture.width + right) * 3
            )
            let to = (y * width + x) * 3
            for channel in 0..<3 {
                let upper = Float(input[corners.0 + channel]) * (1 - fx) + Float(input[corners.1 + channel]) * fx
                let lower = Float(input[corners.2 + channel]) * (1 - fx) + Float(input[corners.3 + channel]) * fx
                output[to + channel] = UInt8((upper * (1 - fy) + lower * fy).rounded())
            }
        }
    }
    return ColorImage(width: width, height: height, pixels: pixels)
}
