/// A date as cards print it: `07/25` or `07/2025`.
public struct ExpiryText: Sendable, Equatable {
    /// As printed.
    public let text: String
    /// 1...12; `nil` where the text is no date, such as 88/88.
    public let month: Int?
    /// Four digits; `nil` where the text is no date.
    public let year: Int?

    /// Years that two digits mean, and that four digits may say.
    private static let years = 2000...2059

    /// Takes a text in its parts; `nil` where it has not the form of a date: four digits without a stroke may be anything,
    /// most often those of a bank.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } }) else { return nil }
        let lengths = parts.map(\.count)
        guard lengths == [2, 2] || lengths == [2, 4] else { return nil }
        let digits = parts.joined().map { Int($0) - 0x30 }
        let month = digits[0] * 10 + digits[1]
        let last = digits[2...].reduce(0) { $0 * 10 + $1 }
        let year = digits.count == 4 ? 2000 + last : last
        let isDate = (1...12).contains(month) && Self.years.contains(year)
        self.text = text
        (self.month, self.year) = isDate ? (month, year) : (nil, nil)
    }

    /// Finds the date in what was read of a row, which may hold more than was asked for: a piece of a caption before the
    /// date, other digits after it. `nil` where there is none, or more than one, or where the year may have been cut off
    /// after its first two digits. What is no date, nor the same digits twice as on specimens, must stand alone: it may be
    /// digits of something else.
    public init?(within text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 2, let before = parts.first, let after = parts.last else { return nil }
        let isLong = after.starts(with: "20".utf8)
        guard !isLong || after.count >= 4 else { return nil }
        let (month, year) = (Substring(before.suffix(2)), Substring(after.prefix(isLong ? 4 : 2)))
        self.init("\(month)/\(year)")
        let isAlone = before.count == 2 && after.count == year.utf8.count
        guard self.month != nil || repeatsItself || isAlone else { return nil }
    }

    /// Whether it shows the same digits twice, as specimens do: 88/88.
    package var repeatsItself: Bool {
        let halves = text.split(separator: "/")
        return halves.count == 2 && halves.first == halves.last
    }
}
