internal import Frames

/// Sharpness as the share of detail that lies in the finest scale.
///
/// The energy of an edge's slope falls as it is blurred, sooner at a fine scale than at a coarse one, while contrast and
/// the amount of print scale both alike. So the ratio of the two energies tells blur from a card with little print on
/// it, which the plain variance of the Laplacian (Pech-Pacheco et al., ICPR 2000) cannot.
enum Sharpness {
    /// The ratio of energies at which `measure` gives one half.
    private static let halfway = 0.9

    /// 0...1, falling as the picture is blurred.
    static func measure(_ image: LumaImage) -> Double {
        let smooth = smoothed(image)
        let fine = slopeEnergy(smooth, image.width, image.height)
        let (coarse, width, height) = quartered(smooth, image.width, image.height)
        let rough = slopeEnergy(coarse, width, height)
        // Sensor noise of about one grey level stands in for detail where there is none.
        let ratio = max(0, fine - 0.5) / (rough + 8) * 4
        return ratio / (ratio + halfway)
    }

    /// Mean squared central difference, both directions.
    private static func slopeEnergy(_ pixels: [Float], _ width: Int, _ height: Int) -> Double {
        var sum = 0.0
        for y in 1..<height - 1 {
            var row: Float = 0
            for x in 1..<width - 1 {
                let i = y * width + x
                let dx = pixels[i + 1] - pixels[i - 1]
                let dy = pixels[i + width] - pixels[i - width]
                row += dx * dx + dy * dy
            }
            sum += Double(row)
        }
        return sum / Double((width - 2) * (height - 2))
    }

    /// 3x3 binomial smoothing against noise; the border stays as it is.
    private static func smoothed(_ image: LumaImage) -> [Float] {
        let (w, h) = (image.width, image.height)
        var across = image.pixels.map(Float.init)
        for y in 0..<h {
            for x in 1..<w - 1 {
                let i = y * w + x
                let sum = Int(image.pixels[i - 1]) + 2 * Int(image.pixels[i]) + Int(image.pixels[i + 1])
                across[i] = Float(sum) / 4
            }
        }
        var result = across
        for y in 1..<h - 1 {
            for x in 0..<w {
                let i = y * w + x
                result[i] = (across[i - w] + 2 * across[i] + across[i + w]) / 4
            }
        }
        return result
    }

    /// Means of 4x4 pixels.
    private static func quartered(_ pixels: [Float], _ width: Int, _ height: Int) -> ([Float], Int, Int) {
        let (w, h) = (width / 4, height / 4)
        var result = [Float](repeating: 0, count: w * h)
        for y in 0..<h * 4 {
            for x in 0..<w * 4 { result[y / 4 * w + x / 4] += pixels[y * width + x] / 16 }
        }
        return (result, w, h)
    }
}
