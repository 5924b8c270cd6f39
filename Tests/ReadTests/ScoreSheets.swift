import TestSupport

@testable import Read

/// Scores of strips, made by hand.
enum ScoreSheets {
    /// Random odds in every column.
    static func random(_ generator: inout SeededGenerator) -> CharacterScores {
        var values: [Double] = []
        for _ in 0..<CharacterScores.columns {
            let odds = (0..<CharacterScores.classes).map { _ in generator.unit() + 0.01 }
            let sum = odds.reduce(0, +)
            values += odds.map { $0 / sum }
        }
        return CharacterScores(probabilities: values)
    }

    /// Columns as given, each with odds for blank and digits 0...9; those that follow are surely blank.
    static func beginning(with columns: [[Double]]) -> CharacterScores {
        var values = columns.flatMap { $0 }
        for _ in columns.count..<CharacterScores.columns {
            values += [1] + [Double](repeating: 0, count: 10)
        }
        return CharacterScores(probabilities: values)
    }

    /// A strip that shows each digit in one column with probability `p`, evenly spaced from column 2 on.
    static func printed(_ digits: [UInt8], sure p: Double = 0.98) -> CharacterScores {
        var values = [Double](repeating: (1 - p) / 10, count: CharacterScores.columns * CharacterScores.classes)
        for column in 0..<CharacterScores.columns { values[column * CharacterScores.classes] = p }
        for (place, digit) in digits.enumerated() {
            let start = column(of: place) * CharacterScores.classes
            values[start] = (1 - p) / 10
            values[start + Int(digit) + 1] = p
        }
        return CharacterScores(probabilities: values)
    }

    /// The column in which `printed` puts a place.
    static func column(of place: Int) -> Int { 2 + 4 * place }
}
