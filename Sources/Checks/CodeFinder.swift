public import Frames
public import Inference
public import Locate
public import Read

/// Finds what may be a verification code on a card, so that it can be painted over: three or four digits by themselves.
///
/// Codes stand on the signature panel, beside it, or above the number, and are not told from other short groups of
/// digits, such as the first four of the number in small print: these are found as well. A code is never read: the
/// network tells digits from letters, and what digits they are is not kept.
public struct CodeFinder: Sendable {
    /// The card is looked at in ten pixels a millimetre.
    private static let (longSide, shortSide) = (856, 540)
    /// Groups that are looked at: each takes the network some milliseconds.
    private static let most = 40
    /// How far print reaches beyond where it differs clearly from its ground, in pixels.
    private static let rim: Float = 2
    /// Least share of a group that must look like digits.
    private static let leastBelonging = 0.3

    private let reader: DigitGroupReader

    /// Uses the network of numbers.
    public init(network: StripNetwork) { reader = DigitGroupReader(network: network) }

    /// Looks for codes on a card in a frame.
    ///
    /// - Parameters:
    ///   - luma: the frame.
    ///   - card: the card's corners in frame pixels.
    ///   - rows: known rows of the card in frame pixels, which hold no code.
    /// - Returns: where codes may stand, as parts of the card: x 0...1 from its printed left edge, y 0...1 from its top.
    /// - Throws: `InferenceFailure` where the network cannot be run.
    public func codes(
        _ luma: borrowing LumaPyramid, card: CardQuad, rows: [CardQuad]
    ) throws(InferenceFailure) -> [CardQuad] {
        let isPortrait = card.height > card.width
        let (width, height) =
            isPortrait ? (Self.shortSide, Self.longSide) : (Self.longSide, Self.shortSide)
        let pixels = CardQuad(x: -0.5, y: -0.5, width: Float(width), height: Float(height))
        guard let flat = rectify(luma, card, width: width, height: height),
            let toPixels = Homography(from: card, to: pixels)
        else { return [] }
        let known = rows.map { $0.mapped { toPixels($0) } }
        let boxes = PrintedGroups(flat).boxes.filter { box in !known.contains { $0.holds(box) } }.prefix(Self.most)
        let groups = boxes.map {
            CardQuad(
                x: Float($0.left) - Self.rim, y: Float($0.top) - Self.rim, width: Float($0.width) + 2 * Self.rim,
                height: Float($0.height) + 2 * Self.rim)
        }
        let read = try reader.read(flat, groups: groups)
        return zip(groups, read).filter { $1.belonging >= Self.leastBelonging && (2...5).contains($1.count) }
            .map { group, _ in
                group.mapped { Point(($0.x + 0.5) / Float(width), ($0.y + 0.5) / Float(height)) }
            }
    }
}

extension CardQuad {
    /// Whether the middle of a box lies on this upright row.
    fileprivate func holds(_ box: PrintedGroups.Box) -> Bool {
        let middle = Point(Float(box.left + box.right) / 2, Float(box.top + box.bottom) / 2)
        return middle.x > topLeft.x && middle.x < topRight.x && middle.y > topLeft.y && middle.y < bottomLeft.y
    }
}
