#if canImport(Glibc)
    internal import Glibc
#endif

/// What one frame says of a field of text: the likeliest texts, and the odds of any other.
public struct TextReading: Sendable, Equatable {
    /// A text that may stand there.
    public struct Candidate: Sendable, Equatable {
        /// The text; empty where nothing is printed.
        public let text: String
        /// Probability that it is what stands there, by this frame alone.
        public let probability: Double
    }

    /// The likeliest texts, the likeliest first; those that are as good as impossible are left out.
    public let candidates: [Candidate]
    /// How sure the likeliest text is, 0...1.
    public var certainty: Double { candidates.first?.probability ?? 0 }
    /// The most that any text may have that is not among the candidates.
    public var limitOfOthers: Double {
        candidates.count < Self.most ? Self.least : candidates.last?.probability ?? 1
    }
    private let cuts: [Cut]
    private let names: NamePrior?

    /// One cut of the row: its scores, and the texts that a search found in it, with their probabilities.
    private struct Cut: Sendable, Equatable {
        /// Least probability of a character that is weighed against the one that was read.
        private static let notable = 1e-5

        let scores: TextScores
        let found: [String: Double]

        func probability(of text: String) -> Double {
            found[text] ?? scores.alphabet.places(of: text).map(scores.likelihood) ?? 0
        }

        /// `nil` where the text is empty, or holds what is not in the alphabet.
        func clarity(of text: String, among names: NamePrior?) -> (places: [Double], length: Double)? {
            guard let places = scores.alphabet.places(of: text), !places.isEmpty else { return nil }
            let alignment = Alignment(places.map { $0 + 1 }, over: scores)
            let seen = places.indices.map { alignment.posterior(at: $0) }
            let all = places.indices.reduce(1) { $0 * seen[$1][places[$1]] }
            let clear = places.indices.map { place in
                names.map { self.clear(seen[place], at: place, of: places, among: $0) } ?? seen[place][places[place]]
            }
            return (clear, all > 0 ? min(1, probability(of: text) / all) : 0)
        }

        /// How clear a character is where others in its place count as what they would make of the name.
        private func clear(_ seen: [Double], at place: Int, of places: [Int], among names: NamePrior) -> Double {
            func weight(_ character: Int) -> Double {
                var name = places
                name[place] = character
                return log(max(seen[character], .leastNormalMagnitude))
                    + names.logarithm(of: scores.alphabet.text(name))
            }
            let own = weight(places[place])
            let others = seen.indices.filter { $0 != places[place] && seen[$0] >= Self.notable }
            return 1 / others.reduce(1) { $0 + exp(weight($1) - own) }
        }
    }

    /// How many candidates are named.
    private static let most = 4
    /// Least probability of a candidate.
    private static let least = 0.005

    /// Joins what several cuts of one row say. They err together, so their odds are averaged, never multiplied.
    ///
    /// - Parameter names: how likely texts are before they are seen; `nil` where all are alike.
    init(_ scores: [TextScores], names: NamePrior? = nil) {
        let cuts = scores.map { Cut(scores: $0, found: Self.found(in: $0)) }
        let all = Set(cuts.flatMap(\.found.keys)).map {
            Candidate(text: $0, probability: Self.probability(of: $0, in: cuts))
        }
        let likely = all.filter { $0.probability >= Self.least }
        candidates = Array(
            likely.sorted { ($1.probability, $0.text) < ($0.probability, $1.text) }.prefix(Self.most))
        (self.cuts, self.names) = (cuts, names)
    }

    /// The probability that the row shows this text, by this frame alone.
    public func probability(of text: String) -> Double { Self.probability(of: text, in: cuts) }

    /// The natural logarithm of how likely a text is before anything is seen, against others of the field.
    public func prior(of text: String) -> Double { names?.logarithm(of: text) ?? 0 }

    /// Whether a text may be a holder's name: of one word only names that are known, since issuers print their own.
    public func mayBeName(_ text: String) -> Bool { text.contains(" ") || names?.knows(text) ?? true }

    /// How clearly this frame shows each character of a text, the others taken as they are, and how clearly that there are
    /// so many: the product is about `probability(of:)`. A letter is the clearer the less likely the names are that others
    /// would make.
    public func clarity(of text: String) -> (places: [Double], length: Double) {
        let seen = cuts.compactMap { $0.clarity(of: text, among: names) }
        guard let first = seen.first else { return ([], 0) }
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(cuts.count) }
        return (first.places.indices.map { place in mean(seen.map { $0.places[place] }) }, mean(seen.map(\.length)))
    }

    private static func probability(of text: String, in cuts: [Cut]) -> Double {
        cuts.reduce(0) { $0 + $1.probability(of: text) } / Double(max(1, cuts.count))
    }

    /// The texts that a search finds, those joined that differ in stray spaces alone.
    private static func found(in scores: TextScores) -> [String: Double] {
        var found: [String: Double] = [:]
        for places in PrefixSearch.texts(in: scores) {
            let words = scores.alphabet.text(places).split(separator: " ")
            found[words.joined(separator: " "), default: 0] += scores.likelihood(of: places)
        }
        return found
    }
}
