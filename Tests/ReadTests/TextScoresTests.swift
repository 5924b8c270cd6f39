import Inference
import Locate
import TestSupport
import Testing

@testable import Read

/// What may stand in a field, and how likely a text is.
@Suite struct TextScoresTests {
    /// Logits of one strip: for each column, the classes that are likely and how likely they are.
    private static func logits(_ columns: [[Int: Float]]) -> Tensor {
        var tensor = Tensor(shape: [1, columns.count, Strip.classes])
        for (column, odds) in columns.enumerated() {
            for k in 0..<Strip.classes { tensor.values[column * Strip.classes + k] = odds[k] ?? -20 }
        }
        return tensor
    }

    /// Classes as the network was trained on them.
    private enum Class {
        static let (blank, zero, nine, stroke, a, z, space, dot, dash, mark) = (0, 1, 10, 11, 12, 37, 38, 39, 40, 41)
    }

    @Test func aDateIsOfDigitsAndStrokes() {
        let columns = [Class.zero, Class.stroke, Class.nine, Class.dash, Class.zero].map { [$0: Float(8)] }
        let scores = TextScores(Self.logits(columns), item: 0, alphabet: TextAlphabet(of: .expiry))
        #expect(PrefixSearch.texts(in: scores).first.map(scores.alphabet.text) == "0/9/0")
        #expect(scores.belonging > 0.99)
    }

    @Test func aNameIsOfLettersAndWhatStandsBetween() {
        let classes = [Class.a, Class.mark, Class.z, Class.dot, Class.space, Class.z, Class.dash, Class.a]
        let scores = TextScores(
            Self.logits(classes.map { [$0: Float(8)] }), item: 0, alphabet: TextAlphabet(of: .holder))
        #expect(PrefixSearch.texts(in: scores).first.map(scores.alphabet.text) == "A'Z. Z-A")
    }

    @Test func oddsAreSharedAmongWhatTheFieldMayShow() {
        // As likely a letter as a digit; the digit alone counts in a date, with the odds that it has against the blank.
        let logits = Self.logits([[Class.blank: 0, Class.nine: 0, Class.a: 3]])
        let scores = TextScores(logits, item: 0, alphabet: TextAlphabet(of: .expiry))
        #expect(abs(scores.probability(0, 0) - 0.5) < 1e-6)
        #expect(abs(scores.probability(0, 10) - 0.5) < 1e-6)
        // The two strokes are one character.
        let strokes = Self.logits([[Class.stroke: 2, Class.dash: 2, Class.nine: 2]])
        let joined = TextScores(strokes, item: 0, alphabet: TextAlphabet(of: .expiry))
        #expect(abs(joined.probability(0, 11) - 2.0 / 3) < 1e-6)
    }

    @Test func lettersDoNotBelongToADate() {
        let columns = [Class.a, Class.z, Class.a, Class.nine].map { [$0: Float(8)] }
        let scores = TextScores(Self.logits(columns), item: 0, alphabet: TextAlphabet(of: .expiry))
        #expect(abs(scores.belonging - 0.25) < 0.01)
        let blank = TextScores(Self.logits([[Class.blank: 8]]), item: 0, alphabet: TextAlphabet(of: .expiry))
        #expect(blank.belonging == 1, "where nothing stands, nothing strange does")
    }

    /// Random odds for a strip of three columns, and the probability of every text it may show, path by path.
    private static func everyText(seed: UInt64) -> (scores: TextScores, texts: [[Int]: Double]) {
        var random = SeededGenerator(seed: seed)
        let alphabet = TextAlphabet(of: .expiry)
        let labels = alphabet.characters.count + 1
        let values = (0..<3).flatMap { _ in
            // Some classes stand out, as a network's do.
            let odds = (0..<labels).map { _ in
                let p = random.unit()
                return p * p * p * p + 0.001
            }
            return odds.map { $0 / odds.reduce(0, +) }
        }
        let scores = TextScores(probabilities: values, alphabet: alphabet, columns: 3)
        var texts: [[Int]: Double] = [:]
        for path in 0..<labels * labels * labels {
            let labels = [path / labels / labels, path / labels % labels, path % labels]
            let p = labels.enumerated().reduce(1) { $0 * scores.probability($1.offset, $1.element) }
            var text: [Int] = []
            for (i, label) in labels.enumerated() where label != 0 && (i == 0 || labels[i - 1] != label) {
                text.append(label - 1)
            }
            texts[text, default: 0] += p
        }
        return (scores, texts)
    }

    @Test(arguments: UInt64(1)...5)
    func aTextIsAsLikelyAsAllItsPaths(seed: UInt64) {
        let (scores, texts) = Self.everyText(seed: seed)
        for (text, p) in texts { #expect(abs(scores.likelihood(of: text) - p) < 1e-12) }
        #expect(abs(texts.values.reduce(0, +) - 1) < 1e-9)
    }

    @Test(arguments: UInt64(1)...20)
    func theSearchFindsTheLikeliest(seed: UInt64) throws {
        let (scores, texts) = Self.everyText(seed: seed)
        let best = try #require(texts.max { $0.value < $1.value }).key
        #expect(PrefixSearch.texts(in: scores).contains(best))
    }

    @Test func aCharacterMayFollowItself() {
        for text in ["11/11", "00/00", "0110"] {
            let scores = TextScores(text, of: .expiry)
            #expect(PrefixSearch.texts(in: scores).first.map(scores.alphabet.text) == text)
        }
    }

    @Test(arguments: [("ANN", 2...8), ("A", 2...2), ("", nil), ("  ", nil), (" ANN ", 5...11)])
    func printIsWhereCharactersStand(_ text: String, columns: ClosedRange<Int>?) {
        #expect(TextScores(text, of: .holder).printed == columns)
    }
}
