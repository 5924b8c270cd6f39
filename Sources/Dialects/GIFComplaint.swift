extension Trouble {
    /// What is wrong with a GIF that could not be decoded: where a walk over its blocks ends.
    public init(ofDamagedGIF bytes: [UInt8]) {
        var walk = GIFWalk(bytes: bytes)
        self = walk.complaint()
    }
}

/// A walk over the blocks of a GIF.
private struct GIFWalk {
    let bytes: [UInt8]
    private var position = 13

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func complaint() -> Trouble {
        guard bytes.count >= position else { return .gifUnopened }
        let hasPalette = bytes[10] & 0x80 != 0
        if hasPalette { position += Self.paletteSize(bytes[10]) }
        guard bytes.count >= position else { return .gifUnopened }
        while let block = next() {
            switch block {
            case 0x3B: return .gifEmpty
            case 0x21:
                position += 1
                guard skipBlocks() else { return .gifUnread }
            case 0x2C:
                guard position + 9 <= bytes.count else { return .gifUnread }
                return hasPalette || bytes[position + 8] & 0x80 != 0 ? .gifUndecoded : .gifColorless
            default: return .gifUnread
            }
        }
        return .gifUnread
    }

    private static func paletteSize(_ flags: UInt8) -> Int { 3 << (Int(flags & 7) + 1) }

    private mutating func next() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    /// Passes over blocks, each with its length before it, up to an empty one.
    private mutating func skipBlocks() -> Bool {
        while let length = next() {
            if length == 0 { return true }
            position += Int(length)
        }
        return false
    }
}
