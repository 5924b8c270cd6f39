internal import Frames

/// The first line of a YUV4MPEG2 film.
struct Y4MHeader: Equatable {
    /// How the planes of a frame are laid out.
    enum Chroma {
        /// Luma alone.
        case none
        /// Chroma of half the width and height.
        case quarter
        /// Chroma of half the width.
        case half
    }

    let width: Int
    let height: Int
    let chroma: Chroma
    /// Frames a second, where the film says it.
    let fps: Double?

    /// Reads a line such as `YUV4MPEG2 W640 H480 F30:1 Ip C420jpeg`.
    init(_ line: String) throws(CaptureFailure) {
        let words = line.split(separator: " ")
        guard words.first == "YUV4MPEG2" else { throw CaptureFailure(.badStream, "not a YUV4MPEG2 film") }
        var (width, height) = (0, 0)
        var chroma = Chroma.quarter
        var fps: Double?
        for word in words.dropFirst() {
            let value = word.dropFirst()
            switch word.first {
            case "W": width = Int(value) ?? 0
            case "H": height = Int(value) ?? 0
            case "F": fps = Self.ratio(value)
            case "C": chroma = try Self.chroma(value)
            default: break
            }
        }
        guard ImageLimits.allows(width: width, height: height) else {
            throw CaptureFailure(.badStream, "the Y4M film's size of \(width)x\(height) is not played")
        }
        (self.width, self.height, self.chroma, self.fps) = (width, height, chroma, fps)
    }

    private static func chroma(_ name: Substring) throws(CaptureFailure) -> Chroma {
        switch name {
        case "mono": return .none
        case "420", "420jpeg", "420mpeg2", "420paldv": return .quarter
        case "422": return .half
        default:
            throw CaptureFailure(
                .badStream, "a Y4M film with C\(name.prefix(16)) is not played; convert it: ffmpeg -pix_fmt yuv420p")
        }
    }

    private static func ratio(_ text: Substring) -> Double? {
        let parts = text.split(separator: ":").compactMap { Int($0) }
        guard parts.count == 2, parts[0] > 0, parts[1] > 0 else { return nil }
        let fps = Double(parts[0]) / Double(parts[1])
        return fps <= 1000 ? fps : nil
    }
}
