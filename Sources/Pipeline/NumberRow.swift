internal import Locate
internal import Read

/// Knows where on the card at hand its number was read, so that no other row is taken for it: people are shown a card
/// with this row painted over.
struct NumberRow: Sendable {
    /// With so much certainty a row was read as a number.
    private static let certainty = 0.3
    /// How far above or below where the number was read it may be found, in heights of its digits.
    private static let tolerance: Float = 0.5

    /// Where the number was read last, as a part of the card.
    private var place: NumberLine?

    /// The number in a frame, right way up, in frame pixels; `nil` where none was found in this very frame, or one that
    /// may be another.
    mutating func line(in examination: Examination) -> NumberLine? {
        let sighting = examination.sighting
        guard let line = sighting.squaredLine ?? sighting.line,
            let toCard = Homography(from: sighting.quad, to: CardQuad(x: 0, y: 0, width: 1, height: 1))
        else { return nil }
        let seen = line.mapped { toCard($0) }
        if examination.certainty > Self.certainty {
            place = seen
            return line
        }
        guard let place else { return nil }
        if Self.isSame(seen, place) { return line }
        // The number was read with the card the other way up than its layout looks.
        let turned = seen.turned.mapped { Point(1 - $0.x, 1 - $0.y) }
        return Self.isSame(turned, place) ? line.turned : nil
    }

    private static func isSame(_ one: NumberLine, _ other: NumberLine) -> Bool {
        let isBlock = other.layout.count > 1
        let (old, new) = (other.quad, one.quad)
        // Beyond the ends of short rows little is painted over.
        let (aside, least): (Float, Float) = isBlock ? (0.1, 0.9) : (0.5, 0.8)
        return one.layout.count == other.layout.count
            && abs(new.center.y - old.center.y) < tolerance * old.height * other.layout.height
            && abs(new.center.x - old.center.x) < aside * old.width
            && new.width > least * old.width && (!isBlock || new.height > least * old.height)
    }
}
