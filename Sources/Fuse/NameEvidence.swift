internal import Locate
internal import Read

#if canImport(Glibc)
    internal import Glibc
#endif

/// A name letter by letter: what all frames together say of each.
///
/// Each place gathers the odds of each letter by itself, as with the number: so a long name is told that no frame reads
/// whole, and a letter that frames misread now so, now so, is set right. But raised letters look like others (M like H, D
/// like O) in each frame alike: however many there are, they count as little more than one, and what is likelier as a name
/// weighs as much as what they show.
struct NameEvidence {
    /// A frame, and how much it counts, 0...1.
    typealias Frame = (reading: TextReading, weight: Double)

    /// The name that the letters make, spelled as most frames show it.
    let text: String
    /// Probability that there are so many letters and that each is right, 0...1.
    let confidence: Double

    private static let alphabet = TextAlphabet(of: .holder)
    /// What parts letters: where it is seen and missed the name is the same.
    private static let signs = alphabet.places(of: " .-'") ?? []
    /// As how many frames all of them count. Found on development presentations: with it one in a hundred names that are
    /// told with a confidence of .99 or more is wrong.
    private static let together = 1.5
    /// Share of frames in which the network may be sure of a letter and wrong; the same for the count of letters.
    private static let (letterDoubt, lengthDoubt) = (0.02, 0.05)
    /// Letters that no frame takes for likelier are out of the question.
    private static let notable = 1e-4
    /// How often letters are changed for likelier ones: each change moves what stands beside it.
    private static let rounds = 3

    /// Takes a name in the spellings in which frames read it, the likeliest first; all have the same letters.
    ///
    /// - Returns: `nil` where the letters do not settle, or one is likelier to be a sign.
    init?(_ spellings: [String], in frames: [Frame]) {
        guard let reading = frames.first?.reading else { return nil }
        var spellings = spellings.compactMap(Self.alphabet.places)
        for _ in 0..<Self.rounds {
            guard let own = spellings.first else { return nil }
            let shown = frames.compactMap { Shown(spellings, $0) }
            let places = Self.letters(of: own)
            let letters = places.enumerated().map { place, at in
                Self.likeliest(shown, place, Self.priors(of: own, at: at, shown.map { $0.letters[place] }, reading))
            }
            if letters.map(\.letter) == places.map({ own[$0] }) {
                let length = shown.reduce(0) { $0 + $1.lengthLogarithm }
                text = Self.alphabet.text(own)
                confidence = letters.reduce(1 / (1 + exp(-length))) { $0 * $1.probability }
                return
            }
            guard !letters.contains(where: { Self.signs.contains($0.letter) }) else { return nil }
            spellings = spellings.map { spelling in
                var changed = spelling
                for (at, letter) in zip(Self.letters(of: spelling), letters) { changed[at] = letter.letter }
                return changed
            }
        }
        return nil
    }

    /// What one frame shows of a name.
    private struct Shown {
        /// For each letter, how likely each character of the alphabet is in its place.
        let letters: [[Double]]
        /// How clearly there are so many letters, 0...1.
        let length: Double
        let weight: Double

        /// Of the spelling that this frame shows best.
        init?(_ spellings: [[Int]], _ frame: Frame) {
            let seen = spellings.map { ($0, frame.reading.probability(of: alphabet.text($0))) }
            guard let best = seen.max(by: { $0.1 < $1.1 })?.0 else { return nil }
            let places = frame.reading.places(of: alphabet.text(best))
            guard places.count == best.count else { return nil }
            let each = zip(places, best).reduce(1) { $0 * $1.0[$1.1] }
            length = each > 0 ? min(1, seen.reduce(0) { $0 + $1.1 } / each) : 0
            letters = NameEvidence.letters(of: best).map { places[$0] }
            weight = frame.weight
        }

        /// The logarithm of the odds that there are so many letters.
        var lengthLogarithm: Double {
            weight
                * (evidence(length, doubt: lengthDoubt, alike: 8) - evidence(1 - length, doubt: lengthDoubt, alike: 8))
        }
    }

    /// The likeliest letter of a place, and its probability.
    private static func likeliest(
        _ shown: [Shown], _ place: Int, _ priors: [Double]
    ) -> (letter: Int, probability: Double) {
        let total = max(shown.reduce(0) { $0 + $1.weight * $1.length }, .leastNormalMagnitude)
        let odds = softmax(
            priors.enumerated().map { letter, prior in
                shown.reduce(prior) { sum, frame in
                    let share = together * frame.weight * frame.length / total
                    return sum + share * evidence(frame.letters[place][letter], doubt: letterDoubt)
                }
            })
        let best = odds.indices.max { odds[$0] < odds[$1] } ?? 0
        return (best, odds[best])
    }

    /// The logarithms of how likely the names are that each character would make in a place, against the name as it is.
    private static func priors(of name: [Int], at place: Int, _ seen: [[Double]], _ reading: TextReading) -> [Double] {
        let text = alphabet.text(name)
        return alphabet.characters.indices.map { character in
            guard character != name[place] else { return 0 }
            guard seen.contains(where: { $0[character] >= notable }) else { return -.infinity }
            var other = name
            other[place] = character
            return reading.prior(of: alphabet.text(other), against: text)
        }
    }

    /// Where the letters of a name are.
    private static func letters(of name: [Int]) -> [Int] { name.indices.filter { !signs.contains(name[$0]) } }
}
