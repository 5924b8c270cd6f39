import Pipeline
import Testing

/// Days as the command line and recordings give them.
@Suite struct CalendarDateTests {
    @Test func takesDays() throws {
        let day = try #require(CalendarDate("2026-02-28"))
        #expect(day.year == 2026 && day.month == 2 && day.day == 28)
        #expect(CalendarDate("2024-02-29") != nil)
        #expect(CalendarDate("2000-02-29") != nil)
    }

    @Test(arguments: [
        "", "2026", "2026-1-1", "2026-13-01", "2026-00-01", "2026-01-00", "2026-01-32", "2026-02-29", "1900-02-29",
        "2026-04-31", "20260101", "2026-01-01-", "2026/01/01", "26-01-01", "-026-01-01", "2026-01-0a",
    ])
    func refusesEverythingElse(_ text: String) { #expect(CalendarDate(text) == nil) }
}
