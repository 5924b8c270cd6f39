/// HTML in the making.
///
/// What comes from outside goes through `text` or an attribute's value, and is escaped there; what stands in the page as
/// it is can only be a literal.
struct Markup {
    typealias Attributes = KeyValuePairs<StaticString, String>

    private(set) var html = ""

    /// Writes an element with what `body` writes inside.
    mutating func element(
        _ name: StaticString, _ attributes: Attributes = [:], _ body: (inout Markup) -> Void = { _ in }
    ) {
        open(name, attributes)
        body(&self)
        html += "</\(name)>"
    }

    /// Writes an element with a text inside.
    mutating func element(_ name: StaticString, _ attributes: Attributes = [:], text: String) {
        element(name, attributes) { $0.text(text) }
    }

    /// Writes an element that has no end: `img`, `meta`.
    mutating func open(_ name: StaticString, _ attributes: Attributes = [:]) {
        html += "<\(name)"
        for (key, value) in attributes {
            html += " \(key)=\""
            escape(value)
            html += "\""
        }
        html += ">"
    }

    /// Writes a text.
    mutating func text(_ text: String) { escape(text) }

    /// Writes what is HTML already.
    mutating func literal(_ text: StaticString) { html += text.description }

    /// Ends a line, to keep the file's lines short enough to be looked at.
    mutating func newline() { html += "\n" }

    private mutating func escape(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            case "'": html += "&#39;"
            // Control characters have no place in HTML, and marks of direction could turn what follows around.
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
                html += "\u{FFFD}"
            default: html.unicodeScalars.append(scalar)
            }
        }
    }
}
