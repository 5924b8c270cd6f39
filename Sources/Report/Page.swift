import CardNumber
import Events

/// The page, from its head to its foot.
struct Page {
    let facts: ScanFacts
    let ended: Ended
    let number: NumberPolicy
    let errorRate: Double

    /// The page forbids itself everything but its own styles and pictures.
    private static let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

    var html: String {
        var page = Markup()
        page.literal("<!DOCTYPE html>\n")
        page.element("html", ["lang": "en"]) { page in
            page.element("head", [:], head)
            page.newline()
            page.element("body") { page in
                page.element("main") { page in
                    header(&page)
                    summary(&page)
                    TimelineSection(facts: facts).write(&page)
                    CardIndex(cards: facts.cards, number: number).write(&page)
                    for card in facts.cards {
                        CardSection(card: card, number: number, errorRate: errorRate).write(&page)
                    }
                    FrameSection(facts: facts).write(&page)
                    StageSection(frames: facts.frames).write(&page)
                    footer(&page)
                }
            }
        }
        page.newline()
        return page.html
    }

    private var name: String { facts.started?.source.name ?? "" }

    private func head(_ page: inout Markup) {
        page.open("meta", ["charset": "utf-8"])
        page.open("meta", ["http-equiv": "Content-Security-Policy", "content": Self.policy])
        page.open("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        page.open("meta", ["name": "color-scheme", "content": "light dark"])
        page.element("title", text: "\(name) – cardcam report")
        page.element("style") { $0.literal(Style.sheet) }
    }

    private func header(_ page: inout Markup) {
        page.element("header") { page in
            page.element("p", ["class": "over"], text: "cardcam report")
            page.element("h1", text: name)
            page.element("p", ["class": "muted"], text: source)
        }
    }

    /// The source in one line: `recording, mjpeg 1280 x 720, 12.0 frames a second, cardcam 0.1.0`.
    private var source: String {
        guard let started = facts.started else { return "" }
        let source = started.source
        var parts = [source.kind.rawValue]
        if let width = source.width, let height = source.height {
            parts.append("\(source.format ?? "") \(width) × \(height)")
        }
        if let fps = source.fps { parts.append("\(Words.decimal(fps, 1)) frames a second") }
        return (parts + ["cardcam \(started.version)"]).joined(separator: ", ")
    }

    private func summary(_ page: inout Markup) {
        let used = facts.frames.count { $0.fate == .used }
        let unread = facts.cards.count { if case .unread = $0.outcome { true } else { false } }
        page.element("dl", ["class": "tiles"]) { page in
            tile("results", String(ended.results), &page)
            tile("unread", String(unread), &page)
            tile("frames", Words.grouped(ended.frames), &page)
            tile("of them voted", Words.grouped(used), &page)
            tile("seconds", Words.decimal(ended.at.time / .seconds(1), 1), &page)
            tile("ended", ended.reason.rawValue, &page)
        }
        page.newline()
        page.element("p", ["class": "muted"], text: drops)
    }

    private func tile(_ term: String, _ value: String, _ page: inout Markup) {
        page.element("div") { page in
            page.element("dt", text: term)
            page.element("dd", text: value)
        }
    }

    /// Frames that came but were not looked at.
    private var drops: String {
        let counts = [
            (ended.dropped.late, "late"), (ended.dropped.damaged, "damaged"), (ended.dropped.blurred, "blurred"),
            (ended.dropped.gaps, "lost by the source"),
        ].filter { $0.0 > 0 }
        guard !counts.isEmpty else { return "No frame was dropped." }
        return "Dropped: " + counts.map { "\(Words.grouped($0)) \($1)" }.joined(separator: ", ") + "."
    }

    private func footer(_ page: inout Markup) {
        page.element("footer") { page in
            page.element("p", text: masking)
            page.element(
                "p",
                text: "The same frames, options and program make the same page, but for the milliseconds.")
        }
        page.newline()
    }

    /// Who looks at the page must know what it holds.
    private var masking: String {
        let shown =
            switch number {
            case .masked: "Of a number, the first six digits and the last four are shown"
            case .bin8: "Of a number, the first eight digits and the last four are shown"
            case .last4: "Of a number, the last four digits are shown"
            case .full: "Numbers are shown whole: keep this page as you would keep the cards"
            }
        return "\(shown), in text and in pictures (--number \(number.rawValue))."
    }
}
