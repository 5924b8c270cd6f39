public import Frames
public import Inference
public import Locate

/// Reads the fields of a card that are not its number.
///
/// A row of text is as long as what it says, so it keeps its shape: it stands at the left of the strip and is continued
/// to the right by its last column. A strip is as long as its row needs, so that a date takes less time than a name; a
/// row of more than some 24 letters is squeezed.
public struct TextReader: Sendable {
    /// One way to cut a row out, in heights of its capitals.
    public struct Cut: Sendable, Equatable {
        /// Added above and below.
        public var vertical: Float
        /// Added left and right.
        public var horizontal: Float
        /// Moved down.
        public var shift: Float

        /// Makes a cut.
        public init(vertical: Float, horizontal: Float, shift: Float = 0) {
            (self.vertical, self.horizontal, self.shift) = (vertical, horizontal, shift)
        }

        /// For a stream, where the next frame brings another chance: frames take them in turn, and so err apart.
        public static let quick = [Cut(vertical: 0.33, horizontal: 0.9), Cut(vertical: 0.38, horizontal: 1.7)]
        /// For a single picture: two, then, unless these agree, one more.
        public static let thorough = [quick, [Cut(vertical: 0.27, horizontal: 1.3, shift: -0.05)]]
    }

    /// Capitals that are lower in the frame, in pixels, are not read: they would be guessed.
    private static let leastHeight: Float = 10
    /// Least share of what the network sees in a row that must be of the field's alphabet: digits read out of a word, or
    /// letters out of a number, are made up.
    private static let leastBelonging = 0.5

    /// The longest strip, in pixels, and what all are a multiple of.
    private static let (longest, step) = (480, 32)
    /// How far a row is made longer where the name goes on, in heights of capitals, and how often.
    private static let (addition, additions) = (Float(2), 3)
    /// So sure a reading is that more cuts would not change it.
    private static let certain = 0.98

    private let network: StripNetwork
    private let names: NamePrior?

    /// Uses the network of texts.
    ///
    /// - Parameter names: how likely holders' names are; `nil` where all letters are alike.
    public init(network: StripNetwork, names: NamePrior?) { (self.network, self.names) = (network, names) }

    /// Reads fields.
    ///
    /// - Parameters:
    ///   - luma: the frame.
    ///   - lines: the rows where each field may stand, the likeliest first.
    ///   - cuts: how each row is cut out: a stage after another, until what it says is certain.
    /// - Returns: what the row says that is the field's; nothing where all show something else than such a field.
    /// - Throws: `InferenceFailure` where the model cannot be run.
    public func read(
        _ luma: borrowing LumaPyramid, lines: [CardField: [TextLine]], cuts: [[Cut]]
    ) throws(InferenceFailure) -> [CardField: FieldReading] {
        var rows: [Row] = []
        for field in CardField.allCases {
            for line in lines[field] ?? [] where line.quad.height >= Self.leastHeight {
                rows.append(Row(field: field, line: line))
            }
        }
        for stage in cuts {
            for i in rows.indices where rows[i].reading?.certainty ?? 0 < Self.certain {
                for cut in stage {
                    guard let read = try scores(luma, &rows[i], cut), read.belonging >= Self.leastBelonging else {
                        continue
                    }
                    rows[i].scores.append(read)
                }
                guard !rows[i].scores.isEmpty else { continue }
                rows[i].reading = TextReading(rows[i].scores, names: rows[i].field == .holder ? names : nil)
            }
        }
        return Dictionary(grouping: rows, by: \.field).compactMapValues { rows in
            FieldReading.chosen(
                of: rows.compactMap { row in row.reading.map { FieldReading(row.field, line: row.line, text: $0) } })
        }
    }

    /// A row in the course of being read.
    private struct Row {
        let field: CardField
        var line: TextLine
        var scores: [TextScores] = []
        var reading: TextReading?
    }

    /// What a cut of a row shows. A name that goes on beyond where its row was found to end is followed.
    private func scores(
        _ luma: borrowing LumaPyramid, _ row: inout Row, _ cut: Cut
    ) throws(InferenceFailure) -> TextScores? {
        var read = try scores(luma, row.line, of: row.field, cut)
        guard row.field == .holder else { return read }
        for _ in 0..<Self.additions {
            guard let longer = read.flatMap({ Self.followed(row.line, cut, $0) }),
                let seen = try scores(luma, longer, of: row.field, cut)
            else { break }
            (row.line, read) = (longer, seen)
        }
        return read
    }

    private func scores(
        _ luma: borrowing LumaPyramid, _ line: TextLine, of field: CardField, _ cut: Cut
    ) throws(InferenceFailure) -> TextScores? {
        guard let quad = line.grown(vertical: cut.vertical, horizontal: cut.horizontal, shift: cut.shift),
            let width = Self.width(of: line, cut), let image = rectify(luma, quad, width: width, height: Strip.height)
        else { return nil }
        let strip = Strip.continued(image, to: (width + Self.step - 1) / Self.step * Self.step)
        return TextScores(try network.logits(of: [strip]), item: 0, alphabet: TextAlphabet(of: field))
    }

    /// The row made longer where characters stand in the margins of its cut; `nil` where none do.
    private static func followed(_ line: TextLine, _ cut: Cut, _ read: TextScores) -> TextLine? {
        guard let columns = read.printed, let width = width(of: line, cut) else { return nil }
        // In heights of capitals.
        let length = line.aspect + 2 * cut.horizontal
        let column = length * Float(Strip.columnWidth) / Float(width)
        let (first, last) = (Float(columns.lowerBound) + 0.5, Float(columns.upperBound) + 0.5)
        let left = first * column < cut.horizontal ? addition : 0
        let right = last * column > length - cut.horizontal ? addition : 0
        return left + right > 0 ? line.extended(left: left, right: right) : nil
    }

    /// How many pixels a cut of a row is wide; `nil` where the row has no length.
    private static func width(of line: TextLine, _ cut: Cut) -> Int? {
        let capitals = Float(Strip.height) / (1 + 2 * cut.vertical)
        let length = (line.aspect + 2 * cut.horizontal) * capitals
        return length.isFinite && length >= 1 ? min(longest, Int(length.rounded())) : nil
    }
}
