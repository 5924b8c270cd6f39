/// What a cut shows beside its line.
struct CutMargins {
    /// Added before the line and after it, as shares of the line.
    var before: Double
    var after: Double
    /// Whether it goes on to where one more group of digits stands.
    var isReaching = false

    /// Where on the line a place on the cut lies, both 0...1 from end to end.
    func place(_ onCut: Double) -> Double { onCut * (1 + before + after) - before }

    /// Where on the cut a place on the line lies.
    func onCut(_ place: Double) -> Double { (place + before) / (1 + before + after) }
}
