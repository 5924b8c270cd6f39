import CardNumber
import Events

/// The cards of a session in one table, where there are several.
struct CardIndex {
    let cards: [CardFact]
    let number: NumberPolicy

    func write(_ page: inout Markup) {
        let told = cards.filter { $0.told != nil }
        guard told.count > 1 else { return }
        page.element("section") { page in
            page.element("h2", text: "Cards")
            page.element("div", ["class": "wide"]) { page in
                page.element("table", ["class": "cards"]) { page in
                    for card in told { row(card, &page) }
                }
            }
        }
        page.newline()
    }

    private func row(_ card: CardFact, _ page: inout Markup) {
        guard let told = card.told else { return }
        page.element("tr") { page in
            page.element("th", ["scope": "row"]) { page in
                page.element("a", ["href": "#card-\(told.id)"], text: "Card \(told.id)")
            }
            page.element("td", text: Words.seconds(told.at.time / .seconds(1)))
            page.element("td", ["class": "digits"], text: text(card))
            page.element("td", text: Words.count(card.votes.count, "frame") + " voted")
        }
    }

    private func text(_ card: CardFact) -> String {
        switch card.outcome {
        case .result(let result, _):
            result.card.number.map { Words.grouped($0.revealed(as: number), result.card.grouping) } ?? ""
        case .unread(let unread): "unread (\(unread.reason.rawValue))"
        case nil: ""
        }
    }
}
