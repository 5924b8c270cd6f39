/// A look at the brightness of a picture, without a copy of it.
///
/// `rowStride` and `pixelStride` let it stand over a greyscale plane (pixel stride 1) as well as over packed YUYV
/// (pixel stride 2). Hot loops take a row once and index it: see `row(_:)`.
public struct LumaView: ~Escapable {
    /// Columns.
    public let width: Int
    /// Rows.
    public let height: Int
    /// Bytes from one row to the next.
    public let rowStride: Int
    /// Bytes from one pixel to the next: 1, or 2 for YUYV.
    public let pixelStride: Int
    @usableFromInline let bytes: Span<UInt8>

    /// Stands over `bytes`, which must reach to the last pixel of the last row.
    @inlinable @_lifetime(copy bytes)
    public init(bytes: Span<UInt8>, width: Int, height: Int, rowStride: Int, pixelStride: Int = 1) {
        precondition(width > 0 && height > 0 && pixelStride > 0 && rowStride >= (width - 1) * pixelStride + 1)
        precondition(bytes.count >= (height - 1) * rowStride + (width - 1) * pixelStride + 1)
        self.bytes = bytes
        self.width = width
        self.height = height
        self.rowStride = rowStride
        self.pixelStride = pixelStride
    }

    /// The bytes of row `y`; pixel `x` is at `x * pixelStride`.
    @inlinable @_lifetime(copy self)
    public func row(_ y: Int) -> Span<UInt8> {
        bytes.extracting(y * rowStride..<y * rowStride + (width - 1) * pixelStride + 1)
    }

    /// Brightness 0...255 of one pixel. For loops, take `row(_:)` once a row.
    @inlinable
    public subscript(x: Int, y: Int) -> UInt8 { bytes[y * rowStride + x * pixelStride] }

    /// Brightness of one pixel, unchecked: for samplers that have clamped their coordinates to the picture.
    @inlinable @unsafe
    public func unchecked(_ x: Int, _ y: Int) -> UInt8 {
        unsafe bytes[unchecked: y &* rowStride &+ x &* pixelStride]
    }
}
