/// How often card numbers have so many digits, roughly: nearly all networks issue 16, American Express 15, UnionPay
/// debit cards often 19. It settles whether a mark beside the digits is one more.
enum LengthPrior {
    private static let shares: [Int: Double] = [
        12: 0.01, 13: 0.01, 14: 0.02, 15: 0.06, 16: 0.7, 17: 0.01, 18: 0.02, 19: 0.17,
    ]

    /// What is too short or too long for a card number.
    static let other = 0.005

    static func share(of length: Int) -> Double { shares[length] ?? other }

    static func isUsual(_ length: Int) -> Bool { share(of: length) > 0.05 }
}
