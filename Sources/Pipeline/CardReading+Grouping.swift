internal import Events

/// How the digits of a number stand together.
extension CardReading {
    /// The groupings that cards are printed with, beside that in one group.
    private static let printed = [[4, 4, 4, 4], [4, 6, 5], [4, 6, 4], [6, 13], [4, 4, 4, 4, 3]]
    /// From so many pitches on a step from digit to digit is a gap, wherever it stands, and where a printed grouping has one.
    private static let (gap, expectedGap) = (1.35, 1.12)

    /// How many digits stand together: a group ends where the next digit is farther off than usual, or in another row.
    ///
    /// A narrow gap is taken for one only where all gaps of a grouping that is usual for so many digits are seen.
    ///
    /// - Parameter centers: the middle of each digit; the whole part tells its row.
    static func grouping(_ centers: [Double], rows: Int = 1) -> [Int] {
        let steps = zip(centers, centers.dropFirst()).map { a, b in
            rows > 1 && a.rounded(.down) != b.rounded(.down) ? .infinity : b - a
        }
        let usual = pitch(centers)
        let seen = groups(steps.map { $0 > gap * usual })
        guard rows == 1, !printed.contains(seen) else { return seen }
        let fits = printed.first { groups in
            groups.reduce(0, +) == centers.count
                && ends(of: groups).allSatisfy { steps[$0 - 1] > expectedGap * usual }
        }
        return fits ?? seen
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
