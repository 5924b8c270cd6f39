public import Frames
public import Inference
public import Locate

/// Tells how many digits a short group of characters has, if it has any; which ones they are is not told.
public struct DigitGroupReader: Sendable {
    /// What a group looks like.
    public struct Group: Sendable, Equatable {
        /// How many digits it has, if all of it is digits.
        public let count: Int
        /// How much of what is printed looks like digits, 0...1.
        public let belonging: Double
    }

    /// Room around a group, in its heights.
    private static let (vertical, horizontal): (Float, Float) = (0.5, 0.6)
    /// Groups that are looked at in one run of the network.
    private static let batch = 8

    private let network: StripNetwork

    /// Uses the network of numbers.
    public init(network: StripNetwork) { self.network = network }

    /// Looks at groups.
    ///
    /// - Parameters:
    ///   - picture: what they stand on.
    ///   - groups: their upright bounds in its pixels.
    /// - Returns: one answer for each group.
    /// - Throws: `InferenceFailure` where the model cannot be run.
    public func read(_ picture: LumaImage, groups: [CardQuad]) throws(InferenceFailure) -> [Group] {
        let luma = LumaPyramid(picture.view)
        var answers: [Group] = []
        for start in stride(from: 0, to: groups.count, by: Self.batch) {
            let strips = groups[start..<min(start + Self.batch, groups.count)].map { strip(luma, $0) }
            let logits = try network.logits(of: strips)
            answers += strips.indices.map { item in
                let scores = TextScores(logits, item: item, alphabet: .digits)
                return Group(count: scores.bestLabels().count, belonging: scores.belonging)
            }
        }
        return answers
    }

    private func strip(_ luma: borrowing LumaPyramid, _ group: CardQuad) -> LumaImage {
        let (aside, above) = (group.height * Self.horizontal, group.height * Self.vertical)
        let row = CardQuad(
            x: group.topLeft.x - aside, y: group.topLeft.y - above, width: group.width + 2 * aside,
            height: group.height + 2 * above)
        let width = max(1, min(Strip.width, Int(row.width / max(row.height, 1) * Float(Strip.height))))
        let image = rectify(luma, row, width: width, height: Strip.height)
        return Strip.continued(image ?? LumaImage(width: width, height: Strip.height))
    }
}
