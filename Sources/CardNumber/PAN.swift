/// A card number: 12 to 19 digits, which show themselves masked wherever they are printed, dumped or encoded.
///
/// The whole number comes out only where the code asks for it by name: ``revealed(as:)``.
public struct PAN: Sendable, Hashable {
    /// How many digits a card number may have (ISO/IEC 7812; none has more than 19).
    public static let lengths = 12...19

    /// The digits, each 0...9. Not to be printed: see ``revealed(as:)``.
    package let digits: [UInt8]

    /// Takes digits, each 0...9; `nil` where there are fewer than 12, more than 19, or something else among them.
    public init?(digits: some Sequence<some BinaryInteger>) {
        let bytes = digits.map { (0...9).contains($0) ? UInt8($0) : UInt8.max }
        guard PAN.lengths.contains(bytes.count), !bytes.contains(.max) else { return nil }
        self.digits = bytes
    }

    /// Takes 12 to 19 ASCII digits with or without spaces between them; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        self.init(digits: text.utf8.filter { $0 != UInt8(ascii: " ") }.map { Int($0) - 0x30 })
    }

    /// How many digits there are: 12...19.
    public var count: Int { digits.count }

    /// The number as a policy allows it, with `*` for each hidden digit.
    public func revealed(as policy: NumberPolicy) -> String { policy.text(of: digits) }
}

extension PAN: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The number with all but the first six and last four digits hidden.
    public var description: String { revealed(as: .masked) }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// A mirror without children, so that `dump` and debuggers show the masked number alone.
    public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}

extension PAN: Encodable {
    /// Encodes the masked number. There is no way back, so that a number does not travel by accident.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
