import FoundationEssentials
import Pipeline

/// What day it is where the program runs.
enum LocalDay {
    private static let style = Date.ISO8601FormatStyle(timeZone: .current).year().month().day()

    /// The present day.
    static var now: CalendarDate? { CalendarDate(Date.now.formatted(style)) }
}
