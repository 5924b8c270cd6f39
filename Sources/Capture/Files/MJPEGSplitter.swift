/// Cuts a stream into JPEG files by their markers, so that an end marker within a thumbnail ends nothing.
struct MJPEGSplitter: ~Copyable {
    /// What was found next in the stream.
    enum Piece: Equatable {
        /// A JPEG, from its start marker to its end marker, or to where it was cut.
        case frame([UInt8])
        /// A JPEG that did not end within the limit; it was passed over.
        case tooLarge
        /// The stream is over.
        case end
    }

    private var stream: ByteStream
    private let limit: Int

    /// - Parameter limit: most bytes of a frame.
    init(stream: consuming ByteStream, limit: Int) {
        self.stream = stream
        self.limit = limit
    }

    /// Finds the next frame, passing over whatever stands before it.
    mutating func next() throws(CaptureFailure) -> Piece {
        guard try skipToStart() else { return .end }
        switch try findEnd() {
        case .some(let count): return .frame(stream.take(count))
        case .none:
            _ = stream.take(2)  // past the start marker, to look for another
            return .tooLarge
        }
    }

    /// Drops bytes until a start marker with another marker after it stands first.
    private mutating func skipToStart() throws(CaptureFailure) -> Bool {
        while true {
            if let start = Self.start(in: stream.waiting, from: 0) {
                _ = stream.take(start)
                return true
            }
            _ = stream.take(max(stream.count - 2, 0))
            guard try stream.fill() else { return false }
        }
    }

    /// How many bytes the frame has that stands first; `nil` where they are more than the limit.
    private mutating func findEnd() throws(CaptureFailure) -> Int? {
        var position = 2
        while position <= limit {
            guard try stream.fill(to: position + 4) || stream.count >= position + 2 else {
                return stream.count  // cut by the end of the stream
            }
            let (mark, kind) = (stream.waiting[position], stream.waiting[position + 1])
            guard mark == 0xFF else { return try resume(from: position) }
            switch kind {
            case 0xD9: return position + 2
            case 0xD8: return position
            case 0xFF: position += 1
            case 0x01, 0xD0...0xD7: position += 2
            default:
                guard stream.count >= position + 4 else { return stream.count }
                position += 2 + Int(stream.waiting[position + 2]) << 8 + Int(stream.waiting[position + 3])
                if kind == 0xDA { position = try skipScan(from: position) }
            }
        }
        return nil
    }

    /// Where the coded pixels that begin at `position` end: at the next marker, the limit or the end of the stream.
    private mutating func skipScan(from position: Int) throws(CaptureFailure) -> Int {
        var position = position
        while position <= limit {
            if let marker = Self.marker(in: stream.waiting, from: position) { return marker }
            position = max(position, stream.count - 1)
            guard try stream.fill() else { return max(position, stream.count) }
        }
        return position
    }

    /// Where a broken frame ends: before the next start marker, or at the end of the stream; `nil` beyond the limit.
    private mutating func resume(from position: Int) throws(CaptureFailure) -> Int? {
        var position = position
        while position <= limit {
            if let start = Self.start(in: stream.waiting, from: position) { return start }
            position = max(position, stream.count - 2)
            guard try stream.fill() else { return stream.count }
        }
        return nil
    }

    private static func start(in bytes: Span<UInt8>, from position: Int) -> Int? {
        var index = position
        while index + 2 < bytes.count {
            if bytes[index] == 0xFF && bytes[index + 1] == 0xD8 && bytes[index + 2] == 0xFF { return index }
            index += 1
        }
        return nil
    }

    /// The first marker that is neither a stuffed byte, a fill byte nor a restart.
    private static func marker(in bytes: Span<UInt8>, from position: Int) -> Int? {
        var index = position
        while index + 1 < bytes.count {
            let next = bytes[index + 1]
            if bytes[index] == 0xFF && next != 0 && next != 0xFF && !(0xD0...0xD7).contains(next) { return index }
            index += 1
        }
        return nil
    }
}
