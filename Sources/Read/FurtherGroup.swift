internal import Inference

/// Tells whether a number goes on beyond where its line seems to end.
enum FurtherGroup {
    /// Digits of a number's last group.
    private static let counts = 3...4
    /// From here on a digit stands beyond the line: not the last one of a line that was taken a little short.
    private static let end = 1.02
    /// The label of a space, which is nothing.
    private static let space = Strip.alphabet.firstIndex(of: " ").map { $0 + 1 }

    /// Whether a strip that reaches beyond its line shows one more group of digits there, and nothing else, and all of its
    /// digits make a number of a usual length.
    static func isSeen(in logits: Tensor, item: Int, _ margins: CutMargins) -> Bool {
        let end = Int(margins.onCut(Self.end) * Double(Strip.columns))
        let beyond = AllCharacters(logits: logits, item: item, from: end).bestLabels().filter { $0 != space }
        let count = CharacterScores(logits, item: item).bestPath().count
        return counts.contains(beyond.count) && beyond.allSatisfy { (1..<CharacterScores.classes).contains($0) }
            && NumberPrior.isUsual(count)
    }
}

/// The columns of a strip from one on, and whatever characters stand there.
private struct AllCharacters: ColumnScores {
    let logits: Tensor
    let item: Int
    let from: Int

    var columns: Int { max(0, Strip.columns - from) }
    var labels: Int { Strip.classes }

    /// A logit, which is the larger the likelier the label.
    func probability(_ column: Int, _ label: Int) -> Double {
        Double(logits.values[(item * Strip.columns + from + column) * Strip.classes + label])
    }
}
