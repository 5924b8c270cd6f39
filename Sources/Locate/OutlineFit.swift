/// Finds the card's outline in the locator's maps.
///
/// Every cell of the card says where on the card it lies (`u, v`), so an outline follows even where corners are hidden
/// or outside. Several proposals are made (a projective and an affine fit, each also pulled to the corner peaks near it,
/// and the four peaks alone); the one that covers the card's mask best is taken.
struct OutlineFit {
    let quad: CardQuad
    /// Overlap of outline and mask, intersection over union.
    let overlap: Float

    private static let unit = CardQuad(x: -1, y: -1, width: 2, height: 2)

    /// `nil` where no outline explains the mask.
    init?(_ maps: LocatorMaps, mask: [Int]) {
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
