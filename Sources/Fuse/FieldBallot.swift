internal import Locate
internal import Read

#if canImport(Glibc)
    internal import Glibc
#endif

/// The texts that readings of one field name, those that say the same joined.
///
/// A date is the same whatever stands beside it that was cut out along with it, and a name is the same wherever a space
/// was seen or missed: so what they say is settled first, then how it is spelled.
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
        // The likeliest name is as likely as any that nobody named.
        let names = choices.map { texts in texts.map { readings.first?.prior(of: $0) ?? 0 }.max() ?? 0 }
        let likeliest = names.max() ?? 0
        priors = zip(choices, names).map { texts, name in field.prior(of: texts[0]) * exp(name - likeliest) }
    }

    /// How many choices there are.
    var count: Int { choices.count }

    /// The probability of each choice, by one frame alone.
    func odds(in reading: TextReading) -> [Double] {
        choices.map { min(1, $0.reduce(0) { $0 + reading.probability(of: $1) }) }
    }

    /// How a choice is spelled, by what the readings say for each spelling; `nil` where that is not to be told.
    func spelling(of choice: Int, in readings: [TextReading]) -> String? {
        let spellings = choices[choice].map { text in (text, readings.reduce(0) { $0 + $1.probability(of: text) }) }
        guard let text = spellings.max(by: { ($0.1, $1.0) < ($1.1, $0.0) }).flatMap({ field.spelled($0.0) }) else {
            return nil
        }
        return readings.first?.mayBeName(text) == false ? nil : text
    }
}

extension CardField {
    /// Few cards print a date that there is not; far more often a digit was misread. Specimens are the exception: they
    /// print the same digits twice.
    fileprivate func prior(of text: String) -> Double {
        guard self == .expiry, let date = ExpiryText(within: text), date.month == nil else { return 1 }
        return date.repeatsItself ? 1 : 0.01
    }

    /// The same for texts that say the same; `nil` where a text is no such field.
    fileprivate func meaning(of text: String) -> String? {
        spelled(text).map { self == .holder ? $0.filter { $0 != " " } : $0 }
    }
}
