import Events

/// Where the time went: the only part of a report that differs from run to run.
struct StageSection {
    let frames: [FrameFact]

    /// The flow's stages in their order; another one comes after them.
    private static let order = ["decode", "locate", "quality", "read", "fields", "checks", "fuse"]
    /// Rows of the chart, from the top.
    private static let plot = 10.0...150.0

    func write(_ page: inout Markup) {
        let stages = self.stages
        guard !stages.isEmpty else { return }
        page.element("section", ["id": "milliseconds"]) { page in
            page.element("h2", text: "Milliseconds")
            chart(stages, &page)
            page.element("div", ["class": "wide"]) { page in table(stages, &page) }
            page.element(
                "p", ["class": "muted"],
                text: "Measured while this report was made. They differ from run to run, as nothing else here does.")
        }
        page.newline()
    }

    private func table(_ stages: [String], _ page: inout Markup) {
        page.element("table", ["class": "stages"]) { page in
            page.element("tr") { page in
                for name in ["stage", "frames", "median", "95 of 100 below", "most", "share"] {
                    page.element("th", ["scope": "col"], text: name)
                }
            }
            let total = frames.reduce(0) { $0 + Self.sum($1) }
            for (index, stage) in stages.enumerated() {
                row(stage, color: index, frames.compactMap { Self.time(of: stage, in: $0) }, of: total, &page)
            }
            row("a frame", color: nil, frames.map(Self.sum), of: total, &page)
        }
    }

    private var stages: [String] {
        let seen = Set(frames.flatMap { $0.stages.map(\.stage) })
        return Self.order.filter(seen.contains) + seen.subtracting(Self.order).sorted()
    }

    private static func time(of stage: String, in frame: FrameFact) -> Double? {
        let times = frame.stages.filter { $0.stage == stage }
        return times.isEmpty ? nil : times.reduce(0) { $0 + $1.duration / .milliseconds(1) }
    }

    private static func sum(_ frame: FrameFact) -> Double {
        frame.stages.reduce(0) { $0 + $1.duration / .milliseconds(1) }
    }

    private func row(_ name: String, color: Int?, _ times: [Double], of total: Double, _ page: inout Markup) {
        let sorted = times.sorted()
        func part(_ share: Double) -> String {
            Words.decimal(sorted[min(Int(share * Double(sorted.count)), sorted.count - 1)], 1)
        }
        page.element("tr") { page in
            page.element("th", ["scope": "row"]) { page in
                if let color { page.element("span", ["class": "swatch t\(color % 7)"]) }
                page.text(name)
            }
            page.element("td", text: Words.grouped(sorted.count))
            for share in [0.5, 0.95, 1] { page.element("td", text: part(share)) }
            page.element("td", text: Words.percent(times.reduce(0, +) / max(total, .leastNormalMagnitude)))
        }
    }

    /// The stages above each other, frame after frame; of frames that share a column, the mean.
    private func chart(_ stages: [String], _ page: inout Markup) {
        let axis = TimeAxis(frames)
        let columns = axis.columns(frames)
        let means = stages.map { stage in
            columns.map { column in
                frames[column.frames].reduce(0) { $0 + (Self.time(of: stage, in: $1) ?? 0) }
                    / Double(column.frames.count)
            }
        }
        let sums = columns.indices.map { column in means.reduce(0) { $0 + $1[column] } }
        guard let most = sums.max(), most > 0 else { return }
        let scale = (Self.plot.upperBound - Self.plot.lowerBound) / most
        Chart.drawing(height: 176, label: "Milliseconds of each stage over time", &page) { page in
            Chart.lane("ms", at: Self.plot, hasScale: true, &page)
            Chart.text(Words.decimal(most, 0), x: TimeAxis.left - 6, y: Self.plot.lowerBound + 4, "tick end", &page)
            Chart.text("0", x: TimeAxis.left - 6, y: Self.plot.upperBound + 4, "tick end", &page)
            Chart.ticks(axis, from: Self.plot.lowerBound, to: Self.plot.upperBound, &page)
            var floor = columns.map { _ in 0.0 }
            for (index, stage) in means.enumerated() {
                var path = ""
                for (place, column) in columns.enumerated() where stage[place] > 0 {
                    let bottom = Self.plot.upperBound - floor[place] * scale
                    let from = Words.decimal(column.from, 1)
                    path += "M\(from) \(Words.decimal(bottom, 1))H\(Words.decimal(column.to, 1))"
                    path += "v-\(Words.decimal(stage[place] * scale, 1))H\(from)z"
                    floor[place] += stage[place]
                }
                Chart.path(path, "t\(index % 7)", &page)
                page.newline()
            }
        }
    }
}
