import Events
import Glibc
import Synchronization

/// The program's standard error: lines, and on a terminal a status that stays below them.
enum StandardError {
    /// What stands in the last line, where the status is shown.
    private static let status = Mutex("")

    /// Writes a line; control characters other than line ends do not reach the terminal.
    static func write(_ line: String) {
        var bytes = line.utf8.map { ($0 < 0x20 && $0 != 0x0A && $0 != 0x09) || $0 == 0x7F ? UInt8(ascii: "?") : $0 }
        bytes.append(0x0A)
        status.withLock { status in _ = writeAll(erasure(of: status) + bytes + status.utf8, to: STDERR_FILENO) }
    }

    /// Puts a status of plain ASCII in the place of the last one; an empty one takes it away.
    static func show(status text: String) {
        status.withLock { status in
            guard text != status else { return }
            _ = writeAll(erasure(of: status) + text.utf8, to: STDERR_FILENO)
            status = text
        }
    }

    /// What makes the status vanish from any terminal.
    private static func erasure(of status: String) -> [UInt8] {
        guard !status.isEmpty else { return [] }
        return Array("\r\(String(repeating: " ", count: status.utf8.count))\r".utf8)
    }
}
