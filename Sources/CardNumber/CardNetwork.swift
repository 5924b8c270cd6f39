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
        let fitting = PrefixRange.all.filter { $0.contains(number) }
        guard let range = fitting.max(by: { $0.places < $1.places }) else { return nil }
        self = range.network
    }
}

/// The card numbers of some lengths that begin with a prefix from a range.
struct PrefixRange {
    let network: CardNetwork
    /// First and last prefix, of the same number of digits.
    let prefixes: ClosedRange<Int>
    let lengths: [Int]
    /// How many digits the prefixes have.
    let places: Int

    init(_ network: CardNetwork, _ prefixes: ClosedRange<Int>, _ lengths: [Int]) {
        (self.network, self.prefixes, self.lengths) = (network, prefixes, lengths)
        places = String(prefixes.lowerBound).utf8.count
    }

    func contains(_ number: PAN) -> Bool {
        lengths.contains(number.count)
            && prefixes.contains(number.digits.prefix(places).reduce(0) { $0 * 10 + Int($1) })
    }
}
