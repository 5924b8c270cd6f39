import Logging

/// Writes log lines to standard error: `cardcam: warning: ...`, one line each, never with a number, a name or an image.
struct LineLogHandler: LogHandler {
    var logLevel = Logger.Level.notice
    var metadata = Logger.Metadata()
    var metadataProvider: Logger.MetadataProvider?

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let prefix =
            switch event.level {
            case .notice, .error, .critical: ""
            case .trace, .debug, .info, .warning: "\(event.level): "
            }
        let pairs = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let suffix = pairs.map { " \($0.key)=\($0.value)" }.joined()
        StandardError.write("cardcam: \(prefix)\(event.message)\(suffix)")
    }
}
