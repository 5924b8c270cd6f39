internal import Frames
internal import Inference

/// Where the pixels of a frame stand in the network's input: scaled to fit, centred, black around.
struct Letterbox {
    /// Size of the locator's input in pixels.
    static let width = 320
    static let height = 240

    /// Frame pixels for each input pixel.
    let scale: Float
    let left: Int
    let top: Int
    let innerWidth: Int
    let innerHeight: Int

    init(frameWidth: Int, frameHeight: Int) {
        let scale = max(Float(frameWidth) / Float(Self.width), Float(frameHeight) / Float(Self.height))
        innerWidth = min(Self.width, max(1, Int((Float(frameWidth) / scale).rounded())))
        innerHeight = min(Self.height, max(1, Int((Float(frameHeight) / scale).rounded())))
        left = (Self.width - innerWidth) / 2
        top = (Self.height - innerHeight) / 2
        self.scale = scale
    }

    /// From input pixels to frame pixels (centres have whole coordinates in both).
    func frame(_ p: Point) -> Point {
        Point((p.x - Float(left) + 0.5) * scale - 0.5, (p.y - Float(top) + 0.5) * scale - 0.5)
    }

    /// Averages the frame into the network's input, from the smallest level that is still as large.
    func shrink(_ pyramid: borrowing LumaPyramid) -> LumaImage {
        shrink(pyramid.level(scale >= 4 ? 2 : scale >= 2 ? 1 : 0))
    }

    private func shrink(_ luma: borrowing LumaView) -> LumaImage {
        var image = LumaImage(width: Self.width, height: Self.height)
        let columns = bounds(count: innerWidth, size: luma.width)
        let rows = bounds(count: innerHeight, size: luma.height)
        let stride = luma.pixelStride
        var sums = [Int32](repeating: 0, count: innerWidth)
        for y in 0..<innerHeight {
            for x in sums.indices { sums[x] = 0 }
            for sourceY in rows[y]..<max(rows[y] + 1, rows[y + 1]) {
                let row = luma.row(sourceY)
                for x in 0..<innerWidth {
                    let start = columns[x]
                    let end = max(start + 1, columns[x + 1])
                    var sum: Int32 = 0
                    var at = start * stride
                    for _ in start..<end {
                        sum &+= Int32(row[at])
                        at &+= stride
                    }
                    sums[x] &+= sum
                }
            }
            let rowCount = max(rows[y] + 1, rows[y + 1]) - rows[y]
            let start = (y + top) * Self.width + left
            for x in 0..<innerWidth {
                let count = Int32(rowCount * (max(columns[x] + 1, columns[x + 1]) - columns[x]))
                image.pixels[start + x] = UInt8((sums[x] + count / 2) / count)
            }
        }
        return image
    }

    /// The first source line of each of `count` lines of the input, and the end.
    private func bounds(count: Int, size: Int) -> [Int] {
        (0...count).map { min(size - ($0 == count ? 0 : 1), Int(Float($0) * Float(size) / Float(count))) }
    }
}

/// The locator's input tensor `[1, 1, 240, 320]` for a picture of its size.
func locatorInput(_ image: LumaImage) -> Tensor {
    var tensor = Tensor(shape: [1, 1, Letterbox.height, Letterbox.width])
    for i in image.pixels.indices { tensor.values[i] = (Float(image.pixels[i]) - 118) / 64 }
    return tensor
}
