#if canImport(Glibc)
    internal import Glibc
#endif

/// How likely a name is before anybody looks: by how letters follow each other in names, and by the names there are.
///
/// Half of it is a model of three letters in a row (Witten and Bell, *The Zero-Frequency Problem*, 1991), the other half a
/// list of names, each as likely as the next. Raised letters look like others (M like H, D like O), and in each frame
/// alike: then this tells which of two is a name.
public struct NamePrior: Sendable, Equatable {
    /// For two letters and a third, what it costs that these follow: sixteenths of a bit. 0 is the end of a word.
    private let costs: [UInt8]
    /// Digests of the names, ascending.
    private let names: [UInt32]

    private static let symbols = 27
    /// Bytes that tell how far a digest lies above the one before.
    private static let step = 3

    /// Takes the table that `Tools/names/build` writes: the costs, then the steps from digest to digest.
    ///
    /// - Returns: `nil` where it is too short.
    public init?(_ table: [UInt8]) {
        let count = Self.symbols * Self.symbols * Self.symbols
        guard table.count > count else { return nil }
        costs = Array(table[..<count])
        var names: [UInt32] = []
        for at in stride(from: count, through: table.count - Self.step, by: Self.step) {
            names.append(table[at..<at + Self.step].reduce(0) { $0 << 8 | UInt32($1) } &+ (names.last ?? 0))
        }
        self.names = names
    }

    /// The natural logarithm of how likely a text is, against others. What is no letter parts words, but for an
    /// apostrophe; letters that stand alone are all alike.
    func logarithm(of text: String) -> Double {
        let signs = text.utf8.filter { $0 != UInt8(ascii: "'") }
        let words = signs.split { !(0x41...0x5A).contains($0) }.filter { $0.count > 1 }
        return words.reduce(0) { $0 + log(likelihood(of: $1)) }
    }

    /// Whether a word is one of the names, or one with an initial that stands close to it.
    func knows(_ word: String) -> Bool {
        let letters = ArraySlice(word.utf8)
        return isName(letters) || isName(letters.dropFirst())
    }

    private func likelihood(of word: ArraySlice<UInt8>) -> Double {
        var (bits, before, last) = (0, 0, 0)
        for letter in word.map({ Int($0) - 0x40 }) + [0] {
            bits += Int(costs[(before * Self.symbols + last) * Self.symbols + letter])
            (before, last) = (last, letter)
        }
        let made = exp2(-Double(bits) / 16)
        return 0.5 * (made + (isName(word) ? 1 / Double(names.count) : 0))
    }

    private func isName(_ word: ArraySlice<UInt8>) -> Bool {
        // Fowler, Noll and Vo's FNV-1a.
        let digest = word.reduce(0x811C_9DC5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
        var (low, high) = (0, names.count)
        while low < high {
            let middle = (low + high) / 2
            if names[middle] < digest { low = middle + 1 } else { high = middle }
        }
        return low < names.count && names[low] == digest
    }
}
