/// A place in a picture, in pixels; pixel centres have whole coordinates.
public struct Point: Sendable, Equatable {
    /// To the right.
    public var x: Float
    /// Down.
    public var y: Float

    /// Makes a point.
    public init(_ x: Float, _ y: Float) { (self.x, self.y) = (x, y) }

    /// Sum of two points as vectors.
    public static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
    /// Difference of two points as vectors.
    public static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }
    /// A vector made longer or shorter.
    public static func * (a: Point, k: Float) -> Point { Point(a.x * k, a.y * k) }

    /// This vector a quarter turn clockwise on the screen: from right to down.
    var quarterTurned: Point { Point(-y, x) }

    /// Scalar product with another vector.
    func dot(_ other: Point) -> Float { x * other.x + y * other.y }

    /// Length of the vector from the origin to this point.
    public var length: Float { (x * x + y * y).squareRoot() }
}

/// Four corners, from the printed top-left, clockwise as printed: what is upright and what is mirrored is told by order.
public struct CardQuad: Sendable, Equatable {
    /// Printed top-left.
    public var topLeft: Point
    /// Printed top-right.
    public var topRight: Point
    /// Printed bottom-right.
    public var bottomRight: Point
    /// Printed bottom-left.
    public var bottomLeft: Point

    /// Makes a quadrilateral from its corners.
    public init(_ topLeft: Point, _ topRight: Point, _ bottomRight: Point, _ bottomLeft: Point) {
        (self.topLeft, self.topRight, self.bottomRight, self.bottomLeft) = (topLeft, topRight, bottomRight, bottomLeft)
    }

    /// An upright rectangle.
    public init(x: Float, y: Float, width: Float, height: Float) {
        self.init(Point(x, y), Point(x + width, y), Point(x + width, y + height), Point(x, y + height))
    }

    /// The corners in order.
    public var corners: [Point] { [topLeft, topRight, bottomRight, bottomLeft] }

    /// Mean of the corners.
    public var center: Point { (topLeft + topRight + bottomRight + bottomLeft) * 0.25 }

    /// Signed area in square pixels: positive where the corners run clockwise on the screen, as an unmirrored card's do.
    public var area: Float {
        let c = corners
        return (0..<4).reduce(0) { sum, i in
            let a = c[i]
            let b = c[(i + 1) % 4]
            return sum + (a.x * b.y - b.x * a.y) / 2
        }
    }

    /// Whether every corner turns clockwise.
    public var isConvexClockwise: Bool {
        let c = corners
        return (0..<4).allSatisfy { i in
            let u = c[(i + 1) % 4] - c[i]
            let v = c[(i + 2) % 4] - c[(i + 1) % 4]
            return u.x * v.y - u.y * v.x > 0
        }
    }

    /// Mean length of the printed top and bottom edges.
    public var width: Float { ((topRight - topLeft).length + (bottomRight - bottomLeft).length) / 2 }
    /// Mean length of the printed left and right edges.
    public var height: Float { ((bottomLeft - topLeft).length + (bottomRight - topRight).length) / 2 }

    /// Whether a card whose corners these are is taller than wide as it is printed.
    public var isPortrait: Bool { height > width * 1.15 }

    /// The same place taken for a card that lies upside down.
    public var turned: CardQuad { CardQuad(bottomRight, bottomLeft, topLeft, topRight) }

    /// The same quadrilateral with each corner moved by `transform`.
    public func mapped(_ transform: (Point) -> Point) -> CardQuad {
        CardQuad(transform(topLeft), transform(topRight), transform(bottomRight), transform(bottomLeft))
    }
}
