/// What a network says of a strip of text, made by hand.
public enum TextSheet {
    /// Columns of a strip.
    public static let columns = 80

    /// Probabilities of a strip that shows characters one after another, each in one column with blanks between.
    ///
    /// - Parameters:
    ///   - characters: for each, the probability of some places of the alphabet; the rest is for all places alike.
    ///   - count: how many characters the alphabet has; blank comes before them.
    public static func printed(_ characters: [[Int: Double]], of count: Int) -> [Double] {
        var values: [Double] = []
        for column in 0..<columns {
            let (index, offset) = (column - 2).quotientAndRemainder(dividingBy: 3)
            guard column >= 2, offset == 0, index < characters.count else {
                values += [1] + [Double](repeating: 0, count: count)
                continue
            }
            let odds = characters[index]
            let rest = (1 - odds.values.reduce(0, +)) / Double(count)
            values += [0] + (0..<count).map { rest + (odds[$0] ?? 0) }
        }
        return values
    }
}
