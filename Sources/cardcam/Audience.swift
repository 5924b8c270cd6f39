import Events
import Report

/// Who hears the events of a session: standard output, and where they are wanted a report and a progress bar.
final class Audience {
    private let writer: EventWriter
    /// Whether reports of single frames go to standard output, too.
    private let writesFrames: Bool
    private var report: ScanReport?
    private var progress: ProgressBar?

    init(_ writer: EventWriter, writesFrames: Bool, report: ScanReport?, progress: ProgressBar?) {
        (self.writer, self.writesFrames, self.report, self.progress) = (writer, writesFrames, report, progress)
    }

    /// Tells an event to everyone.
    func take(_ event: CardEvent) -> SinkOutcome {
        report?.add(event)
        progress?.take(event)
        if case .frame = event, !writesFrames { return .open }
        progress?.makeRoom()
        return writer.write(event)
    }

    /// Takes the progress away; gives the page, where one was wanted.
    func end(_ ended: Ended) -> [UInt8]? {
        progress?.hide()
        return report?.html(ended)
    }
}
