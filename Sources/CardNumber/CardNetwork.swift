/// The payment network that a card number belongs to, told from its first digits and its length.
public enum CardNetwork: String, Sendable, CaseIterable {
    /// China UnionPay. Prefixes 622126 to 622925, which Discover shares, count as UnionPay.
    case unionpay
    /// Visa.
    case visa
    /// Mastercard.
    case mastercard
    /// American Express.
    case amex
    /// JCB.
    case jcb
    /// Diners Club.
    case diners
    /// Discover.
    case discover
    /// Maestro.
    case maestro
    /// Mir.
    case mir
    /// Troy.
    case troy
    /// RuPay.
    case rupay
    /// Elo.
    case elo

    /// The network whose prefix and length fit; `nil` where none is known to.
    ///
    /// Where several prefixes fit, the longest decides: Elo's lie inside Visa's and Discover's.
    public init?(matching number: PAN) {
        let head = PrefixRange.head(of: number.digits)
        var fitting: PrefixRange?
        for range in PrefixRange.all where range.heads.contains(head) && range.lengths.contains(number.count) {
            if range.places > fitting?.places ?? 0 { fitting = range }
        }
        guard let fitting else { return nil }
        self = fitting.network
    }

    /// How many digits numbers have that begin like these, 12...19, where some network is known to have such; else empty.
    ///
    /// - Parameter digits: six or more, each 0...9.
    public static func lengths(ofNumbersLike digits: [UInt8]) -> Set<Int> {
        let head = PrefixRange.head(of: digits)
        return PrefixRange.all.reduce(into: []) { if $1.heads.contains(head) { $0.formUnion($1.lengths) } }
    }
}

/// The card numbers of some lengths that begin with a prefix from a range.
struct PrefixRange {
    /// Most digits that a prefix has.
    static let mostPlaces = 6

    let network: CardNetwork
    let lengths: [Int]
    /// How many digits the prefixes have.
    let places: Int
    /// What the first digits of such a number are, ``mostPlaces`` of them taken as one number.
    let heads: ClosedRange<Int>

    /// The first digits of a number, ``mostPlaces`` of them taken as one number.
    static func head(of digits: [UInt8]) -> Int { digits.prefix(mostPlaces).reduce(0) { $0 * 10 + Int($1) } }

    /// Takes the first and last prefix, of the same number of digits.
    init(_ network: CardNetwork, _ prefixes: ClosedRange<Int>, _ lengths: [Int]) {
        (self.network, self.lengths) = (network, lengths)
        places = String(prefixes.lowerBound).utf8.count
        let scale = (places..<Self.mostPlaces).reduce(1) { scale, _ in scale * 10 }
        heads = prefixes.lowerBound * scale...prefixes.upperBound * scale + scale - 1
    }
}
