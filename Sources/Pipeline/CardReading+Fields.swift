internal import Events
internal import Fuse
internal import Locate
internal import Read

extension CardReading {
    /// Adds what is known of the card beside its number.
    ///
    /// - Parameter today: tells whether the card has expired; `nil` where that is not to be told.
    mutating func add(_ verdicts: [CardField: FieldFuser.Verdict], today: CalendarDate?) {
        expiry = verdicts[.expiry].flatMap { Expiry($0, today: today) }
        holder = verdicts[.holder].flatMap { verdict in
            HolderText(verdict.text).map { Holder(text: $0.text, confidence: verdict.confidence) }
        }
        if expiry != nil, expiry?.month == nil { warnings.append(.invalidDate) }
    }
}

extension Expiry {
    /// What a printed text says; `nil` where it has not the form of a date. A card is good until its month ends.
    init?(_ verdict: FieldFuser.Verdict, today: CalendarDate?) {
        guard let printed = ExpiryText(verdict.text) else { return nil }
        var expired: Bool?
        if let today, let month = printed.month, let year = printed.year {
            expired = (year, month) < (today.year, today.month)
        }
        self.init(
            text: printed.text, month: printed.month, year: printed.year, expired: expired,
            confidence: verdict.confidence)
    }
}
