import CardNumber
import Frames
import Locate

/// Paints over the digits that a policy hides: what is masked in text is masked in pictures.
///
/// Works in the coordinates of the number line: 0...1 along it from the first digit to the last, 0...1 across it from
/// the top of its first row to the foot of its last. It paints more than the digits, since an edge of one can give it
/// away.
struct NumberPainter {
    /// How far above and below the digits is painted, in digit heights.
    private static let verticalMargin: Float = 0.35
    /// The same as a share of the whole number: the rows of one in several are less surely where they are thought to be.
    private static let leastMargin: Float = 0.1
    /// How much further below hidden first digits: cards repeat the first four in small print there.
    private static let copyHeight: Float = 1
    /// How many digits the small print repeats.
    private static let copiedDigits = 4
    /// How far beyond its ends a whole line is painted, in line lengths; twice as far where rows are short.
    private static let endMargin: Float = 0.1

    /// A rectangle in line coordinates.
    struct Area: Equatable {
        var along: ClosedRange<Float>
        var across: ClosedRange<Float>

        func contains(_ p: Point) -> Bool { along.contains(p.x) && across.contains(p.y) }
    }

    /// All that a number in these rows may show.
    static func whole(_ layout: RowLayout) -> Area {
        let aside = layout.count > 1 ? 2 * endMargin : endMargin
        let (above, below) = (margin(layout), margin(layout) + copyHeight * layout.height)
        return Area(along: -aside...1 + aside, across: -above...1 + below)
    }

    /// What to paint, in line coordinates; nothing where the policy hides nothing.
    ///
    /// - Parameters:
    ///   - placement: where the number stands, and each digit of it.
    ///   - count: how many digits the number has; if there are not as many places, the whole line is painted.
    static func areas(of placement: NumberPlacement, count: Int, policy: NumberPolicy) -> [Area] {
        guard policy != .full else { return [] }
        let (layout, spans) = (placement.layout, placement.digitSpans)
        guard spans.count == count, isOrderly(spans, layout) else { return [whole(layout)] }
        let visible = policy.visiblePlaces(count: count)
        return spans.indices.filter { !visible[$0] }.map { place in
            let row = layout.row(of: spans[place])
            let across = reach(of: row, in: layout)
            let below = place < copiedDigits ? copyHeight * layout.height : 0
            return Area(
                along: reach(of: place, in: spans, layout), across: across.lowerBound...across.upperBound + below)
        }
    }

    private static func margin(_ layout: RowLayout) -> Float { max(verticalMargin * layout.height, leastMargin) }

    /// From half of the gap above a row to half of the gap below it, or further where the rows are close.
    private static func reach(of row: Int, in layout: RowLayout) -> ClosedRange<Float> {
        let spans = layout.spans
        let close = verticalMargin * layout.height
        let (top, foot) = (spans[row].lowerBound, spans[row].upperBound)
        let upper = row > 0 ? min((spans[row - 1].upperBound + top) / 2, top - close) : top - margin(layout)
        let lower =
            row + 1 < spans.count ? max((foot + spans[row + 1].lowerBound) / 2, foot + close) : foot + margin(layout)
        return upper...lower
    }

    /// From half of the gap before a digit to half of the gap after it; half a digit at the ends of its row.
    private static func reach(
        of place: Int, in spans: [NumberPlacement.DigitSpan], _ layout: RowLayout
    ) -> ClosedRange<Float> {
        let digit = spans[place]
        let half = (digit.end - digit.start) / 2
        let row = layout.row(of: digit)
        let before = spans[..<place].last.flatMap { layout.row(of: $0) == row ? $0 : nil }
        let after = spans[(place + 1)...].first.flatMap { layout.row(of: $0) == row ? $0 : nil }
        let left = before.map { ($0.end + digit.start) / 2 } ?? digit.start - half
        let right = after.map { (digit.end + $0.start) / 2 } ?? digit.end + half
        return min(left, digit.start) - Float(row)...max(right, digit.end) - Float(row)
    }

    /// Whether the spans can be trusted: each has a width, they follow each other and lie on the line, as many in each
    /// row.
    private static func isOrderly(_ spans: [NumberPlacement.DigitSpan], _ layout: RowLayout) -> Bool {
        let rows = spans.map { layout.row(of: $0) }
        return zip(spans, rows).allSatisfy { span, row in
            span.start < span.end && span.start - Float(row) > -0.1 && span.end - Float(row) < 1.1
        }
            && zip(spans, spans.dropFirst()).allSatisfy { $0.start + $0.end < $1.start + $1.end }
            && (0..<layout.count).allSatisfy { row in rows.count { $0 == row } * layout.count == spans.count }
    }

    /// Paints `areas` solid.
    ///
    /// - Parameters:
    ///   - line: the number line's corners in pixels of `image`.
    ///   - image: what is painted on.
    /// - Returns: whether it could be done; if not, the picture must not be shown.
    static func paint(_ areas: [Area], line: CardQuad, on image: inout ColorImage) -> Bool {
        guard !areas.isEmpty else { return true }
        guard let toLine = Homography(from: line, to: CardQuad(x: 0, y: 0, width: 1, height: 1)) else { return false }
        let (columns, rows) = bounds(of: areas, line: line, in: image)
        for y in rows {
            let row = toLine.row(Float(y))
            for x in columns {
                let h = row.origin + row.step * Float(x)
                let p = Point(h.x / h.z, h.y / h.z)
                guard areas.contains(where: { $0.contains(p) }) else { continue }
                let at = (y * image.width + x) * 3
                for channel in 0..<3 { image.pixels[at + channel] = 0x20 }
            }
        }
        return true
    }

    /// The part of a picture that holds all that is to be painted: all of it, where the row is seen at such a slant that
    /// its surroundings reach beyond the horizon.
    private static func bounds(
        of areas: [Area], line: CardQuad, in image: ColorImage
    ) -> (columns: Range<Int>, rows: Range<Int>) {
        let whole = (0..<image.width, 0..<image.height)
        let unit = CardQuad(x: 0, y: 0, width: 1, height: 1)
        guard let toPicture = Homography(from: unit, to: line) else { return whole }
        let quads = areas.map { area in
            CardQuad(
                x: area.along.lowerBound, y: area.across.lowerBound,
                width: area.along.upperBound - area.along.lowerBound,
                height: area.across.upperBound - area.across.lowerBound
            ).mapped { toPicture($0) }
        }
        guard quads.allSatisfy({ $0.isConvexClockwise == line.isConvexClockwise }) else { return whole }
        let corners = quads.flatMap(\.corners)
        func range(_ places: [Float], _ limit: Int) -> Range<Int> {
            let (first, last) = (places.min() ?? 0, places.max() ?? 0)
            let start = Int(min(max(first.rounded(.down), 0), Float(limit)))
            return start..<max(start, Int(min(max(last.rounded(.up) + 1, 0), Float(limit))))
        }
        return (range(corners.map(\.x), image.width), range(corners.map(\.y), image.height))
    }
}

extension RowLayout {
    /// The row that a digit stands in.
    fileprivate func row(of digit: NumberPlacement.DigitSpan) -> Int {
        let middle = (digit.start + digit.end) / 2
        // Beyond the line's ends are its first and its last row.
        return middle.isFinite ? Int(max(0, min(middle.rounded(.down), Float(count - 1)))) : 0
    }
}
