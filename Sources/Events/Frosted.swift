import Frames

/// A picture so coarse that no digit of a card in it can be read, smooth as through frosted glass.
///
/// It has `columns` means from left to right and as many from top to bottom as keep them square, joined by straight
/// lines.
func frosted(_ picture: ColorImage, columns: Int) -> ColorImage {
    let rows = max(1, (columns * picture.height + picture.width / 2) / picture.width)
    let means = means(of: picture, columns: columns, rows: rows)
    let (across, down) = (places(picture.width, columns), places(picture.height, rows))
    var pixels = [UInt8](repeating: 0, count: picture.pixels.count)
    var target = pixels.mutableSpan
    var next = 0
    for y in 0..<picture.height {
        let (upper, lower, share) = down[y]
        let row = (0..<columns * 3).map { place in
            means[upper * columns * 3 + place] * (256 - share) + means[lower * columns * 3 + place] * share
        }
        for x in 0..<picture.width {
            let (left, right, share) = across[x]
            for channel in 0..<3 {
                let sum = row[left * 3 + channel] * (256 - share) + row[right * 3 + channel] * share
                target[next] = UInt8(truncatingIfNeeded: sum >> 16)
                next += 1
            }
        }
    }
    return ColorImage(width: picture.width, height: picture.height, pixels: pixels)
}

/// The mean colour of each part of a picture, of every other pixel of every other row.
private func means(of picture: ColorImage, columns: Int, rows: Int) -> [Int] {
    var sums = [Int](repeating: 0, count: columns * rows * 3)
    var counts = [Int](repeating: 0, count: columns * rows)
    let pixels = picture.pixels.span
    for y in stride(from: 0, to: picture.height, by: 2) {
        let first = y * rows / picture.height * columns
        for x in stride(from: 0, to: picture.width, by: 2) {
            let part = first + x * columns / picture.width
            let from = (y * picture.width + x) * 3
            for channel in 0..<3 { sums[part * 3 + channel] += Int(pixels[from + channel]) }
            counts[part] += 1
        }
    }
    // A picture smaller than the parts leaves some without a pixel.
    return sums.indices.map { sums[$0] / max(1, counts[$0 / 3]) }
}

/// For each pixel of a side the two parts whose middles it lies between, and the second one's share in 256.
private func places(_ length: Int, _ parts: Int) -> [(Int, Int, Int)] {
    (0..<length).map { pixel in
        let place = max(0, (2 * pixel + 1) * parts * 128 / length - 128)
        return (min(place / 256, parts - 1), min(place / 256 + 1, parts - 1), place % 256)
    }
}
