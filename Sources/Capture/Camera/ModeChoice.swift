internal import CV4L2
internal import Frames

/// Chooses what to ask a camera for.
struct ModeChoice: Equatable {
    /// Small enough for any USB link as MJPEG, large enough to read an embossed digit at arm's length.
    static let usualSize = CameraOptions.Size(width: 1280, height: 720)
    /// Compressed first: a raw 1280x720 stream exceeds USB 2 at 30 frames a second.
    private static let preference: [PixelFormat] = [.mjpeg, .yuyv, .nv12, .grey]

    let pixelFormat: UInt32
    let width: Int
    let height: Int

    /// - Throws: `noUsableFormat` where the camera offers no format that is read here, or not the one asked for.
    init(_ modes: [CameraMode], options: CameraOptions, path: String) throws(CaptureFailure) {
        let formats = options.format.map { [$0] } ?? Self.preference
        let readable = modes.filter { mode in mode.format.map(formats.contains) ?? false }
        // Converted is better than not at all, where nothing was asked for.
        let usable = readable.isEmpty && options.format == nil ? modes.filter(\.isConvertible) : readable
        let size = options.size ?? Self.usualSize
        let fps = options.fps ?? FrameRate.usual
        let best = usable.min { left, right in
            Self.rank(left, formats, size, fps).lexicographicallyPrecedes(Self.rank(right, formats, size, fps))
        }
        guard let best else {
            let offered = Set(modes.map(\.code)).sorted().joined(separator: ", ")
            let wanted = formats.map(\.rawValue).joined(separator: ", ")
            throw CaptureFailure(
                .noUsableFormat, "\(path): offers \(offered.isEmpty ? "no format" : offered), none of \(wanted)")
        }
        pixelFormat = best.pixelFormat
        if let smallest = best.smallest {
            width = min(max(size.width, smallest.width), best.width)
            height = min(max(size.height, smallest.height), best.height)
        } else {
            (width, height) = (best.width, best.height)
        }
    }

    /// Less is better. First that the size suffices, then the rate, then the format, then that it is no larger than
    /// needed; where no size suffices, the largest.
    private static func rank(
        _ mode: CameraMode, _ formats: [PixelFormat], _ size: CameraOptions.Size, _ fps: Double
    ) -> [Int] {
        let isLarge = mode.width >= size.width && mode.height >= size.height
        // Rates are often 29.97 for 30; a camera that lists none is not blamed for it.
        let isFast = mode.rates.isEmpty || mode.rates.contains { $0 >= fps * 0.99 }
        let preference = mode.format.flatMap(formats.firstIndex) ?? formats.count
        let area = mode.width * mode.height
        let isExact = mode.width == size.width && mode.height == size.height || mode.smallest != nil && isLarge
        return [isLarge ? 0 : 1, isFast ? 0 : 1, preference, isExact ? 0 : 1, isLarge ? area : -area]
    }
}
