/// A small greyscale picture that a stage made and owns.
public struct LumaImage: Sendable, Equatable {
    /// Columns.
    public let width: Int
    /// Rows.
    public let height: Int
    /// `width * height` bytes, row by row.
    public var pixels: [UInt8]

    /// Makes a picture of one brightness.
    public init(width: Int, height: Int, filling value: UInt8 = 0) {
        (self.width, self.height, pixels) = (width, height, [UInt8](repeating: value, count: width * height))
    }

    /// Makes a picture of given pixels, `width * height` of them.
    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(pixels.count == width * height)
        (self.width, self.height, self.pixels) = (width, height, pixels)
    }

    /// A look at the pixels.
    public var view: LumaView {
        @_lifetime(borrow self)
        get { LumaView(bytes: pixels.span, width: width, height: height, rowStride: width) }
    }
}

/// A colour picture: three bytes for each pixel, red, green, blue.
public struct ColorImage: Sendable, Equatable {
    /// Columns.
    public let width: Int
    /// Rows.
    public let height: Int
    /// `width * height * 3` bytes, row by row.
    public var pixels: [UInt8]

    /// Makes a picture of given pixels, `width * height * 3` bytes.
    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(pixels.count == width * height * 3)
        (self.width, self.height, self.pixels) = (width, height, pixels)
    }
}
