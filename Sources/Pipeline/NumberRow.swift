internal import Locate
internal import Read

/// Knows where on the card at hand its number was read: it is looked for there where it is not found, and no other row
/// is taken for it, since people are shown a card with this row painted over.
struct NumberRow: Sendable {
    /// How far above or below where the number was read it may be found, in heights of its digits.
    private static let tolerance: Float = 0.5

    /// Where the number was read last, as a part of the card.
    private var place: NumberLine?

    /// Takes in where the number was read, if it was.
    mutating func learn(from examination: Examination) {
        if examination.isRead { place = Self.row(in: examination.sighting)?.seen ?? place }
    }

    /// The number in a frame, right way up, in frame pixels; `nil` where none was found in this very frame, or one that
    /// may be another.
    func line(in examination: Examination) -> NumberLine? {
        guard let (line, seen) = Self.row(in: examination.sighting) else { return nil }
        if examination.isRead { return line }
        guard let place else { return nil }
        if Self.isSame(seen, place) { return line }
        // The number was read with the card the other way up than its layout looks.
        let turned = seen.turned.mapped { Point(1 - $0.x, 1 - $0.y) }
        return Self.isSame(turned, place) ? line.turned : nil
    }

    /// A number's row in the frame, and as a part of its card.
    private static func row(in sighting: CardSighting) -> (line: NumberLine, seen: NumberLine)? {
        guard let line = sighting.squaredLine ?? sighting.line,
            let toCard = Homography(from: sighting.quad, to: CardQuad(x: 0, y: 0, width: 1, height: 1))
        else { return nil }
        return (line, line.mapped { toCard($0) })
    }

    /// The sighting with one more row where the number may stand: where it was read before, unless that is found anyway.
    func added(to sighting: CardSighting) -> CardSighting {
        guard let place, let toFrame = Homography(from: CardQuad(x: 0, y: 0, width: 1, height: 1), to: sighting.quad)
        else { return sighting }
        if let found = Self.row(in: sighting)?.seen, Self.isSame(found, place) { return sighting }
        var sighting = sighting
        sighting.rivals.append(place.mapped { toFrame($0) })
        return sighting
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
