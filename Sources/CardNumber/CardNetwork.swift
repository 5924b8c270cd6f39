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
        let head = PrefixRange.head(of: number)
        var fitting: PrefixRange?
        for range in PrefixRange.all where range.heads.contains(head) && range.lengths.contains(number.count) {
            if range.places > fitting?.places ?? 0 { fitting = range }
        }
        guard let fitting else { return nil }
        self = fitting.network
    }

    /// Whether some network has numbers that begin as this one does, however many digits they have.
    public static func knows(prefixOf number: PAN) -> Bool {
        let head = PrefixRange.head(of: number)
        return PrefixRange.all.contains { $0.heads.contains(head) }
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
    static func head(of number: PAN) -> Int { number.digits.prefix(mostPlaces).reduce(0) { $0 * 10 + Int($1) } }

    /// Takes the first and last prefix, of the same number of digits.
    init(_ network: CardNetwork, _ prefixes: ClosedRange<Int>, _ lengths: [Int]) {
        (self.network, self.lengths) = (network, lengths)
        places = String(prefixes.lowerBound).utf8.count
        let scale = (places..<Self.mostPlaces).reduce(1) { scale, _ in scale * 10 }
        heads = prefixes.lowerBound * scale...prefixes.upperBound * scale + scale - 1
    }
}
