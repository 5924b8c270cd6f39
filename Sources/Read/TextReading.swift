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
        let scores: TextScores
        let found: [String: Double]

        func probability(of text: String) -> Double {
            found[text] ?? scores.alphabet.places(of: text).map(scores.likelihood) ?? 0
        }

        /// Empty where the text is, or holds what is not in the alphabet.
        func places(of text: String) -> [[Double]] {
            guard let places = scores.alphabet.places(of: text), !places.isEmpty else { return [] }
            let alignment = Alignment(places.map { $0 + 1 }, over: scores)
            return places.indices.map { alignment.posterior(at: $0) }
        }
    }

    /// How many candidates are named.
    private static let most = 4
    /// Least probability of a candidate.
    private static let least = 0.005
    private static let mostPrior = log(1000.0)

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

    /// The natural logarithm of how much likelier a text is than another one before anything is seen: a thousand times at
    /// most, since there are names that no list has.
    public func prior(of text: String, against other: String) -> Double {
        guard let names else { return 0 }
        return max(-Self.mostPrior, min(Self.mostPrior, names.logarithm(of: text) - names.logarithm(of: other)))
    }

    /// Whether a text may be a holder's name: of one word only names that are known, since issuers print their own.
    public func mayBeName(_ text: String) -> Bool { text.contains(" ") || names?.knows(text) ?? true }

    /// What this frame shows in each place of a text: how likely each character of the field's alphabet is there, the other
    /// places taken as they are. Empty where the text is, or holds another character.
    public func places(of text: String) -> [[Double]] {
        let seen = cuts.map { $0.places(of: text) }
        guard let first = seen.first else { return [] }
        return first.indices.map { place in
            first[place].indices.map { character in
                seen.reduce(0) { $0 + $1[place][character] } / Double(seen.count)
            }
        }
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
