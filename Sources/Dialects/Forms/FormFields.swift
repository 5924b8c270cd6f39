/// The fields of `application/x-www-form-urlencoded`, in a body or a query.
struct FormFields {
    /// Each field's value.
    let values: [String: String]

    /// Reads `a=1&b=2`. Of a field given twice the first counts; what is no UTF-8 becomes U+FFFD.
    init(_ bytes: [UInt8]) {
        var values: [String: String] = [:]
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = Self.decoded(parts[0])
            if values[name] == nil { values[name] = parts.count > 1 ? Self.decoded(parts[1]) : "" }
        }
        self.values = values
    }

    /// A field's value; `nil` where there is none.
    subscript(_ name: String) -> String? { values[name] }

    /// Resolves `%41` and `+`; a `%` that no two hexadecimal digits follow stays.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let byte = bytes[place]
            if byte == UInt8(ascii: "%"), place + 2 < bytes.endIndex, let high = nibble(bytes[place + 1]),
                let low = nibble(bytes[place + 2])
            {
                result.append(high << 4 | low)
                place += 3
            } else {
                result.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
                place += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x41 + 10
        case 0x61...0x66: digit - 0x61 + 10
        default: nil
        }
    }
}
