import Events

/// The session over time: what the person was told, how good the frames were, and what became of them.
struct TimelineSection {
    let facts: ScanFacts

    /// Heights of the lanes, from the top.
    private static let (hints, quality, fates, bottom) = (4.0...26.0, 40.0...190.0, 202.0...220.0, 246.0)
    /// Width of a bold letter.
    private static let letter = 7.6
    /// Hints that are listed beneath the chart.
    private static let mostHints = 60

    func write(_ page: inout Markup) {
        guard !facts.frames.isEmpty else { return }
        let axis = TimeAxis(facts.frames)
        page.element("section") { page in
            page.element("h2", text: "Over time")
            Chart.drawing(
                height: Int(Self.bottom), label: "Hints, quality of the card and fate of each frame over time", &page
            ) { page in
                hints(axis, &page)
                grid(axis, &page)
                quality(axis, &page)
                outcomes(axis, &page)
                fates(axis, &page)
            }
            page.newline()
            list(&page)
        }
        page.newline()
    }

    /// A band for each hint, through the quality: the hint was right until the next one.
    private func hints(_ axis: TimeAxis, _ page: inout Markup) {
        Chart.lane("hint", at: Self.hints, &page)
        for (index, hint) in facts.hints.enumerated() {
            let from = axis.x(hint.at.time / .seconds(1))
            let next = index + 1 < facts.hints.count ? facts.hints[index + 1].at.time / .seconds(1) : axis.end
            let to = axis.x(next)
            guard to > from else { continue }
            let words = Words.plain(hint.hint.rawValue)
            Chart.rectangle(from, to, Self.hints, "hint \(Self.mood(hint.hint))", words, &page)
            Chart.rectangle(from, to, Self.quality, "band \(Self.mood(hint.hint))", words, &page)
            if Double(words.count) * Self.letter < to - from {
                Chart.text(words, x: (from + to) / 2, y: Self.hints.lowerBound + 15, "inside", &page)
            }
        }
        page.newline()
    }

    /// Whether a hint asks for something, waits, or is content.
    private static func mood(_ hint: Guidance.Hint) -> String {
        switch hint {
        case .noCard: "idle"
        case .reading: "good"
        case .removeCard: "done"
        default: "asks"
        }
    }

    private func grid(_ axis: TimeAxis, _ page: inout Markup) {
        Chart.lane("quality", at: Self.quality, hasScale: true, &page)
        for value in [0, 50, 100] {
            let y = height(of: value)
            Chart.path("M\(Int(TimeAxis.left)) \(Words.decimal(y, 1))H\(Int(TimeAxis.width))", "grid", &page)
            Chart.text(String(value), x: TimeAxis.left - 6, y: y + 4, "tick end", &page)
        }
        Chart.ticks(axis, from: Self.quality.lowerBound, to: Self.fates.upperBound, &page)
    }

    private func height(of quality: Int) -> Double {
        Self.quality.upperBound - Double(quality) / 100 * (Self.quality.upperBound - Self.quality.lowerBound)
    }

    /// A line that is broken where there is no card; of frames that share a column, the worst and the best.
    private func quality(_ axis: TimeAxis, _ page: inout Markup) {
        var line = ""
        var isDrawn = false
        for column in axis.columns(facts.frames) {
            let seen = facts.frames[column.frames].compactMap(\.quality)
            guard let worst = seen.min(), let best = seen.max() else {
                isDrawn = false
                continue
            }
            let x = Words.decimal((column.from + column.to) / 2, 1)
            for value in worst == best ? [worst] : [worst, best] {
                line += "\(isDrawn ? "L" : "M")\(x) \(Words.decimal(height(of: value), 1))"
                // A single frame shows as a point.
                if !isDrawn { line += "h0.1" }
                isDrawn = true
            }
        }
        Chart.path(line, "quality", &page)
        page.newline()
    }

    /// A line where a card was read or given up, with its name where there is room for it.
    private func outcomes(_ axis: TimeAxis, _ page: inout Markup) {
        let (top, foot) = (Words.decimal(Self.quality.lowerBound - 8, 1), Words.decimal(Self.quality.upperBound, 1))
        var free = 0.0
        for told in facts.cards.compactMap(\.told) {
            let x = axis.x(told.at.time / .seconds(1))
            Chart.path("M\(Words.decimal(x, 1)) \(top)V\(foot)", "outcome", &page)
            let name = "card \(told.id) \(told.word)"
            let width = Double(name.count) * Self.letter
            let left = x + 5 + width > TimeAxis.width ? x - 5 - width : x + 5
            guard left >= free else { continue }
            free = left + width
            let isLeft = left < x
            Chart.text(
                name, x: isLeft ? x - 5 : left, y: Self.quality.lowerBound + 2, isLeft ? "outcome end" : "outcome",
                &page)
        }
        page.newline()
    }

    /// A rectangle for each row of frames with one fate.
    private func fates(_ axis: TimeAxis, _ page: inout Markup) {
        Chart.lane("frames", at: Self.fates, &page)
        var run: (fate: Fate, from: Double, to: Double)?
        func end(_ page: inout Markup) {
            guard let run else { return }
            Chart.rectangle(run.from, run.to, Self.fates, run.fate.rawValue, run.fate.words, &page)
        }
        for column in axis.columns(facts.frames) {
            let fate = FrameCounts(facts.frames[column.frames]).commonest
            if let last = run, last.fate == fate {
                run = (fate, last.from, column.to)
            } else {
                end(&page)
                run = (fate, column.from, column.to)
            }
        }
        end(&page)
    }

    /// The hints as text: a band may be too narrow for its word.
    private func list(_ page: inout Markup) {
        guard !facts.hints.isEmpty else { return }
        page.element("p", ["class": "muted"]) { page in
            page.text("Hints: ")
            let told = facts.hints.prefix(Self.mostHints).map { hint in
                let quality = hint.quality.map { ", quality \($0)" } ?? ""
                return "\(Words.plain(hint.hint.rawValue)) at \(Words.seconds(hint.at.time / .seconds(1)))\(quality)"
            }
            page.text(told.joined(separator: "; "))
            page.text(facts.hints.count > told.count ? "; and \(facts.hints.count - told.count) more." : ".")
        }
    }
}
