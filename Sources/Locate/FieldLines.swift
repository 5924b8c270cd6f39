/// What a card says beside its number.
public enum CardField: Sendable, CaseIterable {
    /// The date until which it is valid.
    case expiry
    /// The holder's name.
    case holder

    /// The map that shows where the field stands.
    fileprivate var mask: LocatorMaps.Map {
        switch self {
        case .expiry: .expiry
        case .holder: .holder
        }
    }
}

/// Finds the rows of the fields in the maps of a card that is squared up, in input pixels.
///
/// - Parameters:
///   - card: the card's outline.
///   - number: its digits. What lies on them is part of the number and no field.
/// - Returns: the rows where each may stand, the likeliest first.
func fieldLines(_ maps: LocatorMaps, card: CardQuad, number: NumberLine) -> [CardField: [TextLine]] {
    guard let alongNumber = Homography(from: number.quad, to: CardQuad(x: 0, y: 0, width: 1, height: 1)) else {
        return [:]
    }
    let above = 0.2 * number.layout.height
    func isOnNumber(_ line: TextLine) -> Bool {
        let middle = alongNumber(line.quad.center)
        return (-0.1...1.1).contains(middle.x) && (-above...1 + above).contains(middle.y)
    }
    let found = CardField.allCases.map { field in
        (field, TextLine.rows(maps, mask: field.mask, card: card).filter { !isOnNumber($0) })
    }
    return Dictionary(uniqueKeysWithValues: found.filter { !$0.1.isEmpty })
}
