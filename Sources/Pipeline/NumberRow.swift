internal import Locate
internal import Read

/// Knows where on the card at hand its number was read, so that no other row is taken for it: people are shown a card
/// with this row painted over.
struct NumberRow: Sendable {
    /// With so much certainty a row was read as a number.
    private static let certainty = 0.3
    /// How far from where the number was read its row may lie, in its heights.
    private static let tolerance: Float = 0.5

    /// Where the number was read last, as a part of the card.
    private var place: CardQuad?

    /// The number's row in a frame, right way up, in frame pixels; `nil` where no row was found in this very frame, or one
    /// that may be another.
    mutating func row(in examination: Examination) -> CardQuad? {
        let sighting = examination.sighting
        guard let line = sighting.squaredLine ?? sighting.line,
            let toCard = Homography(from: sighting.quad, to: CardQuad(x: 0, y: 0, width: 1, height: 1))
        else { return nil }
        let seen = line.quad.mapped { toCard($0) }
        if examination.certainty > Self.certainty {
            place = seen
            return line.quad
        }
        guard let place else { return nil }
        if Self.isSame(seen, place) { return line.quad }
        // The number was read with the card the other way up than its layout looks.
        let turned = seen.turned.mapped { Point(1 - $0.x, 1 - $0.y) }
        return Self.isSame(turned, place) ? line.quad.turned : nil
    }

    private static func isSame(_ one: CardQuad, _ other: CardQuad) -> Bool {
        abs(one.center.y - other.center.y) < tolerance * other.height
            && abs(one.center.x - other.center.x) < tolerance * other.width
            && one.width > 0.8 * other.width
    }
}
