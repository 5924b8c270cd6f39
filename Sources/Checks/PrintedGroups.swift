internal import Frames

/// Finds small groups of characters on a card: what stands close together, evenly high, with room on both sides.
///
/// What is darker or lighter than its surroundings falls apart into spots; those of a character's size are joined along
/// the row. No text is read here: letters and the odd ornament come along.
struct PrintedGroups {
    /// Where a group stands, in pixels.
    struct Box: Equatable {
        var left: Int
        var top: Int
        /// One beyond the last column and the last row.
        var right: Int
        var bottom: Int

        var width: Int { right - left }
        var height: Int { bottom - top }

        mutating func join(_ other: Box) {
            (left, top) = (min(left, other.left), min(top, other.top))
            (right, bottom) = (max(right, other.right), max(bottom, other.bottom))
        }
    }

    /// Heights of characters: 1.3 to 5 millimetres of a card that is cut to ten pixels a millimetre.
    private static let heights = 13...50
    /// Characters of a group, and how often the length of a row goes into it where they run together.
    private static let counts = 2...5
    private static let aspects = 1.1...4.4
    /// Room between two characters of a group, in heights.
    private static let gap = 0.42
    /// Around a pixel, how far its surroundings reach, and by how much it must differ from them.
    private static let reach = 20
    private static let contrast: Float = 12

    /// What stands for the evenness of characters that run together, and what three of them count more than two.
    private static let (unknownEvenness, preference) = (0.85, 0.15)

    /// The groups; those first that are most like print: of three characters or more, all of one height.
    let boxes: [Box]

    init(_ card: LumaImage) {
        let means = Self.means(card)
        boxes = [true, false].flatMap { isDark in
            let spots = Self.spots(card, means, isDark).filter { Self.heights.contains($0.height) }
            return Self.groups(spots)
        }
        .sorted { ($1.likeness, $0.box.top, $0.box.left) < ($0.likeness, $1.box.top, $1.box.left) }.map(\.box)
    }

    /// The mean of each pixel's surroundings.
    private static func means(_ card: LumaImage) -> [Float] {
        let (w, h) = (card.width, card.height)
        var sums = [Int32](repeating: 0, count: (w + 1) * (h + 1))
        for y in 0..<h {
            var row: Int32 = 0
            for x in 0..<w {
                row += Int32(card.pixels[y * w + x])
                sums[(y + 1) * (w + 1) + x + 1] = sums[y * (w + 1) + x + 1] + row
            }
        }
        var means = [Float](repeating: 0, count: w * h)
        for y in 0..<h {
            let (top, bottom) = (max(0, y - reach) * (w + 1), min(h, y + reach + 1) * (w + 1))
            for x in 0..<w {
                let (left, right) = (max(0, x - reach), min(w, x + reach + 1))
                let sum = sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left]
                means[y * w + x] = Float(sum) / Float((bottom - top) / (w + 1) * (right - left))
            }
        }
        return means
    }

    /// Bounds of the connected spots that are darker, or lighter, than what is around them.
    private static func spots(_ card: LumaImage, _ means: [Float], _ isDark: Bool) -> [Box] {
        let (w, h) = (card.width, card.height)
        var free = card.pixels.indices.map { i in
            let differs = Float(card.pixels[i]) - means[i]
            return (isDark ? -differs : differs) > contrast
        }
        var spots: [Box] = []
        var stack: [Int] = []
        for seed in free.indices where free[seed] {
            var box = Box(left: w, top: h, right: 0, bottom: 0)
            free[seed] = false
            stack.append(seed)
            while let at = stack.popLast() {
                let (x, y) = (at % w, at / w)
                box.join(Box(left: x, top: y, right: x + 1, bottom: y + 1))
                for ny in max(0, y - 1)...min(h - 1, y + 1) {
                    for nx in max(0, x - 1)...min(w - 1, x + 1) where free[ny * w + nx] {
                        free[ny * w + nx] = false
                        stack.append(ny * w + nx)
                    }
                }
            }
            spots.append(box)
        }
        return spots
    }

    /// Joins spots along their rows; what is left are the groups that are neither single characters nor long words.
    private static func groups(_ spots: [Box]) -> [(box: Box, likeness: Double)] {
        var rest = spots.filter { Double($0.width) <= aspects.upperBound * Double($0.height) }.sorted {
            $0.left < $1.left
        }
        var groups: [(box: Box, likeness: Double)] = []
        while !rest.isEmpty {
            var last = rest.removeFirst()
            var (group, count) = (last, 1)
            var (lowest, highest) = (last.height, last.height)
            while let next = rest.firstIndex(where: { follows($0, last) }) {
                last = rest.remove(at: next)
                group.join(last)
                count += 1
                (lowest, highest) = (min(lowest, last.height), max(highest, last.height))
            }
            let aspect = Double(group.width) / Double(group.height)
            let isJoined = count == 1 && aspect >= aspects.lowerBound
            guard aspects.contains(aspect), counts.contains(count) || isJoined else { continue }
            let evenness = isJoined ? unknownEvenness : Double(lowest) / Double(highest)
            groups.append((group, evenness + (count >= 3 ? preference : 0)))
        }
        return groups
    }

    /// Whether a spot is the next character after another.
    private static func follows(_ spot: Box, _ last: Box) -> Bool {
        let height = Double(max(spot.height, last.height))
        let shared = Double(min(spot.bottom, last.bottom) - max(spot.top, last.top))
        let gap = Double(spot.left - last.right)
        return shared > 0.6 * height && gap < Self.gap * height && gap > -0.3 * height
            && Double(min(spot.height, last.height)) > 0.62 * height && spot.left > last.left
    }
}
