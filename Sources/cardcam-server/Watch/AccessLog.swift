import Dispatch
import Events
import FoundationEssentials
import Synchronization

/// A line of JSON on standard output for each request: who, what, how long. No number, no name, no picture.
final class AccessLog: Sendable {
    /// What is told of a request.
    struct Entry: Encodable, Sendable {
        /// When it came: UTC, ISO 8601.
        var time: String
        /// Its name, which the answer bears.
        var id: String
        /// The service, or the path's kind.
        var service: String
        /// The key's name; absent where none was needed or known.
        var key: String?
        /// Where it came from.
        var peer: String?
        /// The HTTP status.
        var status: Int
        /// `read`, or the reason why not.
        var outcome: String
        /// How long it took.
        var ms: Int
        /// Bytes of the body.
        var bytes: Int
    }

    /// Most lines that wait for a reader that does not read: more are lost, since requests do not wait for it.
    private static let most = 10_000

    private let queue = DispatchQueue(label: "access log")
    private let waiting = Mutex(0)

    /// Writes a line, some time.
    func write(_ entry: Entry) {
        let isRoom = waiting.withLock { waiting in
            guard waiting < Self.most else { return false }
            waiting += 1
            return true
        }
        guard isRoom else { return }
        queue.async { [self] in
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            if let line = try? encoder.encode(entry) { _ = writeAll(Array(line) + [0x0A], to: 1) }
            waiting.withLock { $0 -= 1 }
        }
    }

    /// Waits until everything is written.
    func flush() { queue.sync {} }
}
