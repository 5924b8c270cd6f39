/// What charts are drawn of. Places are in the units of the chart's view box.
enum Chart {
    /// Draws a chart of this height, as wide as the page and at least so that it can be read.
    ///
    /// - Parameter label: what a screen reader says of it.
    static func drawing(height: Int, label: String, _ page: inout Markup, _ draw: (inout Markup) -> Void) {
        page.element("div", ["class": "wide"]) { page in
            page.element(
                "svg",
                ["viewBox": "0 0 \(Int(TimeAxis.width)) \(height)", "role": "img", "aria-label": label], draw)
        }
    }

    /// Writes what a lane is called, on its left; beside a scale, below the scale's end.
    static func lane(_ name: String, at rows: ClosedRange<Double>, hasScale: Bool = false, _ page: inout Markup) {
        text(name, x: 0, y: rows.lowerBound + (hasScale ? 34 : 15), "lane", &page)
    }

    /// Draws a rectangle that tells its meaning when it is pointed at.
    static func rectangle(
        _ from: Double, _ to: Double, _ rows: ClosedRange<Double>, _ style: String, _ meaning: String,
        _ page: inout Markup
    ) {
        let height = rows.upperBound - rows.lowerBound
        page.element(
            "rect",
            [
                "class": style, "x": Words.decimal(from, 1), "y": Words.decimal(rows.lowerBound, 1),
                "width": Words.decimal(max(to - from, 0.1), 1), "height": Words.decimal(height, 1),
            ]
        ) { $0.element("title", text: meaning) }
    }

    /// Draws a path.
    static func path(_ path: String, _ style: String, _ page: inout Markup) {
        page.element("path", ["class": style, "d": path])
    }

    /// Writes a text.
    static func text(_ text: String, x: Double, y: Double, _ style: String, _ page: inout Markup) {
        page.element("text", ["class": style, "x": Words.decimal(x, 1), "y": Words.decimal(y, 1)], text: text)
    }

    /// Marks round times.
    static func ticks(_ axis: TimeAxis, from top: Double, to bottom: Double, _ page: inout Markup) {
        for time in axis.ticks {
            let x = axis.x(time)
            path("M\(Words.decimal(x, 1)) \(Words.decimal(top, 1))V\(Words.decimal(bottom + 4, 1))", "grid", &page)
            let style = x > TimeAxis.width - 30 ? "tick end" : x < TimeAxis.left + 10 ? "tick" : "tick middle"
            text(axis.label(time), x: x, y: bottom + 18, style, &page)
        }
        page.newline()
    }
}
