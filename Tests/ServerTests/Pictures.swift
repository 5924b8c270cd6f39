import Codecs
import Foundation
import Frames

/// Pictures to ask about.
enum Pictures {
    /// A frame of this repository's recordings on which a card can be read.
    static func card() throws -> Data {
        let folder = RunningServer.package.appending(path: "Recordings/flat-print/frames")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try Data(contentsOf: folder.appending(path: names[names.count / 2]))
    }

    /// What stands on that card.
    static func number() throws -> String {
        let file = RunningServer.package.appending(path: "Recordings/flat-print/truth.json")
        let truth = try JSONSerialization.jsonObject(with: try Data(contentsOf: file)) as? [String: Any]
        return ((truth?["cards"] as? [[String: Any]])?.first?["number"] as? String) ?? ""
    }

    /// A picture of nothing.
    static func blank() throws -> Data {
        let (width, height) = (480, 320)
        var pixels = [UInt8](repeating: 0, count: width * height * 3)
        for index in pixels.indices { pixels[index] = UInt8(truncatingIfNeeded: index / 9 & 0x7F) }
        return Data(try JPEGEncoder.encode(ColorImage(width: width, height: height, pixels: pixels)))
    }

    /// The head of a JPEG of 60,000 by 60,000 pixels.
    static let hugeJPEG = Data(
        [0xFF, 0xD8, 0xFF, 0xC0, 0x00, 0x11, 0x08, 0xEA, 0x60, 0xEA, 0x60, 0x03]
            + [0x01, 0x22, 0x00, 0x02, 0x11, 0x01, 0x03, 0x11, 0x01, 0xFF, 0xD9])

    /// The head of a PNG of 60,000 by 60,000 pixels.
    static let hugePNG = Data(
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
            + [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 2, 0, 0, 0, 0, 0, 0, 0])
}
