import NIOCore

/// The newest events, numbered, for those who come back after their connection broke.
struct EventRing {
    /// What is kept at most; the newest event is kept whatever its size.
    struct Limits {
        var events = 256
        var bytes = 8 << 20
    }

    private let limits: Limits
    private var kept: [ByteBuffer] = []
    private var bytes = 0
    /// The number of the newest event; they are counted from 1.
    private(set) var newest = 0

    init(limits: Limits = Limits()) { self.limits = limits }

    /// Takes in an event.
    ///
    /// - Parameter make: writes it, with its number.
    mutating func append(_ make: (Int) -> ByteBuffer) {
        newest += 1
        let event = make(newest)
        kept.append(event)
        bytes += event.readableBytes
        var surplus = 0
        while kept.count - surplus > 1, kept.count - surplus > limits.events || bytes > limits.bytes {
            bytes -= kept[surplus].readableBytes
            surplus += 1
        }
        kept.removeFirst(surplus)
    }

    /// The events after the one of this number, oldest first, and how many are gone already.
    func events(after number: Int) -> (missed: Int, events: [ByteBuffer]) {
        let wanted = max(0, newest - max(0, number))
        return (wanted - min(wanted, kept.count), Array(kept.suffix(wanted)))
    }
}
