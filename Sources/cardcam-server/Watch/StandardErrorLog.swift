import Events
import Glibc
import Logging

/// Writes messages to standard error, `cardcam-server: warning: ...`, a line each.
struct StandardErrorLog: LogHandler {
    var logLevel = Logger.Level.notice
    var metadata = Logger.Metadata()
    var metadataProvider: Logger.MetadataProvider?

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let prefix = event.level == .notice ? "" : "\(event.level): "
        let line = "cardcam-server: \(prefix)\(event.message)"
        // A client's text never steers the terminal.
        let bytes = line.utf8.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: " ") : $0 }
        _ = writeAll(bytes + [0x0A], to: STDERR_FILENO)
    }
}
