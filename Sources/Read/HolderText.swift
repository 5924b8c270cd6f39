/// A holder's name as cards print it.
public struct HolderText: Sendable, Equatable {
    /// As printed, without stray spaces, and without what begins or ends it but letters.
    public let text: String

    /// Words that cards print where a name may stand; a row of nothing else is no name.
    private static let captions: Set<Substring> = [
        "ATM", "AUTHORIZED", "BANK", "BUSINESS", "CARD", "CASH", "CLASSIC", "CORPORATE", "CREDIT", "CUSTOMER", "DATE",
        "DATES", "DEBIT", "ELECTRONIC", "END", "EXP", "EXPIRATION", "EXPIRES", "EXPIRY", "FROM", "GOLD", "GOOD",
        "INFINITE", "INTERNATIONAL", "MEMBER", "MONTH", "NATIONAL", "ONLY", "PLATINUM", "PREMIUM", "PREPAID", "REWARDS",
        "SAVINGS", "SIGNATURE", "SINCE", "STANDARD", "START", "STARTS", "STUDENT", "THRU", "TITANIUM", "TO", "UNIONPAY",
        "UNTIL", "USE", "VALID", "VIRTUAL", "VISA", "WORLD", "YEAR",
    ]

    /// Words that end a firm's name, which cards of a firm print in a row beside the holder's.
    private static let firms: Set<Substring> = [
        "ASSOCIATES", "COMPANY", "CONSULTING", "CORP", "CORPORATION", "ENTERPRISES", "FOUNDATION", "GMBH", "GROUP",
        "HOLDINGS", "INC", "INDUSTRIES", "LIMITED", "LLC", "LLP", "LTD", "PARTNERS", "PLC", "PTE", "PTY", "SARL",
        "SERVICES", "SOLUTIONS", "SRL", "TRADING",
    ]

    /// Takes a text; `nil` where it is no name: less than two letters, a caption, or a firm.
    public init?(_ text: String) {
        let words = text.split(separator: " ")
        let letters = text.utf8.count { (0x41...0x5A).contains($0) }
        let isCaption = words.allSatisfy { Self.captions.contains($0) }
        let isFirm = words.last.map { Self.firms.contains($0.prefix { $0 != "." }) } ?? false
        guard letters >= 2, !isCaption, !isFirm else { return nil }
        let printed = words.joined(separator: " ")
        guard let first = printed.firstIndex(where: \.isLetter), let last = printed.lastIndex(where: \.isLetter) else {
            return nil
        }
        self.text = String(printed[first...last])
    }
}
