// Feeds frames of a source of its own: swift run example-frames Recordings/tilted/frames/*.jpg
import CardCam

/// Pictures that the program has from elsewhere, twelve a second; here, files named on the command line.
final class Pictures: FrameSource {
    let description: SourceDescription
    private let paths: [String]
    private var index = 0

    init(_ paths: [String]) {
        self.paths = paths
        description = SourceDescription(
            kind: .folder, name: "pictures", format: .mjpeg, width: 1280, height: 720, fps: 12, frameCount: paths.count)
    }

    func next() throws(CaptureFailure) -> CapturedFrame? {
        guard index < paths.count else { return nil }
        defer { index += 1 }
        let file = try ImageFile.bytes(at: paths[index])
        guard let image = try? StillDecoder.decode(file) else {
            throw CaptureFailure(.badStream, "\(paths[index]): no picture")
        }
        return CapturedFrame(image: image, sequence: index, time: .milliseconds(index * 1000 / 12))
    }
}

do {
    // Recognition follows from the frames alone, so their times count, not the clock on the wall.
    let recognizer = Recognizer(models: try Models())
    let pictures = Pictures(Array(CommandLine.arguments.dropFirst()))
    try ScanSession().run(pictures, recognizer: recognizer, version: "example") { event in
        switch event {
        case .guidance(let guidance): print(guidance.hint.rawValue)
        case .result(let result): print("card \(result.id):", result.card.number?.revealed(as: .last4) ?? "")
        case .unread(let unread): print("card \(unread.id): unread, \(unread.reason.rawValue)")
        default: break
        }
        return .open
    }
} catch {
    print(error)
}
