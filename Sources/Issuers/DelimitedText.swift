/// Lines of cells, separated by tabs where the first line has one and by commas otherwise. Nothing is quoted.
struct DelimitedText {
    /// A line that is not empty.
    struct Line {
        /// Counted from 1, empty lines included.
        let number: Int
        /// The text between the separators, without white space around it.
        let cells: [String]
    }

    let lines: [Line]

    init(_ text: String) {
        let texts = text.drop { $0 == "\u{FEFF}" }.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let separator: Character = texts.first?.contains("\t") == true ? "\t" : ","
        lines = texts.enumerated().compactMap { index, text in
            guard !text.allSatisfy(\.isWhitespace) else { return nil }
            let cells = text.split(separator: separator, omittingEmptySubsequences: false)
            return Line(number: index + 1, cells: cells.map(Self.trimmed))
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        let head = text.drop(while: \.isWhitespace)
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(head[...last])
    }
}
