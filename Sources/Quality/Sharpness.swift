internal import Frames

/// Sharpness as the steepness of the clearest edges.
///
/// The steepest slope of a small tile over its range of brightness tells how narrow its edge is, whatever the contrast
/// (edge width: Marziliano et al., *A no-reference perceptual blur metric*, ICIP 2002). Only the tiles with the most
/// contrast are asked, so that how much print a card bears matters little. Across and down are judged apart, because
/// motion smears one direction and leaves the edges along it as they were.
enum Sharpness {
    /// Side of a tile in pixels.
    private static let tile = 10
    /// One of so many tiles is asked, those with the most contrast.
    private static let asked = 5
    /// Grey levels that noise takes from a slope, and adds to a range: nothing is not sharp.
    private static let (noiseSlope, noiseRange) = (1.0, 4.0)
    /// The steepness of a picture that is all blurred, and the increase that makes the difference to the sharpest.
    private static let (floor, span) = (0.06, 0.43)
    /// Smoothed brightness is kept in this many parts of a grey level.
    private static let parts = 16.0

    /// The contrast of a tile and its steepest slopes, in parts of a grey level.
    private struct Tile {
        var range: Int16
        var across: Int16
        var down: Int16
    }

    /// 0...1, falling as the picture is blurred, in whichever direction.
    static func measure(_ image: LumaImage) -> Double {
        let tiles = tiles(smoothed(image), image.width, image.height).sorted { $0.range > $1.range }
        let clear = tiles.prefix(max(1, tiles.count / asked))
        guard !clear.isEmpty else { return 0 }
        let steepness = (upperQuartile(clear, \.across) * upperQuartile(clear, \.down)).squareRoot()
        return min(1, max(0, (steepness - floor) / span))
    }

    private static func upperQuartile(_ tiles: ArraySlice<Tile>, _ slope: KeyPath<Tile, Int16>) -> Double {
        let steepness = tiles.map { tile in
            max(0, Double(tile[keyPath: slope]) - noiseSlope * parts) / (Double(tile.range) + noiseRange * parts)
        }
        .sorted()
        return steepness[steepness.count * 3 / 4]
    }

    /// 3x3 binomial smoothing against noise, in parts of a grey level; the border stays 0.
    private static func smoothed(_ image: LumaImage) -> [Int16] {
        let (w, h) = (image.width, image.height)
        var columns = [Int16](repeating: 0, count: w)
        var result = [Int16](repeating: 0, count: w * h)
        for y in 1..<max(1, h - 1) {
            let (above, here, below) = ((y - 1) * w, y * w, (y + 1) * w)
            for x in 0..<w {
                columns[x] =
                    Int16(image.pixels[above &+ x]) &+ 2 &* Int16(image.pixels[here &+ x])
                    &+ Int16(image.pixels[below &+ x])
            }
            for x in 1..<max(1, w - 1) {
                result[here &+ x] = columns[x &- 1] &+ 2 &* columns[x] &+ columns[x &+ 1]
            }
        }
        return result
    }

    /// Tiles of what lies within the border; what is left over at the right and at the bottom is left out.
    private static func tiles(_ smooth: [Int16], _ w: Int, _ h: Int) -> [Tile] {
        var tiles: [Tile] = []
        for top in stride(from: 1, through: h - 2 - tile, by: tile) {
            var low = [Int16](repeating: .max, count: w)
            var high = [Int16](repeating: .min, count: w)
            var (across, down) = ([Int16](repeating: 0, count: w), [Int16](repeating: 0, count: w))
            for y in top..<top + tile {
                for x in 1..<w - 2 {
                    let i = y &* w &+ x
                    let value = smooth[i]
                    low[x] = min(low[x], value)
                    high[x] = max(high[x], value)
                    across[x] = max(across[x], abs(smooth[i &+ 1] &- value))
                    down[x] = max(down[x], abs(smooth[i &+ w] &- value))
                }
            }
            for left in stride(from: 1, through: w - 2 - tile, by: tile) {
                let columns = left..<left + tile
                let range = (high[columns].max() ?? 0) - (low[columns].min() ?? 0)
                tiles.append(Tile(range: range, across: across[columns].max() ?? 0, down: down[columns].max() ?? 0))
            }
        }
        return tiles
    }
}
