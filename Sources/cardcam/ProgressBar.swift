import CProcess
import Events
import Glibc

/// How far a replay has come, in the last line of a terminal.
struct ProgressBar {
    /// Time between two pictures of it.
    private static let interval = Duration.milliseconds(100)
    /// Columns of the bar itself; a terminal that has no room for it and the figures shows these alone.
    private static let bar = 24

    private let total: Int?
    /// Whether events go to the same terminal.
    private let sharesTerminal: Bool
    private let began = ContinuousClock.now
    private var drawn: ContinuousClock.Instant?
    private var (frames, results) = (0, 0)

    /// Takes part where standard error is a terminal; `nil` where it is not.
    ///
    /// - Parameter total: frames of the recording, where that is known.
    init?(total: Int?) {
        guard isatty(STDERR_FILENO) == 1 else { return nil }
        (self.total, sharesTerminal) = (total, isatty(STDOUT_FILENO) == 1)
    }

    /// Takes in an event, and draws itself now and then.
    mutating func take(_ event: CardEvent) {
        switch event {
        case .frame(let report): frames = (report.at.frame ?? frames) + 1
        case .result: results += 1
        default: return
        }
        let now = ContinuousClock.now
        if let drawn, now - drawn < Self.interval { return }
        drawn = now
        StandardError.show(status: text(after: now - began))
    }

    /// Makes room for what is written to standard output, should that be the same terminal.
    func makeRoom() {
        if sharesTerminal { hide() }
    }

    /// Takes itself away.
    func hide() { StandardError.show(status: "") }

    /// The line: `[======>     ]  37 %  123 of 330 frames  1 result  31 frames/s`.
    private func text(after time: Duration) -> String {
        let rate = Int((Double(frames) / max(time / .seconds(1), 0.001)).rounded())
        var parts = [
            total.map { "\(frames) of \($0) frames" } ?? Self.count(frames, "frame"),
            Self.count(results, "result"), "\(rate) frames/s",
        ]
        let columns = Int(CProcess_terminal_columns(STDERR_FILENO))
        // The last column is left free: some terminals would begin another line.
        let room = (columns > 0 ? columns : 80) - 1
        if let total, total > 0 {
            let share = min(Double(frames) / Double(total), 1)
            let full = Int(share * Double(Self.bar))
            let line = String(repeating: "=", count: full) + (full < Self.bar ? ">" : "")
            let percent = "\(Int(share * 100)) %"
            parts.insert(percent, at: 0)
            let bar = "[" + line + String(repeating: " ", count: Self.bar - line.utf8.count) + "]"
            if bar.utf8.count + parts.reduce(0, { $0 + $1.utf8.count + 2 }) <= room { parts.insert(bar, at: 0) }
        }
        return String(parts.joined(separator: "  ").prefix(max(room, 0)))
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
