public import Frames

/// Turns captured pictures into frames to recognize on, and frames into colour for crops.
public struct FrameDecoder: Sendable {
    private let jpeg = JPEGDecoder()

    /// Makes a decoder. It holds no state: any frame, in any order, on any thread, decodes the same.
    public init() {}

    /// Gives a frame its luma: grey, YUYV and NV12 are looked at in place, JPEG and RGB are decoded.
    ///
    /// - Throws: the reason to drop the frame.
    public func decode(_ captured: CapturedFrame) throws(DecodeFailure) -> Frame {
        if let frame = Frame(captured) { return frame }
        if captured.image.format == .mjpeg { return Frame(captured, luma: try jpeg.luma(of: captured.image.bytes)) }
        return Frame(captured, luma: try Self.luma(ofRGB: captured.image))
    }

    /// Decodes the colour of a frame, of the same size and the same side up as its luma.
    ///
    /// YUYV and NV12 are taken as BT.601 in video range, as cameras send it; a grey frame gives grey.
    ///
    /// - Parameter reduction: by how much sides are divided, rounding up.
    public func color(
        of frame: Frame, reduction: JPEGDecoder.Reduction = .none
    ) throws(DecodeFailure) -> ColorImage {
        let source = frame.source
        let step = reduction.rawValue
        switch source.format {
        case .mjpeg: return try jpeg.color(of: source.bytes, reduction: reduction)
        case .grey:
            return Self.color(source, step) { bytes, row, x in
                let value = bytes[row + x]
                return (value, value, value)
            }
        case .rgb:
            return Self.color(source, step) { bytes, row, x in
                (bytes[row + x * 3], bytes[row + x * 3 + 1], bytes[row + x * 3 + 2])
            }
        case .yuyv:
            return Self.color(source, step) { bytes, row, x in
                let pair = row + x / 2 * 4
                return Self.rgb(luma: bytes[row + x * 2], blue: bytes[pair + 1], red: bytes[pair + 3])
            }
        case .nv12:
            let (stride, chroma) = (source.rowStride, source.rowStride * source.height)
            return Self.color(source, step) { bytes, row, x in
                let pair = chroma + row / stride / 2 * stride + x / 2 * 2
                return Self.rgb(luma: bytes[row + x], blue: bytes[pair], red: bytes[pair + 1])
            }
        }
    }

    /// Fills a picture from `pixel`, which is given the bytes, where the row begins and the column: every pixel, or one
    /// of each `step` by `step`.
    @inline(__always)
    private static func color(
        _ source: PixelBuffer, _ step: Int, pixel: (borrowing Span<UInt8>, Int, Int) -> (UInt8, UInt8, UInt8)
    ) -> ColorImage {
        let (width, height) = ((source.width + step - 1) / step, (source.height + step - 1) / step)
        var pixels = [UInt8](repeating: 0, count: width * height * 3)
        let bytes = source.bytes.span
        var target = pixels.mutableSpan
        var next = 0
        for y in stride(from: 0, to: source.height, by: step) {
            for x in stride(from: 0, to: source.width, by: step) {
                (target[next], target[next + 1], target[next + 2]) = pixel(bytes, y * source.rowStride, x)
                next += 3
            }
        }
        return ColorImage(width: width, height: height, pixels: pixels)
    }

    /// BT.601, video range (luma 16...235), in 8 bits of fraction.
    private static func rgb(luma: UInt8, blue: UInt8, red: UInt8) -> (UInt8, UInt8, UInt8) {
        let scaled = 298 * (Int(luma) - 16) + 128
        let (u, v) = (Int(blue) - 128, Int(red) - 128)
        return (
            UInt8(clamping: (scaled + 409 * v) >> 8),
            UInt8(clamping: (scaled - 100 * u - 208 * v) >> 8),
            UInt8(clamping: (scaled + 516 * u) >> 8)
        )
    }

    /// BT.601 weights in 8 bits of fraction, full range, as libjpeg has it.
    private static func luma(ofRGB source: PixelBuffer) throws(DecodeFailure) -> PixelBuffer {
        var pixels = [UInt8](repeating: 0, count: source.width * source.height)
        let bytes = source.bytes.span
        var target = pixels.mutableSpan
        for y in 0..<source.height {
            var from = y * source.rowStride
            for x in 0..<source.width {
                let sum = 77 * Int(bytes[from]) + 150 * Int(bytes[from + 1]) + 29 * Int(bytes[from + 2]) + 128
                target[y * source.width + x] = UInt8(sum >> 8)
                from += 3
            }
        }
        guard let buffer = PixelBuffer(format: .grey, width: source.width, height: source.height, bytes: pixels) else {
            throw .tooLarge(width: source.width, height: source.height)
        }
        return buffer
    }
}
