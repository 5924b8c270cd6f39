import CardNumber
import Frames
import Locate

/// Paints over the digits that a policy hides: what is masked in text is masked in pictures.
///
/// Works in the coordinates of the number line: 0...1 along it from the first digit to the last, 0...1 across it from
/// the digits' top to their foot. It paints more than the digits, since an edge of one can give it away.
struct NumberPainter {
    /// How far above and below the digits is painted, in digit heights.
    private static let verticalMargin: Float = 0.35
    /// How much further below hidden first digits: cards repeat the first four in small print there.
    private static let copyHeight: Float = 1
    /// How many digits the small print repeats.
    private static let copiedDigits = 4
    /// How far beyond its ends a whole line is painted, in line lengths.
    private static let endMargin: Float = 0.1

    /// A rectangle in line coordinates.
    struct Area: Equatable {
        var along: ClosedRange<Float>
        var across: ClosedRange<Float>

        func contains(_ p: Point) -> Bool { along.contains(p.x) && across.contains(p.y) }
    }

    /// What to paint, in line coordinates; nothing where the policy hides nothing.
    ///
    /// - Parameters:
    ///   - spans: where each digit stands along the line.
    ///   - count: how many digits the number has; if there are not as many spans, the whole line is painted.
    static func areas(spans: [NumberPlacement.DigitSpan], count: Int, policy: NumberPolicy) -> [Area] {
        guard policy != .full else { return [] }
        guard spans.count == count, isOrderly(spans) else {
            return [Area(along: -endMargin...1 + endMargin, across: -verticalMargin...1 + verticalMargin + copyHeight)]
        }
        let visible = policy.visiblePlaces(count: count)
        return spans.indices.filter { !visible[$0] }.map { place in
            let below = place < copiedDigits ? verticalMargin + copyHeight : verticalMargin
            return Area(along: reach(of: place, in: spans), across: -verticalMargin...1 + below)
        }
    }

    /// From half of the gap before a digit to half of the gap after it; half a digit at the line's ends.
    private static func reach(of place: Int, in spans: [NumberPlacement.DigitSpan]) -> ClosedRange<Float> {
        let digit = spans[place]
        let half = (digit.end - digit.start) / 2
        let left = place > 0 ? (spans[place - 1].end + digit.start) / 2 : digit.start - half
        let right = place + 1 < spans.count ? (digit.end + spans[place + 1].start) / 2 : digit.end + half
        return min(left, digit.start)...max(right, digit.end)
    }

    /// Whether the spans can be trusted: each has a width, they follow each other and lie on the line.
    private static func isOrderly(_ spans: [NumberPlacement.DigitSpan]) -> Bool {
        spans.allSatisfy { $0.start < $0.end && $0.start > -0.1 && $0.end < 1.1 }
            && zip(spans, spans.dropFirst()).allSatisfy { $0.start + $0.end < $1.start + $1.end }
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
