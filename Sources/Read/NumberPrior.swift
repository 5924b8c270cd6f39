/// How likely a row of digits is a card number before anybody looks, roughly. It settles whether a mark beside the
/// digits is one more.
enum NumberPrior {
    /// Nearly all networks issue 16 digits, American Express 15, UnionPay debit cards often 19.
    private static let lengths: [Int: Double] = [
        12: 0.01, 13: 0.01, 14: 0.02, 15: 0.06, 16: 0.7, 17: 0.01, 18: 0.02, 19: 0.17,
    ]
    /// First digits of the networks and of national schemes (ISO/IEC 7812); airlines, shops and others hold the rest.
    private static let issued: Set<UInt8> = [2, 3, 4, 5, 6, 9]
    private static let unissued = 0.03

    /// What is too short or too long for a card number.
    static let other = 0.005

    static func share(of digits: [UInt8]) -> Double {
        guard let first = digits.first, let share = lengths[digits.count] else { return other }
        return issued.contains(first) ? share : share * unissued
    }

    /// Whether a card is likely to have so many digits.
    static func isUsual(_ length: Int) -> Bool { lengths[length, default: other] > 0.05 }
}
