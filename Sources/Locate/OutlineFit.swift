/// Finds the card's outline in the locator's maps.
///
/// Every cell of the card says where on the card it lies (`u, v`), so an outline follows even where corners are hidden
/// or outside. Several proposals are made (a projective and an affine fit, for a rough one the mask's own box, each also
/// pulled to the corner peaks near it, and the four peaks alone); the one that covers the card's mask best is taken.
struct OutlineFit {
    let quad: CardQuad
    /// Overlap of outline and mask, intersection over union.
    let overlap: Float

    /// Least mean probability of a mask whose box is worth a look.
    private static let clear: Float = 0.8
    private static let unit = CardQuad(x: -1, y: -1, width: 2, height: 2)

    /// `nil` where no outline explains the mask.
    ///
    /// - Parameter isRough: whether the mask's own box will do, for a place to look at: it covers any mask, so that its
    ///   overlap says nothing of a card.
    init?(_ maps: LocatorMaps, mask: [Int], isRough: Bool = false) {
        guard mask.count > 40 else { return nil }
        var inMask = [Bool](repeating: false, count: LocatorMaps.cells)
        for cell in mask { inMask[cell] = true }
        let step = max(1, mask.count / 400)
        let samples = stride(from: 0, to: mask.count, by: step).map { i in
            Correspondence(
                card: Point(maps.value(.cardU, mask[i]), maps.value(.cardV, mask[i])),
                image: LocatorMaps.point(mask[i]))
        }
        var proposals: [CardQuad] = []
        if let affine = fitAffine(samples) { proposals.append(Self.unit.mapped(affine)) }
        if let projective = fitProjective(samples) { proposals.append(Self.unit.mapped(projective)) }
        let sum = mask.reduce(0) { $0 + maps.probability(.card, $1) }
        if isRough, sum > Self.clear * Float(mask.count), let box = Self.box(samples) { proposals.append(box) }
        let peaks = cornerMaps.map { maps.peak($0) }
        for quad in proposals {
            for (radius, floor) in [(Float(4), Float(0.12)), (9, 0.2)] {
                proposals.append(Self.pulled(quad, to: maps, radius: radius, floor: floor))
            }
        }
        if peaks.allSatisfy({ $0.probability > 0.1 }) {
            proposals.append(CardQuad(peaks[0].point, peaks[1].point, peaks[2].point, peaks[3].point))
        }
        var best: (score: Float, overlap: Float, quad: CardQuad)?
        for quad in proposals where Self.isPlausible(quad) {
            let overlap = Self.overlap(quad, inMask, maskCount: mask.count)
            let score = overlap + 0.05 * Self.support(quad, maps)
            if score > best?.score ?? 0 { best = (score, overlap, quad) }
        }
        guard let best, best.overlap > 0.5 else { return nil }
        (quad, overlap) = (best.quad, best.overlap)
    }

    /// The rectangle over which points are spread as evenly as over the mask, turned as most of them say: what is left
    /// where a small card's cells know their places badly. `nil` where they are mirrored.
    private static func box(_ points: [Correspondence]) -> CardQuad? {
        let places = points.map(\.image)
        let axis = Axis(places, [Float](repeating: 1, count: places.count), towards: Point(1, 0))
        let (along, across) = (axis.direction, axis.direction.quarterTurned)
        /// Half a side: the square root of three times the variance.
        func reach(_ way: Point) -> Point {
            let distances = places.map { ($0 - axis.middle).dot(way) }
            let sum = distances.reduce(0) { $0 + $1 * $1 }
            return way * (3 * sum / Float(places.count)).squareRoot()
        }
        let (right, down) = (reach(along), reach(across))
        func corner(_ x: Float, _ y: Float) -> Point { axis.middle + right * x + down * y }
        var quad = CardQuad(corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1))
        var best: (agreement: Float, quad: CardQuad)?
        for _ in 0..<4 {
            let top = (quad.topRight - quad.topLeft) * (1 / (quad.topRight - quad.topLeft).length)
            let side = top.quarterTurned
            var agreements = Point(0, 0)
            for point in points {
                let place = point.image - axis.middle
                agreements = agreements + Point(point.card.x * place.dot(top), point.card.y * place.dot(side))
            }
            let agreement = min(agreements.x, agreements.y)
            if agreement > best?.agreement ?? 0 { best = (agreement, quad) }
            quad = CardQuad(quad.topRight, quad.bottomRight, quad.bottomLeft, quad.topLeft)
        }
        return best?.quad
    }

    private static func pulled(_ quad: CardQuad, to maps: LocatorMaps, radius: Float, floor: Float) -> CardQuad {
        let corners = zip(quad.corners, cornerMaps).map { corner, map in
            let peak = maps.peak(map, near: corner, radius: radius)
            return peak.probability > floor ? peak.point : corner
        }
        return CardQuad(corners[0], corners[1], corners[2], corners[3])
    }

    private static func isPlausible(_ quad: CardQuad) -> Bool {
        quad.corners.allSatisfy { abs($0.x) < 2000 && abs($0.y) < 2000 } && quad.isConvexClockwise
    }

    private static func overlap(_ quad: CardQuad, _ inMask: [Bool], maskCount: Int) -> Float {
        let c = quad.corners
        let edges = (0..<4).map { (c[$0], c[($0 + 1) % 4] - c[$0]) }
        var inside = 0
        var both = 0
        for cell in 0..<LocatorMaps.cells {
            let p = LocatorMaps.point(cell)
            let within = edges.allSatisfy { start, edge in edge.x * (p.y - start.y) - edge.y * (p.x - start.x) >= 0 }
            guard within else { continue }
            inside += 1
            if inMask[cell] { both += 1 }
        }
        return Float(both) / Float(max(1, inside + maskCount - both))
    }

    /// How strongly the corner maps agree with a quad's corners, 0...4.
    private static func support(_ quad: CardQuad, _ maps: LocatorMaps) -> Float {
        zip(quad.corners, cornerMaps).reduce(0) { sum, pair in
            let x = Int(((pair.0.x - 1.5) / 4).rounded())
            let y = Int(((pair.0.y - 1.5) / 4).rounded())
            guard (0..<LocatorMaps.width).contains(x), (0..<LocatorMaps.height).contains(y) else { return sum + 0.1 }
            return sum + maps.probability(pair.1, y * LocatorMaps.width + x)
        }
    }
}

private let cornerMaps: [LocatorMaps.Map] = [.topLeft, .topRight, .bottomRight, .bottomLeft]
