internal import CJPEG
public import Frames

/// Decodes JPEG through libjpeg-turbo.
///
/// A damaged or cut file is a failure, never a picture with invented pixels: a guessed digit would be worse than none.
/// A few padding bytes before the end marker, which webcams add, are no damage. Files without Huffman tables (Motion
/// JPEG) get the standard ones. Pictures are given upright, as EXIF says. No state passes from one file to the next.
public struct JPEGDecoder: Sendable {
    /// How far a picture is reduced while it is decoded, which costs less than decoding it whole.
    public enum Reduction: Int, Sendable {
        /// Every pixel.
        case none = 1
        /// Half of the width and height.
        case half = 2
        /// A quarter of the width and height.
        case quarter = 4
        /// An eighth of the width and height.
        case eighth = 8
    }

    /// Makes a decoder.
    public init() {}

    /// Decodes the luma alone, upright, as a `.grey` buffer.
    ///
    /// - Parameter reduction: by how much sides are divided, rounding up.
    public func luma(
        of bytes: [UInt8], reduction: Reduction = .none
    ) throws(DecodeFailure) -> PixelBuffer {
        let (pixels, width, height) = try decode(bytes, components: 1, reduction: reduction)
        guard let buffer = PixelBuffer(format: .grey, width: width, height: height, bytes: pixels) else {
            throw .tooLarge(width: width, height: height)
        }
        return buffer
    }

    /// Decodes colour, upright.
    ///
    /// - Parameter reduction: by how much sides are divided, rounding up.
    public func color(
        of bytes: [UInt8], reduction: Reduction = .none
    ) throws(DecodeFailure) -> ColorImage {
        let (pixels, width, height) = try decode(bytes, components: 3, reduction: reduction)
        return ColorImage(width: width, height: height, pixels: pixels)
    }

    private func decode(
        _ bytes: [UInt8], components: Int, reduction: Reduction
    ) throws(DecodeFailure) -> (pixels: [UInt8], width: Int, height: Int) {
        let header = try JPEGHeader(bytes.span)
        let divisor = reduction.rawValue
        let width = (header.width + divisor - 1) / divisor
        let height = (header.height + divisor - 1) / divisor
        var error = CJPEG_Error()
        var status: Int32 = -1
        let pixels = unsafe [UInt8](unsafeUninitializedCapacity: width * height * components) { buffer, count in
            status = unsafe bytes.withUnsafeBufferPointer { file in
                unsafe CJPEG_decode(
                    file.baseAddress, file.count, Int32(components), Int32(divisor), buffer.baseAddress,
                    Int32(width), Int32(height), &error)
            }
            count = status == 0 ? width * height * components : 0
        }
        guard status == 0 else { throw DecodeFailure(error) }
        let upright = header.orientation.upright(pixels, width: width, height: height, size: components)
        return header.orientation.swapsSides ? (upright, height, width) : (upright, width, height)
    }
}

extension DecodeFailure {
    init(_ error: CJPEG_Error) {
        let code: Code =
            switch Int(error.code) {
            case CJPEG_NOT_A_JPEG: .notAnImage
            case CJPEG_TRUNCATED: .truncated
            case CJPEG_UNSUPPORTED: .unsupported
            case CJPEG_TOO_LARGE: .tooLarge
            default: .damaged
            }
        let text = unsafe withUnsafeBytes(of: error.message) { characters in
            unsafe String(decoding: characters.prefix { $0 != 0 }, as: UTF8.self)
        }
        self.init(code, "JPEG: \(text)")
    }
}
