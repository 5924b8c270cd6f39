internal import CardNumber

/// How likely a row of digits is a card number before anybody looks, roughly. It settles whether a mark beside the
/// digits is one more.
enum NumberPrior {
    /// Nearly all networks issue 16 digits, American Express 15, UnionPay debit cards often 19.
    private static let lengths: [Int: Double] = [
        12: 0.01, 13: 0.01, 14: 0.02, 15: 0.06, 16: 0.7, 17: 0.01, 18: 0.02, 19: 0.17,
    ]
    /// First digits of the networks and of national schemes (ISO/IEC 7812); airlines, shops and others hold the rest.
    private static let issued: Set<UInt8> = [2, 3, 4, 5, 6, 9]
    /// How much less likely a number is whose first digit nobody issues, as far as is known; and one of a length that its
    /// network has not.
    private static let (unissued, unfit) = (0.03, 0.003)

    /// What is too short or too long for a card number.
    static let other = 0.005

    static func share(of digits: [UInt8]) -> Double {
        guard let first = digits.first, let share = lengths[digits.count] else { return other }
        return share * (issued.contains(first) ? 1 : unissued) * (fitsNetwork(digits) ? 1 : unfit)
    }

    /// Whether a card is likely to have so many digits.
    static func isUsual(_ length: Int) -> Bool { lengths[length, default: other] > 0.05 }

    /// The same for these digits: their network, where it is known, must have numbers of so many.
    static func isUsual(_ digits: [UInt8]) -> Bool { isUsual(digits.count) && fitsNetwork(digits) }

    private static func fitsNetwork(_ digits: [UInt8]) -> Bool {
        guard let number = PAN(digits: digits) else { return false }
        return CardNetwork(matching: number) != nil || !CardNetwork.knows(prefixOf: number)
    }
}
