internal import Events
internal import Fuse
internal import Locate
internal import Read

extension CardReading {
    /// Adds what is known of the card beside its number.
    ///
    /// - Parameters:
    ///   - places: where the fields stand, as parts of the card.
    ///   - today: tells whether the card has expired; `nil` where that is not to be told.
    mutating func add(
        _ verdicts: [CardField: FieldFuser.Verdict], at places: [CardField: CardQuad], today: CalendarDate?
    ) {
        expiry = verdicts[.expiry].flatMap { Expiry($0, at: places[.expiry], today: today) }
        holder = verdicts[.holder].flatMap { verdict in
            HolderText(verdict.text).map {
                Holder(text: $0.text, confidence: verdict.confidence, place: places[.holder])
            }
        }
        if let expiry, expiry.month == nil || expiry.expired == true { warnings.append(.invalidDate) }
    }

    /// Where the fields stand that are told, as parts of the card.
    var fieldPlaces: [CardQuad] { [expiry?.place, holder?.place].compactMap(\.self) }
}

extension Expiry {
    /// What a printed text says; `nil` where it has not the form of a date. A card is good until its month ends.
    init?(_ verdict: FieldFuser.Verdict, at place: CardQuad?, today: CalendarDate?) {
        guard let printed = ExpiryText(verdict.text) else { return nil }
        var expired: Bool?
        if let today, let month = printed.month, let year = printed.year {
            expired = (year, month) < (today.year, today.month)
        }
        self.init(
            text: printed.text, month: printed.month, year: printed.year, expired: expired,
            confidence: verdict.confidence, place: place)
    }
}

extension Examination {
    /// Where a field stands, as parts of the card; `nil` where it is not seen.
    func place(of field: CardField) -> CardQuad? {
        guard let row = (fields[field]?.line ?? sighting.fields[field]?.first)?.quad,
            let toCard = Homography(from: sighting.quad, to: CardQuad(x: 0, y: 0, width: 1, height: 1))
        else { return nil }
        return row.mapped { toCard($0) }
    }
}
