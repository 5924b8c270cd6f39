public import Locate

/// What one frame says of a field, and the row that says it.
public struct FieldReading: Sendable, Equatable {
    /// Which field it is.
    public let field: CardField
    /// Where it stands in the frame.
    public let line: TextLine
    /// What may stand there.
    public let text: TextReading

    /// Makes a reading.
    public init(_ field: CardField, line: TextLine, text: TextReading) {
        (self.field, self.line, self.text) = (field, line, text)
    }

    /// Whether the likeliest text is such a field, and nothing else.
    public var isOfField: Bool { text.candidates.first.flatMap { field.spelled($0.text) } != nil }

    /// Chooses among rows where one field may stand, the likeliest first: the first that says such a field. Of several
    /// dates the last is the day until which a card is valid, whichever stands first: the other one is where it begins.
    static func chosen(of rows: [FieldReading]) -> FieldReading? {
        let said = rows.filter(\.isOfField)
        let last = said.map(\.months).max()
        return said.first { $0.months == last } ?? rows.first
    }

    /// Months until the day that a date tells, counted from year 0; 0 for anything else.
    private var months: Int {
        guard field == .expiry, let likeliest = text.candidates.first?.text, let date = ExpiryText(within: likeliest)
        else { return 0 }
        return (date.year ?? 0) * 12 + (date.month ?? 0)
    }
}

extension CardField {
    /// The text of the field in what was read of its row; `nil` where there is none.
    package func spelled(_ text: String) -> String? {
        switch self {
        case .expiry: ExpiryText(within: text)?.text
        case .holder: HolderText(text)?.text
        }
    }
}
