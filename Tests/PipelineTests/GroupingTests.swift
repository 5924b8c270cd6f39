import Events
import Testing

@testable import Pipeline

/// How the digits stand together on the card, from where each stands.
@Suite struct GroupingTests {
    /// Middles of digits a pitch apart, with `gap` more pitches between groups, over the length of a line.
    private static func centers(_ groups: [Int], gap: Double) -> [Double] {
        var places: [Double] = []
        var x = 0.5
        for count in groups {
            for _ in 0..<count {
                places.append(x)
                x += 1
            }
            x += gap
        }
        let length = x - gap - 0.5 + 0.5
        return places.map { $0 / length }
    }

    @Test(arguments: [[4, 4, 4, 4], [4, 6, 5], [6, 13], [4, 6, 4], [4, 4, 4, 4, 3], [8, 8]], [0.5, 0.8, 1.2])
    func findsTheGapsThatArePrinted(_ groups: [Int], gap: Double) {
        #expect(Grouping(Self.centers(groups, gap: gap)).groups == groups)
    }

    @Test func digitsWithoutGapsAreOneGroup() {
        #expect(Grouping(Self.centers([16], gap: 0)).groups == [16])
    }

    @Test func aLittleUnevennessIsNoGap() {
        var centers = Self.centers([4, 4, 4, 4], gap: 0.8)
        for i in centers.indices { centers[i] += (i.isMultiple(of: 2) ? 1 : -1) * 0.002 }
        #expect(Grouping(centers).groups == [4, 4, 4, 4])
    }

    /// As few frames of a narrowly printed number show it.
    @Test func narrowGapsAreFoundWhereAUsualGroupingHasThem() {
        var centers = Self.centers([4, 4, 4, 4], gap: 0.4)
        for i in 8..<12 { centers[i] -= 0.008 }
        #expect(Grouping(centers).groups == [4, 4, 4, 4])
    }

    @Test func oneNarrowGapAloneIsNoGrouping() {
        var centers = Self.centers([16], gap: 0)
        for i in 4..<16 { centers[i] += 0.01 }
        #expect(Grouping(centers).groups == [16])
    }

    @Test func eachRowIsAGroup() {
        let centers = (0..<16).map { 0.125 + 0.25 * Double($0) }
        #expect(Grouping(centers, rows: 4).groups == [4, 4, 4, 4])
        // Of one row, a digit beyond the line's end begins no group.
        #expect(Grouping((0..<16).map { (Double($0) + 0.5) / 15.2 }).groups == [16])
    }

    /// The row's length is found from its mask, which fades at the ends.
    @Test func aDigitMayOverhangItsRow() {
        var centers = (0..<16).map { 0.125 + 0.25 * Double($0) }
        (centers[3], centers[8], centers[10], centers[15]) = (1.03, 1.98, 2.72, 4.04)
        #expect(Grouping(centers, rows: 4).groups == [4, 4, 4, 4])
        centers[3] = 1.12
        #expect(Grouping(centers, rows: 4).groups == [3, 5, 4, 4])
    }

    @Test func oneDigitIsAGroup() { #expect(Grouping([0.5]).groups == [1]) }

    @Test(arguments: [
        [4, 4, 4], [4, 4, 4, 1], [4, 4, 4, 3], [4, 4, 4, 4, 1], [4, 4, 4, 4, 2], [4, 6, 3], [6, 12], [3, 4, 4, 4],
        [2, 6, 5], [5, 13], [1, 4, 4, 4, 3], [3, 4, 4, 4, 1],
    ])
    func whatLacksDigitsAtAnEndIsAPart(groups: [Int]) { #expect(Grouping(groups).isPart) }

    @Test(arguments: [
        [4, 4, 4, 4], [4, 6, 4], [4, 6, 5], [6, 13], [4, 4, 4, 4, 3], [13], [16], [19], [4, 3, 3, 3],
    ])
    func whatIsPrintedSoIsNoPart(groups: [Int]) { #expect(!Grouping(groups).isPart) }
}
