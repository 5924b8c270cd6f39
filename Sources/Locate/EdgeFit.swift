internal import Frames

/// Moves a card's outline onto the edges that the frame shows along it.
///
/// The network knows a card by its whole look, but places corners no finer than its small picture allows; the frame shows
/// edges sharply, but many that are not the card's. So each side is looked for in a narrow band around where the network
/// has it: of all straight lines from one end of the band to the other, the one across which luma changes most (a Hough
/// transform over two parameters; Duda and Hart, 1972). A side without such a line stays, as beneath fingers.
struct EdgeFit {
    /// Half the breadth of the band, in widths of the card: first wide, then fine.
    private static let reaches: [Float] = [0.06, 0.02]
    /// Places across the band; the middle one lies on the side itself.
    private static let across = 25
    /// Places along the side, the rounded corners left out.
    private static let along = 32
    private static let ends: (Float, Float) = (0.06, 0.94)
    /// How many neighbours to either side a place is joined with: an edge brightens or darkens over a length.
    private static let neighbours = 2
    /// The most that one place can say for an edge, in means of the band, so that one bold mark makes no edge.
    private static let most: Float = 3
    /// A band whose luma changes less than this is taken to be as even as this.
    private static let even: Float = 2
    /// What a line must say more than the band in the mean, to be an edge.
    private static let least: Float = 1.3
    /// What a line loses that lies at the band's rim.
    private static let farness: Float = 0.4
    /// Farthest that a corner moves in all, in widths of the card.
    private static let farthest: Float = 0.08

    /// The outline on its edges.
    let quad: CardQuad

    /// - Parameters:
    ///   - luma: the frame.
    ///   - quad: the card's corners as the network has them, in frame pixels.
    init(_ luma: borrowing LumaPyramid, _ quad: CardQuad) {
        let width = max(quad.width, quad.height)
        var fitted = quad
        for reach in Self.reaches {
            let corners = fitted.corners
            let sides = (0..<4).map {
                Self.side(luma, from: corners[$0], to: corners[($0 + 1) % 4], reach: reach * width)
            }
            let met = (0..<4).compactMap { Self.meeting(sides[($0 + 3) % 4], sides[$0]) }
            guard met.count == 4 else { break }
            fitted = CardQuad(met[0], met[1], met[2], met[3])
        }
        let isNear = zip(fitted.corners, quad.corners).allSatisfy { ($0 - $1).length < Self.farthest * width }
        self.quad = isNear && fitted.isConvexClockwise ? fitted : quad
    }

    private typealias Side = (from: Point, to: Point)

    /// The strongest edge near a side, or the side itself.
    private static func side(_ luma: borrowing LumaPyramid, from: Point, to: Point, reach: Float) -> Side {
        let way = to - from
        let out = Point(way.y, -way.x) * (reach / max(way.length, 1e-3))
        let (first, last) = (from + way * ends.0, from + way * ends.1)
        let band = CardQuad(first - out, first + out, last + out, last - out)
        guard let image = rectify(luma, band, width: across, height: along) else { return (from, to) }
        let (start, end) = strongest(in: changes(in: image))
        // What the line is off at the band's ends, carried on to the corners.
        let slope = (end - start) / (ends.1 - ends.0)
        return (from + out * (start - slope * ends.0), to + out * (end + slope * (1 - ends.1)))
    }

    /// How much luma changes across the band at each place, 1 in the mean.
    private static func changes(in image: LumaImage) -> [Float] {
        var steps = [Float](repeating: 0, count: across * along)
        for y in 0..<along {
            let row = y * across
            for x in row + 1..<row + across - 1 { steps[x] = Float(image.pixels[x + 1]) - Float(image.pixels[x - 1]) }
        }
        var joined = steps
        for y in 0..<along {
            for x in 0..<across {
                var sum: Float = 0
                for near in y - neighbours...y + neighbours { sum += steps[min(max(near, 0), along - 1) * across + x] }
                joined[y * across + x] = abs(sum) / Float(2 * neighbours + 1)
            }
        }
        let unit = 1 / (joined.reduce(0, +) / Float(joined.count) + even)
        return joined.map { min($0 * unit, most) }
    }

    /// Where the line begins and ends across which most changes, in halves of the band's breadth from its middle.
    private static func strongest(in changes: [Float]) -> (start: Float, end: Float) {
        let middle = Float(across - 1) / 2
        var best: (worth: Float, said: Float, start: Int, end: Int) = (-.infinity, 0, 0, 0)
        for start in 0..<across {
            for end in 0..<across {
                var sum: Float = 0
                let pace = Float(end - start) / Float(along - 1)
                for y in 0..<along {
                    let place = Float(start) + pace * Float(y)
                    let left = min(Int(place), across - 2)
                    let at = y * across + left
                    sum += changes[at] + (changes[at + 1] - changes[at]) * (place - Float(left))
                }
                let said = sum / Float(along)
                let far = (abs(Float(start) - middle) + abs(Float(end) - middle)) / (2 * middle)
                let worth = said - farness * far
                if worth > best.worth { best = (worth, said, start, end) }
            }
        }
        guard best.said > least else { return (0, 0) }
        let unit = 2 / Float(across)
        return ((Float(best.start) - middle) * unit, (Float(best.end) - middle) * unit)
    }

    /// Where two sides meet; `nil` where they run alike.
    private static func meeting(_ a: Side, _ b: Side) -> Point? {
        let (u, v) = (a.to - a.from, b.to - b.from)
        let turn = u.x * v.y - u.y * v.x
        guard abs(turn) > 1e-3 else { return nil }
        let between = b.from - a.from
        return a.from + u * ((between.x * v.y - between.y * v.x) / turn)
    }
}
