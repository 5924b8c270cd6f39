/// How the second look shows a card: upright, in its own shape, filling most of the view.
enum SecondLook {
    /// Share of the view that the card fills.
    private static let fill: Float = 0.86

    /// The card's place in the view, upright as printed.
    static func place(portrait: Bool) -> CardQuad {
        let (w, h) = (Float(Letterbox.width), Float(Letterbox.height))
        let ratio: Float = 85.6 / 54
        let width = portrait ? h * fill / ratio : w * fill
        let height = portrait ? h * fill : w * fill / ratio
        return CardQuad(x: (w - width) / 2, y: (h - height) / 2, width: width, height: height)
    }
}

/// How a closer look shows a card: half as large again as the second look, a portrait card twice as large. Not all of it
/// is in view.
enum CloserLook {
    /// Length of the card's longer side in the view.
    private static let length: Float = 412
    /// How far the view may reach beyond the card, as a share of the card's longer side.
    private static let margin: Float = 0.05
    /// How much of a card is an end of it, as a share of its longer side.
    private static let end: Float = 0.3

    /// Both ends of a card, as parts of it: of a portrait card the upper and the lower one, else the left and the right one.
    static func ends(portrait: Bool) -> [CardQuad] {
        [0, 1 - end].map { start in
            portrait
                ? CardQuad(x: 0, y: start, width: 1, height: end) : CardQuad(x: start, y: 0, width: end, height: 1)
        }
    }

    /// The card's place in a view that shows as much of these rows as it can.
    ///
    /// - Parameter rows: the rows that are to be seen, as parts of the card.
    static func place(portrait: Bool, showing rows: [CardQuad]) -> CardQuad {
        let second = SecondLook.place(portrait: portrait)
        let zoom = length / max(second.width, second.height)
        let (width, height) = (second.width * zoom, second.height * zoom)
        let corners = rows.flatMap(\.corners)
        return CardQuad(
            x: start(of: width, in: Float(Letterbox.width), showing: corners.map(\.x)),
            y: start(of: height, in: Float(Letterbox.height), showing: corners.map(\.y)), width: width, height: height)
    }

    /// The end of a card that a view of these rows leaves out.
    ///
    /// - Parameter rows: as parts of the card.
    static func rest(portrait: Bool, showing rows: [CardQuad]) -> CardQuad {
        let places = rows.flatMap(\.corners).map { portrait ? $0.y : $0.x }
        let isAtStart = (places.min() ?? 0) + (places.max() ?? 1) < 1
        return ends(portrait: portrait)[isAtStart ? 1 : 0]
    }

    /// Where a card of this extent begins in a view, whose middle is that of the places that are to be seen.
    private static func start(of extent: Float, in view: Float, showing places: [Float]) -> Float {
        let middle = ((places.min() ?? 0) + (places.max() ?? 1)) / 2
        // Beyond the card there is nothing to be seen; a card that fits stands in the middle.
        let room = max(0, 0.5 - view / (2 * extent) + margin)
        return view / 2 - extent * min(0.5 + room, max(0.5 - room, middle))
    }
}
