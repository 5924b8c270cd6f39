/// Reads a file or a pipe piece by piece; memory grows with the data that arrived, never with what a header claims.
struct ByteStream: ~Copyable {
    private static let chunk = 256 * 1024

    private let file: OpenFile
    /// What was read and not yet taken.
    private(set) var waiting: [UInt8] = []

    init(path: String) throws(CaptureFailure) {
        file = try OpenFile(reading: path)
    }

    /// Reads a little more; `false` at the end.
    mutating func fill() throws(CaptureFailure) -> Bool {
        try file.read(upTo: Self.chunk, appendingTo: &waiting) > 0
    }

    /// Reads until `count` bytes wait; `false` if the end came first.
    mutating func fill(to count: Int) throws(CaptureFailure) -> Bool {
        while waiting.count < count {
            guard try fill() else { return false }
        }
        return true
    }

    /// Takes the next `count` bytes, of those that wait.
    mutating func take(_ count: Int) -> [UInt8] {
        let result = Array(waiting[..<count])
        waiting.removeFirst(count)
        return result
    }

    /// Takes a line without its line feed; `nil` at the end, or where none ends within `limit` bytes.
    mutating func takeLine(limit: Int) throws(CaptureFailure) -> String? {
        while true {
            if let end = waiting.prefix(limit).firstIndex(of: 0x0A) {
                let line = take(end + 1)
                return String(decoding: line.dropLast(), as: UTF8.self)
            }
            guard waiting.count < limit, try fill() else { return nil }
        }
    }
}
