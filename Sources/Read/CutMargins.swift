/// What a cut shows beside its line.
struct CutMargins {
    /// Added before the line and after it, as shares of the line.
    var before: Double
    var after: Double
    /// Whether it goes on to where one more group of digits stands.
    var isReaching = false
    /// How many rows of the line stand side by side in it, each with these margins.
    var rows = 1

    /// Where on the line a place on the cut lies, which is 0...1 from end to end: 0...1 on the first row, 1...2 on the
    /// second, and so on.
    func place(_ onCut: Double) -> Double {
        let row = min((onCut * Double(rows)).rounded(.down), Double(rows - 1))
        return row + (onCut * Double(rows) - row) * (1 + before + after) - before
    }

    /// Where on the cut of a single row a place on the line lies.
    func onCut(_ place: Double) -> Double { (place + before) / (1 + before + after) }
}
