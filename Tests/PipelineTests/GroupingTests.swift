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
        #expect(CardReading.grouping(Self.centers(groups, gap: gap)) == groups)
    }

    @Test func digitsWithoutGapsAreOneGroup() {
        #expect(CardReading.grouping(Self.centers([16], gap: 0)) == [16])
    }

    @Test func aLittleUnevennessIsNoGap() {
        var centers = Self.centers([4, 4, 4, 4], gap: 0.8)
        for i in centers.indices { centers[i] += (i.isMultiple(of: 2) ? 1 : -1) * 0.002 }
        #expect(CardReading.grouping(centers) == [4, 4, 4, 4])
    }

    /// As few frames of a narrowly printed number show it.
    @Test func narrowGapsAreFoundWhereAUsualGroupingHasThem() {
        var centers = Self.centers([4, 4, 4, 4], gap: 0.4)
        for i in 8..<12 { centers[i] -= 0.008 }
        #expect(CardReading.grouping(centers) == [4, 4, 4, 4])
    }

    @Test func oneNarrowGapAloneIsNoGrouping() {
        var centers = Self.centers([16], gap: 0)
        for i in 4..<16 { centers[i] += 0.01 }
        #expect(CardReading.grouping(centers) == [16])
    }

    @Test func eachRowIsAGroup() {
        let centers = (0..<16).map { 0.125 + 0.25 * Double($0) }
        #expect(CardReading.grouping(centers, rows: 4) == [4, 4, 4, 4])
        // Of one row, a digit beyond the line's end begins no group.
        #expect(CardReading.grouping((0..<16).map { (Double($0) + 0.5) / 15.2 }) == [16])
    }

    @Test func oneDigitIsAGroup() { #expect(CardReading.grouping([0.5]) == [1]) }
}
