/// An IP address. An IPv4 address inside an IPv6 one counts as IPv4, so that no rule is passed by in another spelling.
public struct Address: Sendable, Hashable {
    /// 4 bytes, or 16.
    public let bytes: [UInt8]

    /// Takes the 4 or 16 bytes of an address; `nil` for another count.
    public init?(bytes: [UInt8]) {
        switch bytes.count {
        case 4: self.bytes = bytes
        case 16 where bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]): self.bytes = Array(bytes[12...])
        case 16: self.bytes = bytes
        default: return nil
        }
    }

    /// Takes `192.0.2.1`, `2001:db8::1` or `::ffff:192.0.2.1`; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        guard text.contains(":") else {
            guard let bytes = Self.dotted(text) else { return nil }
            self.init(bytes: bytes)
            return
        }
        guard let bytes = Self.colons(String(text)) else { return nil }
        self.init(bytes: bytes)
    }

    /// Whether the address is this machine's own.
    public var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
    }

    private static func dotted(_ text: some StringProtocol) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }) else {
            return nil
        }
        let bytes = parts.compactMap { UInt8($0) }
        return bytes.count == 4 ? bytes : nil
    }

    private static func colons(_ text: String) -> [UInt8]? {
        let halves = text.split(separator: "::", omittingEmptySubsequences: false).map { half in
            half.isEmpty ? [UInt8]() : groups(half)
        }
        guard let head = halves[0] else { return nil }
        guard halves.count == 2 else { return halves.count == 1 && head.count == 16 ? head : nil }
        guard let tail = halves[1], head.count + tail.count <= 14 else { return nil }
        return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    private static func groups(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var bytes: [UInt8] = []
        for (place, part) in parts.enumerated() {
            if place == parts.count - 1, let last = dotted(part) {
                bytes += last
            } else if part.utf8.count <= 4, let value = UInt16(part, radix: 16), part.first != "+" {
                bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
            } else {
                return nil
            }
        }
        return bytes
    }
}

extension Address: CustomStringConvertible {
    /// `192.0.2.1`, or the eight groups of an IPv6 address, none left out.
    public var description: String {
        guard bytes.count == 16 else { return bytes.map(String.init).joined(separator: ".") }
        return stride(from: 0, to: 16, by: 2)
            .map { String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16) }.joined(separator: ":")
    }
}

/// Neighbouring addresses: `10.0.0.0/8`, `2001:db8::/32`, or one alone.
public struct AddressRange: Sendable, Hashable {
    private let first: Address
    private let bits: Int

    /// Takes an address, or an address and how many of its first bits count; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let first = Address(parts[0]) else { return nil }
        let all = first.bytes.count * 8
        guard let bits = parts.count == 1 ? all : Int(parts[1]), (0...all).contains(bits) else { return nil }
        (self.first, self.bits) = (first, bits)
    }

    /// Whether an address is among them.
    public func contains(_ address: Address) -> Bool {
        guard address.bytes.count == first.bytes.count else { return false }
        let (whole, rest) = bits.quotientAndRemainder(dividingBy: 8)
        guard address.bytes[..<whole] == first.bytes[..<whole] else { return false }
        return rest == 0 || (address.bytes[whole] ^ first.bytes[whole]) >> (8 - rest) == 0
    }
}
