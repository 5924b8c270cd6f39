import Codecs
import Foundation
import Frames

/// Files to try the program on, in a folder that goes away with the test.
final class Files {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "cardcam-files-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Writes a file and gives its path.
    func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        let file = folder.appending(path: name)
        try Data(bytes).write(to: file)
        return file.path
    }

    /// Makes an empty folder and gives its path.
    func makeFolder(_ name: String) throws -> String {
        let path = folder.appending(path: name)
        try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        return path.path
    }

    /// A picture without a card.
    static func blankJPEG(width: Int = 320, height: Int = 240) throws -> [UInt8] {
        var image = ColorImage(width: width, height: height, pixels: [UInt8](repeating: 0, count: width * height * 3))
        for index in image.pixels.indices { image.pixels[index] = UInt8(truncatingIfNeeded: index / 9 & 0x7F) }
        return try JPEGEncoder.encode(image)
    }

    /// The head of a JPEG that says it has 60,000 by 60,000 pixels.
    static let hugeJPEG: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xC0, 0x00, 0x11, 0x08, 0xEA, 0x60, 0xEA, 0x60, 0x03]
        + [0x01, 0x22, 0x00, 0x02, 0x11, 0x01, 0x03, 0x11, 0x01, 0xFF, 0xD9]

    /// A Y4M film of grey frames.
    static func film(frames: Int) -> Data {
        var film = Data("YUV4MPEG2 W320 H240 F30:1 Cmono\n".utf8)
        for frame in 0..<frames {
            film += Data("FRAME\n".utf8) + Data(repeating: UInt8(100 + frame), count: 320 * 240)
        }
        return film
    }
}
