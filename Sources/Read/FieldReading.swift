public import Locate

/// What one frame says of a field, and the row that says it.
public struct FieldReading: Sendable, Equatable {
    /// Where it stands in the frame.
    public let line: TextLine
    /// What may stand there.
    public let text: TextReading

    /// Makes a reading.
    public init(line: TextLine, text: TextReading) { (self.line, self.text) = (line, text) }

    /// Chooses among rows, the likeliest first: the first that says such a field. Of several dates the last is the day
    /// until which a card is valid, whichever stands first: the other one is where it begins.
    static func chosen(of rows: [FieldReading], for field: CardField) -> FieldReading? {
        let said: [FieldReading]
        switch field {
        case .expiry:
            let dates = rows.compactMap { row in row.likeliest.flatMap { ExpiryText(within: $0) }.map { (row, $0) } }
            func months(_ date: ExpiryText) -> Int { (date.year ?? 0) * 12 + (date.month ?? 0) }
            let last = dates.map { months($1) }.max()
            said = dates.filter { months($1) == last }.map(\.0)
        case .holder:
            said = rows.filter { $0.likeliest.flatMap { HolderText($0) } != nil }
        }
        return said.first ?? rows.first
    }

    private var likeliest: String? { text.candidates.first?.text }
}
