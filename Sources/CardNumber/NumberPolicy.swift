/// How much of a card number may be shown, in text and in pictures alike.
public enum NumberPolicy: String, Sendable, CaseIterable {
    /// The first six digits and the last four: the most that may be displayed by default (PCI DSS 3.4.1).
    case masked
    /// Every digit.
    case full
    /// The first eight digits and the last four; of numbers shorter than 16 the first six, as their issuer prefix is.
    case bin8
    /// The last four digits alone.
    case last4

    /// Which of `count` digits may be seen, first digit first.
    ///
    /// Of fewer than 12 digits, which are no whole number, none may be seen unless the policy is ``full``: where the
    /// ends lie is not known.
    public func visiblePlaces(count: Int) -> [Bool] {
        guard self != .full else { return [Bool](repeating: true, count: count) }
        guard count >= PAN.lengths.lowerBound else { return [Bool](repeating: false, count: max(count, 0)) }
        let head =
            switch self {
            case .bin8 where count >= 16: 8
            case .masked, .bin8, .full: 6
            case .last4: 0
            }
        return (0..<count).map { $0 < head || $0 >= count - 4 }
    }

    /// The digits as text, with `*` in place of those that may not be seen.
    func text(of digits: [UInt8]) -> String {
        let visible = visiblePlaces(count: digits.count)
        return String(
            decoding: zip(digits, visible).map { $1 ? UInt8(ascii: "0") + $0 : UInt8(ascii: "*") }, as: UTF8.self)
    }
}
