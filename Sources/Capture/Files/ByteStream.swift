/// Reads a file or a pipe piece by piece; memory grows with the data that arrived, never with what a header claims.
struct ByteStream: ~Copyable {
    private static let chunk = 256 * 1024

    private let file: OpenFile
    private var bytes: [UInt8] = []
    /// Where in `bytes` the first one is that was not taken.
    private var start = 0

    init(path: String) throws(CaptureFailure) {
        file = try OpenFile(reading: path)
    }

    /// How many bytes were read and not taken.
    var count: Int { bytes.count - start }

    /// The bytes that were read and not taken.
    var waiting: Span<UInt8> {
        @_lifetime(borrow self)
        get { bytes.span.extracting(start...) }
    }

    /// Whether these bytes come next, of those that wait.
    func starts(with prefix: some Sequence<UInt8>) -> Bool {
        bytes[start...].starts(with: prefix)
    }

    /// Reads a little more; `false` at the end.
    mutating func fill() throws(CaptureFailure) -> Bool {
        // Taken bytes go only here, and only when they are many: dropping each at once would move all others.
        if start > Self.chunk || start == bytes.count {
            bytes.removeFirst(start)
            start = 0
        }
        return try file.read(upTo: Self.chunk, appendingTo: &bytes) > 0
    }

    /// Reads until `wanted` bytes wait; `false` if the end came first.
    mutating func fill(to wanted: Int) throws(CaptureFailure) -> Bool {
        while count < wanted {
            guard try fill() else { return false }
        }
        return true
    }

    /// Takes the next bytes, of those that wait.
    mutating func take(_ count: Int) -> [UInt8] {
        let result = Array(bytes[start..<start + count])
        start += count
        return result
    }

    /// Takes a line without its line feed; `nil` at the end, or where none ends within `limit` bytes.
    mutating func takeLine(limit: Int) throws(CaptureFailure) -> String? {
        while true {
            if let end = bytes[start...].prefix(limit).firstIndex(of: 0x0A) {
                return String(decoding: take(end + 1 - start).dropLast(), as: UTF8.self)
            }
            guard count < limit, try fill() else { return nil }
        }
    }
}
