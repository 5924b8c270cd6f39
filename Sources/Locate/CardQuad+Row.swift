/// Quadrilaterals that stand around a row of characters.
extension CardQuad {
    /// The row grown for reading, its perspective kept; lengths are in heights of the row. `nil` where it has no area.
    ///
    /// - Parameters:
    ///   - vertical: added above and below.
    ///   - horizontal: added left and right.
    ///   - shift: moved down.
    ///   - beyond: added at the right, in lengths of the row, where that is more.
    func grown(vertical: Float, horizontal: Float, shift: Float = 0, beyond: Float = 0) -> CardQuad? {
        let aspect = height / max(width, 1e-3)
        let side = horizontal * aspect
        return grown(vertical: vertical, left: side, right: max(side, beyond), shift: shift)
    }

    /// The same, with what is added at either end in lengths of the row.
    func grown(vertical: Float = 0, left: Float, right: Float, shift: Float = 0) -> CardQuad? {
        guard let map = Homography(from: CardQuad(x: 0, y: 0, width: 1, height: 1), to: self) else { return nil }
        let width = 1 + left + right
        return CardQuad(x: -left, y: shift - vertical, width: width, height: 1 + 2 * vertical).mapped { map($0) }
    }

    /// The row made straight, level and evenly high in the coordinates of the card's outline.
    func squared(by card: CardQuad) -> CardQuad? {
        let unit = CardQuad(x: 0, y: 0, width: 1, height: 1)
        guard let toCard = Homography(from: card, to: unit), let toView = Homography(from: unit, to: card) else {
            return nil
        }
        let q = mapped { toCard($0) }
        let top = (q.topLeft.y + q.topRight.y) / 2
        let bottom = (q.bottomLeft.y + q.bottomRight.y) / 2
        let left = (q.topLeft.x + q.bottomLeft.x) / 2
        let right = (q.topRight.x + q.bottomRight.x) / 2
        return CardQuad(x: left, y: top, width: right - left, height: bottom - top).mapped { toView($0) }
    }
}
