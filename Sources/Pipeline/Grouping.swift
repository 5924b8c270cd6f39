/// How the digits of a number stand together.
struct Grouping: Equatable {
    /// How many digits each group has.
    let groups: [Int]
    /// Whether there is room for hidden digits between two groups.
    let hasHole: Bool

    /// The groupings that cards are printed with, beside that in one group.
    private static let printed = [[4, 4, 4, 4], [4, 6, 5], [4, 6, 4], [6, 13], [4, 4, 4, 4, 3]]
    /// From so many pitches on a step from digit to digit is a gap, wherever it stands, and where a printed grouping has one.
    private static let (gap, expectedGap) = (1.35, 1.12)
    /// From so many on it has room for a digit beside the gaps.
    private static let hole = 3.2
    /// How far a digit may stand outside of its row, in lengths of the row: some are cut out a little too short.
    private static let overhang = 0.07
    /// No group is printed with fewer digits.
    private static let leastGroup = 3

    /// Takes groups as they are.
    init(_ groups: [Int]) { (self.groups, hasHole) = (groups, false) }

    /// Tells how many digits stand together: a group ends where the next digit is farther off than usual, or in another row.
    ///
    /// A narrow gap is taken for one only where all gaps of a grouping that is usual for so many digits are seen.
    ///
    /// - Parameter centers: the middle of each digit; the whole part tells its row.
    init(_ centers: [Double], rows: Int = 1) {
        let row = Self.rows(of: centers, count: rows)
        let steps = centers.indices.dropLast().map { i in
            row[i] != row[i + 1] ? .infinity : centers[i + 1] - centers[i]
        }
        let usual = Self.pitch(centers)
        hasHole = steps.contains { $0.isFinite && $0 > Self.hole * usual }
        // The digits of a row among several are a group, however far apart they are cut out.
        let seen = Self.groups(steps.map { rows > 1 ? $0.isInfinite : $0 > Self.gap * usual })
        guard rows == 1, !Self.printed.contains(seen) else {
            groups = seen
            return
        }
        let fits = Self.printed.first { groups in
            groups.reduce(0, +) == centers.count
                && Self.ends(of: groups).allSatisfy { steps[$0 - 1] > Self.expectedGap * usual }
        }
        groups = fits ?? seen
    }

    /// Whether these may be a part of a printed grouping, whose other digits are hidden at its end or its beginning.
    ///
    /// What is printed so itself is whole. Digits in one group may be any number of them.
    var isPart: Bool {
        guard groups.count > 1, !Self.printed.contains(groups) else { return false }
        if groups.contains(where: { $0 < Self.leastGroup }) { return true }
        func begins(_ whole: [Int], _ part: [Int]) -> Bool {
            part.count <= whole.count && part.dropLast() == whole.prefix(part.count - 1)
                && part[part.count - 1] <= whole[part.count - 1]
        }
        return Self.printed.contains { begins($0, groups) || begins($0.reversed(), groups.reversed()) }
    }

    /// The row of each digit: that in which it stands, or by its turn the one before or after if it hardly reaches there.
    private static func rows(of centers: [Double], count: Int) -> [Int] {
        guard count > 1 else { return centers.map { _ in 0 } }
        return centers.enumerated().map { index, center in
            let turn = index * count / centers.count
            let isIn = (Double(turn) - overhang...Double(turn + 1) + overhang).contains(center)
            return isIn ? turn : Int(center.rounded(.down))
        }
    }

    /// The usual distance from digit to digit.
    static func pitch(_ centers: [Double]) -> Double {
        let steps = zip(centers, centers.dropFirst()).map { $1 - $0 }.sorted()
        return steps.isEmpty ? 1 : steps[steps.count / 2]
    }

    /// The groups between gaps, where it is told of each step whether it is one.
    private static func groups(_ isGap: [Bool]) -> [Int] {
        isGap.reduce(into: [1]) { groups, isGap in
            if isGap { groups.append(1) } else { groups[groups.count - 1] += 1 }
        }
    }

    /// How many digits stand before each gap.
    private static func ends(of groups: [Int]) -> [Int] {
        groups.dropLast().reduce(into: []) { ends, count in ends.append((ends.last ?? 0) + count) }
    }
}
