public import Capture
import FoundationEssentials
public import Pipeline

/// What day it is where the program runs.
public enum LocalDay {
    /// The present day, `YYYY-MM-DD`.
    public static var now: String {
        Date.now.formatted(Date.ISO8601FormatStyle(timeZone: .current).year().month().day())
    }

    /// The day that tells what has expired: as asked for, for a camera the one that it is then, or of a recording its
    /// own; `nil` where none is known.
    public static func today(
        of source: any FrameSource, asked: CalendarDate? = nil
    ) -> @Sendable () -> CalendarDate? {
        if let asked { return { asked } }
        if source.description.kind == .camera { return { CalendarDate(now) } }
        let recorded = (source as? RecordingSource)?.date.flatMap { CalendarDate($0) }
        return { recorded }
    }
}
