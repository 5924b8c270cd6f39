import CardNumber
import Events

/// One card: its result or why there is none, and its vote.
struct CardSection {
    let card: CardFact
    let number: NumberPolicy
    let errorRate: Double

    func write(_ page: inout Markup) {
        // What flickered by without a number is no card to speak of.
        guard card.outcome != nil || !card.votes.isEmpty else { return }
        page.element("section") { page in
            switch card.outcome {
            case .result(let result, let crops): write(result, crops, &page)
            case .unread(let unread):
                let title = "Card \(unread.id): unread (\(unread.reason.rawValue))"
                page.element("h2", ["id": "card-\(unread.id)"], text: title)
                page.element("p", text: Self.explanation(unread.reason))
            case nil:
                page.element("h2", text: "A card without a result")
                page.element("p", text: silence)
            }
            VoteTable(card: card, number: number, errorRate: errorRate).write(&page)
        }
        page.newline()
    }

    /// Why a card with a vote has neither result nor reason.
    private var silence: String {
        card.votes.last?.vote.isDecided == true
            ? "It showed the number of the card before it again." : "The stream went on without it."
    }

    private func write(_ result: CardResult, _ crops: Crops, _ page: inout Markup) {
        page.element("h2", ["id": "card-\(result.id)"], text: "Card \(result.id): read")
        page.element("div", ["class": "result"]) { page in
            page.element("div", ["class": "crops"]) { page in
                picture(crops.card, "Card \(result.id), with what is hidden painted over", &page)
                picture(crops.number, "The number of card \(result.id), with what is hidden painted over", &page)
            }
            page.element("div") { page in
                if let number = result.card.number {
                    let text = Words.grouped(number.revealed(as: self.number), result.card.grouping)
                    page.element("p", ["class": "number"], text: text)
                }
                page.element("table", ["class": "fields"]) { page in
                    for (name, value) in CardFields(result).rows {
                        page.element("tr") { page in
                            page.element("th", ["scope": "row"], text: name)
                            page.element("td", text: value)
                        }
                    }
                }
            }
        }
        page.newline()
    }

    private func picture(_ crop: Crop?, _ alternative: String, _ page: inout Markup) {
        guard let crop else { return }
        var url = Array("data:image/jpeg;base64,".utf8)
        Base64.append(crop.jpeg, to: &url)
        page.open(
            "img",
            [
                "src": String(decoding: url, as: UTF8.self), "width": String(crop.width),
                "height": String(crop.height), "alt": alternative,
            ])
        page.newline()
    }

    private static func explanation(_ reason: Unread.Reason) -> String {
        switch reason {
        case .notLuhnValid: "The number that the frames agree on has a wrong check digit."
        case .unstable: "The frames do not agree on a number."
        case .blurred: "No frame was sharp enough, or there was too little light."
        case .glare: "Light covered the number."
        case .tooFar: "The card was too small in the picture."
        case .noNumber: "A card was seen, but no number on it."
        }
    }
}
