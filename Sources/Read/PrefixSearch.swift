/// Finds the likeliest texts of a strip.
///
/// Prefix beam search (Hannun et al., *First-Pass Large Vocabulary Continuous Speech Recognition using Bi-Directional
/// Recurrent DNNs*, 2014, algorithm 1, without a language model): the beginnings of texts grow column by column, those of
/// one text are joined however they are aligned, and the unlikely ones are dropped.
struct PrefixSearch {
    /// A beginning, with the sum over its alignments that end in a blank, and over those that end in its last character.
    private struct Prefix {
        var blank = 0.0
        var character = 0.0
        var total: Double { blank + character }
    }

    /// How many beginnings are kept from column to column.
    private static let width = 12
    /// Characters less likely than this in a column are not tried there.
    private static let least = 1e-3
    /// Beginnings less likely than this share of the likeliest are dropped.
    private static let hopeless = 1e-5

    /// The likeliest texts, as places in the alphabet, about the likeliest first: alignments that were dropped on the way
    /// are missing, so `TextScores.likelihood` has the last word.
    static func texts(in scores: TextScores) -> [[Int]] {
        var beam: [[Int]: Prefix] = [[]: Prefix(blank: 1)]
        for column in 0..<scores.columns {
            let likely = scores.alphabet.characters.indices.filter { scores.probability(column, $0 + 1) >= least }
            var grown: [[Int]: Prefix] = [:]
            for (text, prefix) in beam {
                grown[text, default: Prefix()].blank += prefix.total * scores.probability(column, 0)
                if let last = text.last {
                    grown[text, default: Prefix()].character += prefix.character * scores.probability(column, last + 1)
                }
                for place in likely {
                    // A character that follows itself is another one where a blank stands between.
                    let before = place == text.last ? prefix.blank : prefix.total
                    grown[text + [place], default: Prefix()].character += before * scores.probability(column, place + 1)
                }
            }
            let order = ranked(grown)
            let floor = (order.first?.value.total ?? 0) * hopeless
            let kept = order.prefix(width).prefix { $0.value.total >= floor }
            beam = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
        }
        return ranked(beam).map(\.key)
    }

    /// In one order each time: texts that are equally likely stand as in a dictionary.
    private static func ranked(_ beam: [[Int]: Prefix]) -> [(key: [Int], value: Prefix)] {
        beam.sorted { a, b in
            a.value.total != b.value.total
                ? a.value.total > b.value.total : a.key.lexicographicallyPrecedes(b.key)
        }
    }
}
