import Codecs
import Frames

extension Door {
    /// Small inputs for the fuzzer to begin with: of each kind that is taken, and some that are refused for a reason
    /// which chance would not find.
    var seeds: [[UInt8]] {
        switch self {
        case .jpeg: Self.pictures + (1...8).map { Self.turned($0, isLittle: $0 % 2 == 0) }
        case .header: Self.headers + [Self.turned(6, isLittle: false), Self.turned(3, isLittle: true)]
        case .mjpeg: Self.films
        case .still: StillSeeds.all
        case .recording: ManifestSeeds.all.map { Array($0.utf8) }
        case .y4m: Self.planes
        }
    }

    private static func jpeg(_ width: Int, _ height: Int) -> [UInt8] {
        let pixels = (0..<width * height * 3).map { UInt8(truncatingIfNeeded: $0 * 7) }
        return (try? JPEGEncoder.encode(ColorImage(width: width, height: height, pixels: pixels))) ?? []
    }

    /// Baseline, progressive, grey, with restarts, and CMYK, which is refused.
    private static var pictures: [[UInt8]] {
        [jpeg(16, 16), jpeg(40, 24)] + JPEGSeeds.all
    }

    /// A JPEG whose EXIF says which side is up, high or low byte first.
    private static func turned(_ orientation: UInt8, isLittle: Bool) -> [UInt8] {
        let tiff: [UInt8] =
            isLittle
            ? Array("II*\0".utf8) + [8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0]
            : Array("MM\0*".utf8) + [0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation]
        let exif = [0xFF, 0xE1, 0, 34] + Array("Exif\0\0".utf8) + tiff + [0, 0, 0, 0, 0, 0]
        var bytes = jpeg(8, 16)
        bytes.insert(contentsOf: exif, at: 2)
        return bytes
    }

    private static var headers: [[UInt8]] {
        let comment: [UInt8] = [0xFF, 0xD8, 0xFF, 0xFF, 0xFE, 0, 4, 1, 2]
        func frame(_ height: UInt8, _ width: UInt8) -> [UInt8] { [0xFF, 0xC0, 0, 11, 8, 0, height, width, 0, 1, 1] }
        return [
            jpeg(16, 16), comment + frame(8, 8), comment + frame(0, 1), comment + [0xFF, 0xC4, 0, 3, 0] + frame(2, 1),
            comment + [0xFF, 0xD9, 0, 0], comment + [0xFF, 0xE0, 0, 1], comment + [0, 0],
            comment + [0xFF, 0xC2, 0, 11, 8, 0xFF, 0xFF, 0xFF, 0xFF, 1, 1],
        ]
    }

    /// One after another, with rubbish between, cut, without an end, and with markers inside the scan.
    private static var films: [[UInt8]] {
        let (small, large) = (jpeg(8, 8), jpeg(40, 24))
        let scan: [UInt8] = [0xFF, 0xD8, 0xFF, 0xFF, 0x01, 0xFF, 0xDA, 0, 2, 1, 0xFF, 0, 0xFF, 0xD0, 2]
        return [
            small + large, [0, 0xFF, 0xD8, 7] + small + [1, 2, 3] + small, small.prefix(60) + large, large.dropLast(2),
            small + scan + [0xFF, 0xFF, 0xD9] + small, small + scan, small + [0xFF, 0xD8, 0xFF, 0xE0, 9] + small,
            small + [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, 0, 9] + small, small + [0xFF, 0xD8, 0xFF],
        ]
    }

    private static var planes: [[UInt8]] {
        func film(_ header: String, _ count: Int, frame: String = "FRAME\n") -> [UInt8] {
            Array("YUV4MPEG2 \(header)\n\(frame)".utf8) + [UInt8](repeating: 90, count: count)
        }
        return [
            film("W4 H4 F30:1 Ip A1:1 C420jpeg", 24), film("W3 H5 F25:1", 33), film("W2 H2 Cmono", 4),
            film("W5 H2 F30000:1001 C422", 22), film("W2 H2 C444p10", 4), film("W2 H2 F0:1 Cmono", 4 + 6 + 3),
            film("W2 H2 Cmono", 4, frame: "FRAME Ip\n"), film("W2 H2 Cmono", 4, frame: "FRAMES\n"),
            film("W0 H2", 0), Array("YUV4MPEG1 W2 H2\n".utf8), Array("YUV4MPEG2 W2".utf8),
        ]
    }
}

/// What stands in `recording.json`. The file is its own frame, where raw bytes or a damaged JPEG will do.
private enum ManifestSeeds {
    static var all: [String] {
        let frame = #"{"file": "recording.json", "time": 0.0}"#
        return [
            manifest(frame), manifest(frame, format: "mjpeg"),
            manifest(frame + "," + frame, format: "yuyv", more: #""date": "2026-01-15", "#),
            manifest(frame + #", {"file": "recording.json", "time": 1}"#, format: "nv12", more: #""stride": 8, "#),
            manifest(#"{"file": "no/such", "time": 0}"#, more: #""provenance": "seed", "#),
            // Refused, each for another reason.
            manifest(""), manifest(frame, format: "rgb"), manifest(frame, width: "0"), manifest(frame, schema: "2"),
            manifest(frame, more: #""date": "2026-13-01", "#), manifest(frame, more: #""date": "soon", "#),
            manifest(#"{"file": "../recording.json", "time": 0}"#), manifest(#"{"file": "a", "time": -1}"#),
            manifest(#"{"file": "a"}"#), manifest(frame, width: #""8""#), manifest(frame, width: "null"), "{",
        ]
    }

    private static func manifest(
        _ frames: String, format: String = "grey", width: String = "8", schema: String = "1", more: String = ""
    ) -> String {
        #"{"schema": \#(schema), "width": \#(width), "height": 4, "format": "\#(format)", \#(more)"frames": [\#(frames)]}"#
    }
}
