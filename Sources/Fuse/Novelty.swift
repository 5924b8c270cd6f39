/// Tells how much of a picture is new against those seen before.
///
/// Two pictures of a card that nobody moved err in the same way: the second adds little. So a frame is weighed by how
/// far its card differs from the ones that already counted, pixel by pixel, after light is evened out.
public struct Novelty: Sendable {
    /// How many pictures are remembered.
    private static let memory = 8
    /// Mean difference, in standard deviations of the picture, from which on a picture counts as wholly new.
    ///
    /// Sensor noise alone makes about 0.03, a hand's tremor 0.05 to 0.2, another angle or light 0.35 and more.
    private static let wholly = 0.2
    /// What a picture counts that brings nothing new.
    private static let least = 0.25

    private var seen: [[Float]] = []

    /// Starts without memory.
    public init() {}

    /// The weight of a picture, from 0.25 (seen before) to 1 (new), and remembers it if it is new enough.
    ///
    /// - Parameter picture: brightness of the pixels of a small picture, always of one size.
    public mutating func weigh(_ picture: [UInt8]) -> Double {
        let even = Self.standardized(picture)
        let nearest = seen.map { Self.difference($0, even) }.min() ?? .infinity
        let weight = Self.least + (1 - Self.least) * min(1, nearest / Self.wholly)
        if weight > 0.6 {
            seen.append(even)
            if seen.count > Self.memory { seen.removeFirst() }
        }
        return weight
    }

    /// Whether a picture brings little new.
    public func knows(_ picture: [UInt8]) -> Bool {
        let even = Self.standardized(picture)
        return seen.contains { Self.difference($0, even) < Self.wholly }
    }

    private static func standardized(_ picture: [UInt8]) -> [Float] {
        let count = Float(max(1, picture.count))
        let mean = picture.reduce(Float(0)) { $0 + Float($1) } / count
        let variance = picture.reduce(Float(0)) { $0 + (Float($1) - mean) * (Float($1) - mean) } / count
        let scale = 1 / (variance.squareRoot() + 1)
        return picture.map { (Float($0) - mean) * scale }
    }

    private static func difference(_ a: [Float], _ b: [Float]) -> Double {
        Double(zip(a, b).reduce(Float(0)) { $0 + abs($1.0 - $1.1) }) / Double(max(1, a.count))
    }
}
