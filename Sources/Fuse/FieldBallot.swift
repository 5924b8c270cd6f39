internal import Locate
internal import Read

#if canImport(Glibc)
    internal import Glibc
#endif

/// The texts that readings of one field name, those that say the same joined.
///
/// A date is the same whatever stands beside it that was cut out along with it, and a name is the same wherever a space
/// or another sign was seen or missed: so what they say is settled first, then how it is spelled.
struct FieldBallot {
    /// For each choice, the texts that say it, as they were named.
    private let choices: [[String]]
    private let field: CardField
    /// How likely each choice is before anything is seen, against any other.
    let priors: [Double]

    /// Takes the texts that these readings name, in one order each time. What is no such field at all, such as a date that
    /// was cut off, is no choice: it may not win, nor hinder.
    init(_ field: CardField, _ readings: [TextReading]) {
        self.field = field
        let texts = Set(readings.flatMap { $0.candidates.map(\.text) }).sorted()
        var meanings: [String: [String]] = [:]
        for text in texts { if let meaning = field.meaning(of: text) { meanings[meaning, default: []].append(text) } }
        let choices = meanings.sorted { $0.key < $1.key }.map(\.value)
        self.choices = choices
        func prior(of text: String, against other: String) -> Double {
            readings.first?.prior(of: text, against: other) ?? 0
        }
        // The likeliest name is as likely as any that nobody named.
        let names = choices.compactMap { $0.max { prior(of: $0, against: $1) < 0 } }
        let likeliest = names.max { prior(of: $0, against: $1) < 0 } ?? ""
        priors = names.map { field.prior(of: $0) * exp(prior(of: $0, against: likeliest)) }
    }

    /// How many choices there are.
    var count: Int { choices.count }

    /// The probability of each choice, by one frame alone.
    func odds(in reading: TextReading) -> [Double] {
        choices.map { min(1, $0.reduce(0) { $0 + reading.probability(of: $1) }) }
    }

    /// The texts that say a choice, the likeliest first, by what the readings say for each and by what is a name.
    func texts(of choice: Int, in readings: [TextReading]) -> [String] {
        let weighed = choices[choice].map { text in
            let prior = exp(readings.first?.prior(of: text, against: choices[choice][0]) ?? 0)
            return (text, prior * readings.reduce(0) { $0 + $1.probability(of: text) })
        }
        return weighed.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map(\.0)
    }

    /// How a choice is spelled; `nil` where that is not to be told.
    func spelling(of choice: Int, in readings: [TextReading]) -> String? {
        readings.first.flatMap { field.told(texts(of: choice, in: readings)[0], by: $0) }
    }
}

extension CardField {
    /// A text as it is told; `nil` where it is no such field, or where it is to be a name and may be none.
    func told(_ text: String, by reading: TextReading) -> String? {
        spelled(text).flatMap { reading.mayBeName($0) ? $0 : nil }
    }

    /// Few cards print a date that there is not; far more often a digit was misread. Specimens are the exception: they
    /// print the same digits twice.
    fileprivate func prior(of text: String) -> Double {
        guard self == .expiry, let date = ExpiryText(within: text), date.month == nil else { return 1 }
        return date.repeatsItself ? 1 : 0.01
    }

    /// The same for texts that say the same; `nil` where a text is no such field.
    fileprivate func meaning(of text: String) -> String? {
        spelled(text).map { self == .holder ? $0.filter(\.isLetter) : $0 }
    }
}
