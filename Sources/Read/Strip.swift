internal import Frames
internal import Inference

/// The pictures of text rows that the reading network takes, and the shapes of what it makes of them.
enum Strip {
    static let width = 320
    static let height = 32
    /// Width of a column of the answer, in pixels.
    static let columnWidth = 4
    /// What the backbone tells of a place, and how many places stand above each other.
    static let (channels, featureRows) = (192, 4)
    /// Columns of the answer for a number.
    static let columns = width / columnWidth
    /// The characters that the network tells apart; class 0 is the blank, class 1 the first of these.
    static let alphabet = Array("0123456789/ABCDEFGHIJKLMNOPQRSTUVWXYZ .-'")
    static let classes = alphabet.count + 1

    /// Strips as the network was trained on them: mean 0, deviation 1.
    ///
    /// - Parameter strips: pictures of this height and all of one width.
    /// - Returns: shape `[strips, 1, height, their width]`.
    static func tensor(_ strips: [LumaImage]) -> Tensor {
        let width = strips.first?.width ?? width
        let count = width * height
        var tensor = Tensor(shape: [strips.count, 1, height, width])
        for (n, strip) in strips.enumerated() {
            var sum: Float = 0
            var squares: Float = 0
            for value in strip.pixels {
                sum += Float(value)
                squares += Float(value) * Float(value)
            }
            let mean = sum / Float(count)
            let deviation = max(0, squares / Float(count) - mean * mean).squareRoot() + 1e-3
            for i in 0..<count { tensor.values[n * count + i] = (Float(strip.pixels[i]) - mean) / deviation }
        }
        return tensor
    }

    /// A picture of the strip's height made as wide: its last column stands in all that are added at the right.
    static func continued(_ image: LumaImage, to width: Int = width) -> LumaImage {
        guard image.width < width else { return image }
        var wide = LumaImage(width: width, height: image.height)
        for y in 0..<image.height {
            let row = image.pixels[y * image.width..<(y + 1) * image.width]
            wide.pixels.replaceSubrange(y * width..<y * width + image.width, with: row)
            for x in image.width..<width { wide.pixels[y * width + x] = row[(y + 1) * image.width - 1] }
        }
        return wide
    }
}
