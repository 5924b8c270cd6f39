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

        func holds(_ other: Box) -> Bool {
            left <= other.left && top <= other.top && right >= other.right && bottom >= other.bottom
        }

        /// The share of both areas that both have in common.
        func overlap(_ other: Box) -> Double {
            let across = max(0, min(right, other.right) - max(left, other.left))
            let shared = across * max(0, min(bottom, other.bottom) - max(top, other.top))
            return Double(shared) / Double(width * height + other.width * other.height - shared)
        }

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
    /// The same within a word, where a space is wider: so many times the usual gap, and at least so many heights.
    private static let (space, narrowestSpace) = (2.0, 0.12)
    /// Around a pixel, how far its surroundings reach, and by how much it must differ from them: pale print by little, while
    /// strong print is parted from what it touches by more.
    private static let reach = 20
    private static let contrasts: [Float] = [12, 36]
    /// Groups that share so much of their areas are one.
    private static let alike = 0.7

    /// What stands for the evenness of characters that run together, and what three of them count more than two.
    private static let (unknownEvenness, preference) = (0.85, 0.15)

    /// The groups; those first that are most like print: of three characters or more, all of one height.
    let boxes: [Box]

    init(_ card: LumaImage) {
        let means = Self.means(card)
        let groups = Self.contrasts.flatMap { contrast in
            let (dark, light) = (Self.spots(card, means, true, contrast), Self.spots(card, means, false, contrast))
            return Self.groups(dark, beside: light) + Self.groups(light, beside: dark)
        }
        .sorted { ($1.likeness, $0.box.top, $0.box.left) < ($0.likeness, $1.box.top, $1.box.left) }
        boxes = groups.reduce(into: []) { boxes, group in
            if !boxes.contains(where: { $0.overlap(group.box) > Self.alike }) { boxes.append(group.box) }
        }
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

    /// Bounds of the connected spots of a character's height that are darker, or lighter, than what is around them.
    private static func spots(_ card: LumaImage, _ means: [Float], _ isDark: Bool, _ contrast: Float) -> [Box] {
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
            if heights.contains(box.height) { spots.append(box) }
        }
        return spots
    }

    /// Joins spots along their rows; what is left are the groups that are neither single characters nor long words.
    ///
    /// - Parameter others: spots of the other tone. What lies around several of them is their ground,
    ///   unless they are as small as the holes in digits.
    private static func groups(_ spots: [Box], beside others: [Box]) -> [Group] {
        var rest = spots.filter { Double($0.width) <= aspects.upperBound * Double($0.height) }.sorted {
            $0.left < $1.left
        }
        var groups: [Group] = []
        while !rest.isEmpty {
            var row = [rest.removeFirst()]
            while let next = rest.firstIndex(where: { follows($0, row[row.count - 1]) }) {
                row.append(rest.remove(at: next))
            }
            let words = words(row)
            groups += (words.count > 1 ? words + [row] : words).compactMap { group($0) }.filter { found in
                others.count { found.box.holds($0) && 2 * $0.height > found.box.height } < 2
            }
        }
        return groups
    }

    /// The words of a row: `CVV` and what follows it, though letters that touch are one spot.
    private static func words(_ row: [Box]) -> [[Box]] {
        let gaps = zip(row, row.dropFirst()).map { Double($1.left - $0.right) }
        let height = Double(row.map(\.height).max() ?? 0)
        let usual = gaps.isEmpty ? 0 : gaps.sorted()[gaps.count / 2]
        let widest = max(space * usual, narrowestSpace * height)
        return zip(row.dropFirst(), gaps).reduce(into: [[row[0]]]) { words, next in
            if next.1 > widest { words.append([next.0]) } else { words[words.count - 1].append(next.0) }
        }
    }

    /// Characters that stand together, and how much they are like print.
    private typealias Group = (box: Box, likeness: Double)

    /// The characters as a group; `nil` where they are too few or too many.
    private static func group(_ characters: [Box]) -> Group? {
        var box = characters[0]
        for other in characters.dropFirst() { box.join(other) }
        let aspect = Double(box.width) / Double(box.height)
        let isJoined = characters.count == 1 && aspect >= aspects.lowerBound
        guard aspects.contains(aspect), counts.contains(characters.count) || isJoined else { return nil }
        let heights = characters.map { Double($0.height) }
        let evenness = isJoined ? unknownEvenness : (heights.min() ?? 0) / (heights.max() ?? 1)
        return (box, evenness + (characters.count >= 3 ? preference : 0))
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
