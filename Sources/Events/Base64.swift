/// Base 64 as RFC 4648 has it, with padding.
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Appends `value`, encoded, to `text`.
    package static func append(_ value: [UInt8], to text: inout [UInt8]) {
        text.reserveCapacity(text.count + (value.count + 2) / 3 * 4)
        let letters = alphabet
        for start in stride(from: 0, to: value.count, by: 3) {
            let rest = min(3, value.count - start)
            let group = (0..<3).reduce(0) { $0 << 8 | ($1 < rest ? Int(value[start + $1]) : 0) }
            for letter in 0..<4 {
                text.append(letter <= rest ? letters[group >> (18 - 6 * letter) & 63] : UInt8(ascii: "="))
            }
        }
    }
}
