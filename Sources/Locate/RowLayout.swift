/// How the rows of a number lie between its top and its bottom: evenly, the first at the top, the last at the bottom.
public struct RowLayout: Sendable, Equatable {
    /// How many rows there are.
    public let count: Int
    /// Height of the digits, as a share of the number's height.
    public let height: Float

    /// A number in one row, as nearly all are.
    public static let single = RowLayout(count: 1, height: 1)

    /// Rows of digits that are so high that they just touch, or less.
    public init(count: Int, height: Float) {
        (self.count, self.height) = (count, min(height, 1 / Float(count)))
    }

    /// From the top to the foot of each row's digits, first row first; the number reaches from 0 to 1.
    public var spans: [ClosedRange<Float>] {
        let step = count > 1 ? (1 - height) / Float(count - 1) : 0
        return (0..<count).map { Float($0) * step...Float($0) * step + height }
    }
}
