/// A holder's name as cards print it.
public struct HolderText: Sendable, Equatable {
    /// As printed, without stray spaces.
    public let text: String

    /// Words that cards print where a name may stand; a row of nothing else is no name.
    private static let captions: Set<Substring> = [
        "AUTHORIZED", "BANK", "BUSINESS", "CARD", "CLASSIC", "CREDIT", "DATE", "DEBIT", "ELECTRONIC", "END", "EXP",
        "EXPIRES", "EXPIRY", "FROM", "GOLD", "GOOD", "INFINITE", "MEMBER", "MONTH", "ONLY", "PLATINUM", "PREPAID",
        "SIGNATURE", "SINCE", "STANDARD", "THRU", "TITANIUM", "UNTIL", "USE", "VALID", "WORLD", "YEAR",
    ]

    /// Takes a text; `nil` where it is no name: less than two letters, or a caption.
    public init?(_ text: String) {
        let words = text.split(separator: " ")
        let letters = text.utf8.count { (0x41...0x5A).contains($0) }
        let isCaption = words.allSatisfy { Self.captions.contains($0) }
        guard letters >= 2, !isCaption else { return nil }
        self.text = words.joined(separator: " ")
    }
}
