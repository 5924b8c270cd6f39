import CardNumber
import Events

/// The vote on one card's number, frame by frame: which digit leads in each place, and how sure it is.
struct VoteTable {
    let card: CardFact
    let number: NumberPolicy
    let errorRate: Double

    /// Of more frames, so many are shown, evenly chosen.
    private static let mostRows = 40
    /// Where a digit counts as surer than before: shades of the table.
    private static let shades = [0.5, 0.9, 0.99, 0.999]

    func write(_ page: inout Markup) {
        guard let last = card.votes.last else { return }
        let count = last.vote.digits.count
        let rows = Self.chosen(card.votes.count, most: Self.mostRows)
        page.element("div", ["class": "wide"]) { page in
            page.element("table", ["class": "vote"]) { page in
                page.element("caption", text: caption(rows.count))
                page.element("tr") { page in
                    page.element("th", ["scope": "col"], text: "frame")
                    page.element("th", ["scope": "col"], text: "time")
                    for place in 0..<count { page.element("th", ["scope": "col"], text: String(place + 1)) }
                    page.element("th", ["scope": "col", "class": "odds"], text: "chance of being wrong")
                }
                for (index, row) in rows.enumerated() {
                    write(row, before: index > 0 ? rows[index - 1] : nil, count, &page)
                    page.newline()
                }
            }
        }
        page.element("p", ["class": "legend"], legend)
        page.newline()
    }

    private func caption(_ shown: Int) -> String {
        let all = card.votes.count
        let choice = shown < all ? " (\(shown) of them shown)" : ""
        return "The vote: each place's leading digit after each of \(Words.count(all, "frame"))\(choice)"
    }

    private func write(_ row: Int, before: Int?, _ count: Int, _ page: inout Markup) {
        let (at, vote) = card.votes[row]
        page.element("tr") { page in
            page.element("th", ["scope": "row"], text: at.frame.map(String.init) ?? "")
            page.element("td", text: Words.seconds(at.time / .seconds(1)))
            if vote.digits.count == count {
                write(vote, before: before.map { card.votes[$0].vote }, &page)
            } else {
                page.element("td", ["colspan": String(count), "class": "other"], text: "\(vote.digits.count) digits")
            }
            page.element("td", ["class": "odds"]) { page in
                bar(1 - vote.confidence, &page)
                page.text(Words.chance(1 - vote.confidence))
            }
        }
    }

    /// The places of a vote on as many digits as the last one's: where the lead changed hands is marked.
    private func write(_ vote: NumberVote, before: NumberVote?, _ page: inout Markup) {
        let shown = Array(vote.number.revealed(as: number))
        let starts = card.grouping.dropLast().reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
        for place in vote.digits.indices {
            var style = "s\(Self.shades.count { vote.digits[place].p >= $0 })"
            if place > 0, starts.contains(place) { style += " group" }
            if let before, before.number.count == vote.number.count,
                before.number.digits[place] != vote.number.digits[place]
            {
                style += " turned"
            }
            page.element("td", ["class": style], text: shown[place] == "*" ? "•" : String(shown[place]))
        }
    }

    /// A bar that is full where the odds suffice for a result; each part of it as good as the last, by tens.
    private func bar(_ wrong: Double, _ page: inout Markup) {
        let share = Self.tens(wrong) / max(Self.tens(errorRate), 0.1)
        let width = Words.decimal(100 * min(max(share, 0), 1), 1)
        page.element("span", ["class": "bar"]) { page in
            page.element("span", ["style": "width:\(width)%"])
        }
    }

    private func legend(_ page: inout Markup) {
        for (index, name) in ["below 50 %", "50 %", "90 %", "99 %", "99.9 % or more"].enumerated() {
            page.element("span", ["class": "swatch s\(index)"])
            page.text(name)
        }
        page.element("span", ["class": "swatch turned"])
        page.text("another digit than before. A result needs a chance of being wrong of at most ")
        page.text("\(Words.chance(errorRate)), and frames that differ, one of them clear.")
    }

    /// How many times one of ten a probability is: 3 for 0.001.
    private static func tens(_ probability: Double) -> Double {
        var (rest, tens) = (max(probability, 1e-12), 0.0)
        while rest <= 0.1 { (rest, tens) = (rest * 10, tens + 1) }
        // Between two tens, straight: it is a bar.
        return tens + (1 - rest) / 0.9
    }

    /// Indices of all, or of so many from the first to the last.
    static func chosen(_ count: Int, most: Int) -> [Int] {
        guard count > most else { return Array(0..<count) }
        return (0..<most).map { $0 * (count - 1) / (most - 1) }
    }
}
