internal import FoundationEssentials

/// Base 64 as clients write it.
enum Base64Text {
    /// Why a text is none.
    enum Fault: Error {
        /// Letters that are not of the alphabet.
        case letters
        /// A count of letters that is no multiple of four.
        case padding
    }

    /// Decodes the standard alphabet. Line ends inside are passed over: many clients wrap their lines.
    ///
    /// - Throws: `Fault`.
    static func decoded(_ text: String) throws(Fault) -> [UInt8] {
        let letters = text.utf8.filter { $0 != 0x0D && $0 != 0x0A }
        guard letters.allSatisfy(isLetter) else { throw .letters }
        guard letters.count.isMultiple(of: 4) else { throw .padding }
        guard let data = Data(base64Encoded: Data(letters)) else { throw .padding }
        return Array(data)
    }

    /// Decodes the standard alphabet or the one for URLs, padded or not; `nil` for anything else.
    static func lenient(_ text: String) -> [UInt8]? {
        let standard = text.replacing("-", with: "+").replacing("_", with: "/")
        var letters = standard.utf8.filter { $0 != 0x0D && $0 != 0x0A }
        while !letters.count.isMultiple(of: 4) { letters.append(UInt8(ascii: "=")) }
        return Data(base64Encoded: Data(letters)).map(Array.init)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2F, 0x3D: true
        default: false
        }
    }
}
