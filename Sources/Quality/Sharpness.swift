internal import Frames

/// Sharpness as the share of detail that lies in the finest scale.
///
/// The energy of an edge's slope falls as it is blurred, sooner at a fine scale than at a coarse one, while contrast and
/// the amount of print scale both alike. So the ratio of the two energies tells blur from a card with little print on
/// it, which the plain variance of the Laplacian (Pech-Pacheco et al., ICPR 2000) cannot. Across and down are judged
/// apart, because motion smears one direction and leaves the edges along it as they were.
enum Sharpness {
    /// The ratio of energies at which one direction counts one half.
    private static let halfway = 0.65
    /// The ratio that a picture blurred beyond both scales still has.
    private static let floor = 0.25

    /// 0...1, falling as the picture is blurred, in whichever direction.
    static func measure(_ image: LumaImage) -> Double {
        let smooth = smoothed(image)
        let fine = slopeEnergies(smooth, image.width, image.height)
        let (coarse, width, height) = quartered(smooth, image.width, image.height)
        let rough = slopeEnergies(coarse, width, height)
        return (share(fine.across, rough.across) * share(fine.down, rough.down)).squareRoot()
    }

    private static func share(_ fine: Double, _ rough: Double) -> Double {
        // Sensor noise of about one grey level stands in for detail where there is none.
        let ratio = max(0, max(0, fine - 0.25) / (rough + 4) * 4 - floor)
        return ratio / (ratio + halfway)
    }

    /// Mean squared central difference in each direction.
    private static func slopeEnergies(_ pixels: [Float], _ width: Int, _ height: Int) -> (across: Double, down: Double)
    {
        var (across, down) = (0.0, 0.0)
        for y in 1..<height - 1 {
            var (rowX, rowY): (Float, Float) = (0, 0)
            for x in 1..<width - 1 {
                let i = y * width + x
                let dx = pixels[i + 1] - pixels[i - 1]
                let dy = pixels[i + width] - pixels[i - width]
                rowX += dx * dx
                rowY += dy * dy
            }
            across += Double(rowX)
            down += Double(rowY)
        }
        let count = Double((width - 2) * (height - 2))
        return (across / count, down / count)
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
