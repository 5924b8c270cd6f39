import FoundationEssentials

/// What day it is where the program runs.
enum LocalDay {
    /// The present day, `YYYY-MM-DD`.
    static var now: String {
        Date.now.formatted(Date.ISO8601FormatStyle(timeZone: .current).year().month().day())
    }
}
