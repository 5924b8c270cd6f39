import Codecs
import Foundation
import Frames

extension Door {
    /// Small inputs that are taken, for the fuzzer to begin with.
    var seeds: [[UInt8]] {
        switch self {
        case .jpeg, .header, .mjpeg: [Self.jpeg(16, 16), Self.jpeg(40, 24) + Self.jpeg(8, 8), Self.turned]
        case .still: [Self.png, Self.gif, Self.bmp]
        case .recording:
            [
                """
                {"schema": 1, "width": 8, "height": 8, "format": "grey", "stride": 8, "date": "2026-01-15",
                 "provenance": "seed", "frames": [{"file": "recording.json", "time": 0.0}]}
                """
            ].map { Array($0.utf8) }
        case .y4m:
            [
                Array("YUV4MPEG2 W4 H4 F30:1 Ip A1:1 C420jpeg\nFRAME\n".utf8) + [UInt8](repeating: 90, count: 24),
                Array("YUV4MPEG2 W2 H2 F25:1 Cmono\nFRAME\n".utf8) + [1, 2, 3, 4],
            ]
        }
    }

    private static func jpeg(_ width: Int, _ height: Int) -> [UInt8] {
        let pixels = (0..<width * height * 3).map { UInt8(truncatingIfNeeded: $0 * 7) }
        return (try? JPEGEncoder.encode(ColorImage(width: width, height: height, pixels: pixels))) ?? []
    }

    /// A JPEG whose EXIF says that it lies on its side.
    private static var turned: [UInt8] {
        let exif: [UInt8] =
            [0xFF, 0xE1, 0, 34] + Array("Exif\0\0MM\0*".utf8) + [0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]
            + [0, 0, 0, 0, 0, 0]
        var bytes = jpeg(8, 16)
        bytes.insert(contentsOf: exif, at: 2)
        return bytes
    }

    private static var png: [UInt8] {
        base64(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
    }

    private static var gif: [UInt8] { base64("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7") }

    /// Two pixels of 24 bits.
    private static var bmp: [UInt8] {
        Array("BM".utf8) + [62, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 24, 0]
            + [UInt8](repeating: 0, count: 24) + [1, 2, 3, 4, 5, 6, 0, 0]
    }

    private static func base64(_ text: String) -> [UInt8] { Data(base64Encoded: text).map(Array.init) ?? [] }
}
