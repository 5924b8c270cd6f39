/// One line of JSON in the making: no spaces outside strings, keys in the order in which they are written.
///
/// Numbers are written digit by digit, with a fixed count of decimals and never an exponent, so that the same values
/// give the same bytes in every locale.
package struct JSONLine {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// An empty line.
    package init() {}

    /// Ends the line.
    package mutating func newline() { bytes.append(0x0A) }

    package mutating func object(_ key: StaticString? = nil, _ body: (inout JSONLine) -> Void) {
        open(key, "{")
        body(&self)
        close("}")
    }

    package mutating func array<Items: Sequence>(
        _ key: StaticString? = nil, _ items: Items, _ body: (inout JSONLine, Items.Element) -> Void
    ) {
        open(key, "[")
        for item in items { body(&self, item) }
        close("]")
    }

    package mutating func string(_ key: StaticString?, _ value: String?) {
        guard let value else { return }
        begin(key)
        quote(value)
    }

    package mutating func integer(_ key: StaticString?, _ value: Int?) {
        guard let value else { return }
        begin(key)
        bytes += Array(String(value).utf8)
    }

    package mutating func bool(_ key: StaticString?, _ value: Bool?) {
        guard let value else { return }
        begin(key)
        bytes += Array((value ? "true" : "false").utf8)
    }

    /// Writes a number with exactly `places` decimals, rounded to the nearest; nothing for what is no finite number
    /// or does not fit.
    package mutating func decimal(_ key: StaticString?, _ value: Double?, places: Int) {
        guard let value, let scaled = Int(exactly: (value * Self.power(places)).rounded()) else { return }
        begin(key)
        fixed(scaled, places: places)
    }

    /// Writes a probability with four decimals. What is less than certain never reads as 1.
    package mutating func probability(_ key: StaticString?, _ value: Double?) {
        decimal(key, value.map { $0 < 1 ? min(max($0, 0), 0.9999) : 1 }, places: 4)
    }

    /// Writes seconds with three decimals.
    package mutating func seconds(_ key: StaticString?, _ value: Duration?) {
        guard let value else { return }
        begin(key)
        fixed(value.rounded(toMultiplesOf: 1_000_000_000_000_000), places: 3)
    }

    /// Writes milliseconds with three decimals, under a key that is not known beforehand.
    package mutating func milliseconds(named key: String, _ value: Duration) {
        separate()
        quote(key)
        bytes.append(UInt8(ascii: ":"))
        fixed(value.rounded(toMultiplesOf: 1_000_000_000_000), places: 3)
        needsComma = true
    }

    /// Writes bytes in base 64 (RFC 4648).
    package mutating func base64(_ key: StaticString?, _ value: [UInt8]) {
        begin(key)
        bytes.append(UInt8(ascii: "\""))
        Base64.append(value, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    private static func power(_ places: Int) -> Double { (0..<places).reduce(1) { value, _ in value * 10 } }

    /// Writes `scaled` / 10^`places`.
    private mutating func fixed(_ scaled: Int, places: Int) {
        var digits = String(scaled.magnitude)
        if digits.utf8.count <= places {
            digits = String(repeating: "0", count: places + 1 - digits.utf8.count) + digits
        }
        if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
        bytes += digits.utf8.dropLast(places)
        bytes.append(UInt8(ascii: "."))
        bytes += digits.utf8.suffix(places)
    }

    private mutating func open(_ key: StaticString?, _ bracket: Unicode.Scalar) {
        begin(key)
        bytes.append(UInt8(ascii: bracket))
        needsComma = false
    }

    private mutating func close(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        needsComma = true
    }

    /// Writes the comma that is due, then the key; a value must follow.
    private mutating func begin(_ key: StaticString?) {
        separate()
        if let key {
            quote(key.description)
            bytes.append(UInt8(ascii: ":"))
        }
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    /// Writes a string: control characters, quotes and backslashes escaped, all else as UTF-8.
    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case 0x09: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
            case 0x00..<0x20, 0x7F:
                let hex = Array("0123456789abcdef".utf8)
                bytes += Array("\\u00".utf8) + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

extension Duration {
    /// How many times `unit`, in attoseconds, this is: to the nearest.
    fileprivate func rounded(toMultiplesOf unit: Int64) -> Int {
        let (seconds, attoseconds) = components
        let perSecond = 1_000_000_000_000_000_000 / unit
        let half = attoseconds < 0 ? -unit / 2 : unit / 2
        return Int(seconds * perSecond + (attoseconds + half) / unit)
    }
}
