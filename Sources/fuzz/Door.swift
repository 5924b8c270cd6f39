import Capture
import Codecs
import Foundation
import Frames

/// A place where bytes from outside come in. Whatever they are, the door gives a picture or a failure.
enum Door: String, CaseIterable {
    /// JPEG to luma and colour, as camera frames are decoded.
    case jpeg
    /// PNG, GIF and BMP.
    case still
    /// What a JPEG says of its size and its upper side.
    case header
    /// `recording.json`.
    case recording
    /// A YUV4MPEG2 film.
    case y4m
    /// JPEG pictures one after another.
    case mjpeg

    /// Frames of a film that are looked at.
    private static let patience = 16

    /// Brings bytes in.
    func enter(_ bytes: [UInt8]) {
        switch self {
        case .header: _ = try? JPEGHeader(bytes.span)
        case .jpeg: if bytes.starts(with: [0xFF, 0xD8]) { Self.decode(bytes) }
        case .still: if !bytes.starts(with: [0xFF, 0xD8]) { Self.decode(bytes) }
        case .recording: play("recording.json", bytes) { try RecordingSource(path: $0) }
        case .y4m: play("film", bytes) { try Y4MSource(path: "\($0)/film") }
        case .mjpeg: play("film.mjpeg", bytes) { try SourceOpener.open(path: "\($0)/film.mjpeg") }
        }
    }

    private static func decode(_ bytes: [UInt8]) {
        guard let image = try? StillDecoder.decode(bytes) else { return }
        look(at: CapturedFrame(image: image, sequence: 0, time: .zero))
    }

    private static func look(at captured: CapturedFrame) {
        let decoder = FrameDecoder()
        guard let frame = try? decoder.decode(captured) else { return }
        _ = try? decoder.color(of: frame)
    }

    /// Plays what stands in a file of this name; the opener is given the folder.
    private func play(_ name: String, _ bytes: [UInt8], _ open: (String) throws -> any FrameSource) {
        let file = URL(filePath: Self.folder).appending(path: name)
        guard (try? Data(bytes).write(to: file)) != nil, let source = try? open(Self.folder) else { return }
        for _ in 0..<Self.patience {
            guard let frame = try? source.next() else { return }
            Self.look(at: frame)
        }
    }

    /// A folder of this process's own.
    private static let folder: String = {
        let path = "/tmp/cardcam-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }()
}
