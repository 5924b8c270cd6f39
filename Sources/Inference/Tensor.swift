/// Numbers in a box of some dimensions, the last one fastest.
public struct Tensor: Sendable, Equatable {
    /// Size along each dimension.
    public let shape: [Int]
    /// The numbers.
    public var values: [Float]

    /// Makes a tensor of zeros.
    public init(shape: [Int]) {
        self.shape = shape
        values = [Float](repeating: 0, count: shape.reduce(1, *))
    }
}
