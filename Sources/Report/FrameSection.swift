import CardNumber
import Events

/// Which frames voted, why the others did not, and what each one showed.
struct FrameSection {
    let facts: ScanFacts

    /// Frames that are listed one by one.
    private static let mostRows = 1000

    func write(_ page: inout Markup) {
        guard !facts.frames.isEmpty else { return }
        let counts = FrameCounts(facts.frames)
        page.element("section") { page in
            page.element("h2", text: "Frames")
            page.element("table", ["class": "counts"]) { page in
                for fate in Fate.allCases where counts[fate] > 0 {
                    page.element("tr") { page in
                        page.element("th", ["scope": "row"]) { page in
                            page.element("span", ["class": "swatch \(fate.rawValue)"])
                            page.text(fate.words)
                        }
                        page.element("td", text: Words.grouped(counts[fate]))
                        page.element("td", text: Words.percent(Double(counts[fate]) / Double(facts.frames.count)))
                    }
                }
            }
            page.newline()
            page.element("details") { page in
                page.element("summary", text: summary)
                page.element("table", ["class": "frames"], list)
            }
        }
        page.newline()
    }

    private var summary: String {
        facts.frames.count > Self.mostRows ? "The first \(Words.grouped(Self.mostRows)) one by one" : "One by one"
    }

    private func list(_ page: inout Markup) {
        page.element("tr") { page in
            for name in ["frame", "time", "quality", "what became of it", "its number beside the vote's last"] {
                page.element("th", ["scope": "col"], text: name)
            }
        }
        for frame in facts.frames.prefix(Self.mostRows) {
            page.element("tr") { page in
                page.element("th", ["scope": "row"], text: String(frame.index))
                page.element("td", text: Words.seconds(frame.time))
                page.element("td", text: frame.quality.map(String.init) ?? "")
                page.element("td", text: frame.fate.words)
                page.element("td", text: agreement(frame))
            }
            page.newline()
        }
    }

    /// How far a frame's number is from the one that its card came to. Itself it is not shown: of a number of which the
    /// frame saw a part alone, other digits would be masked.
    private func agreement(_ frame: FrameFact) -> String {
        guard let number = frame.number, let last = frame.card.flatMap({ facts.cards[$0].number }) else { return "" }
        guard number.count == last.count else { return "\(number.count) digits" }
        let differing = zip(number.digits, last.digits).count { $0 != $1 }
        return differing == 0 ? "the same" : "\(differing) of \(number.count) digits differ"
    }
}

/// How many frames had each fate.
struct FrameCounts {
    private var counts: [Fate: Int] = [:]

    init(_ frames: some Sequence<FrameFact>) {
        for frame in frames { counts[frame.fate, default: 0] += 1 }
    }

    subscript(fate: Fate) -> Int { counts[fate] ?? 0 }

    /// The fate that most frames had; of several, the first in their order.
    var commonest: Fate { Fate.allCases.max { self[$0] < self[$1] } ?? .used }
}
