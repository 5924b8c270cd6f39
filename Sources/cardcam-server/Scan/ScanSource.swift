import Capture
import Foundation
import Pipeline

/// What `-d` names: a camera, or something that was filmed.
enum ScanSource: Sendable {
    /// A camera's node, or its name in `/dev/v4l/by-id`.
    case camera(String, CameraOptions)
    /// A recording, a folder of pictures or a film, played again and again.
    case film(String)

    /// Takes folders, files and other paths outside of `/dev` for films, all else for cameras.
    init(_ name: String, options: CameraOptions) {
        var isThere = FileManager.default.fileExists(atPath: name)
        if name.hasPrefix("/dev/") { isThere = false }
        let isPath = name.contains("/") && !name.hasPrefix("/dev/")
        self = isThere || isPath ? .film(name) : .camera(name, options)
    }

    /// Whether it is played again after its end.
    var isFilm: Bool {
        if case .film = self { true } else { false }
    }

    /// Opens it.
    ///
    /// - Parameter warn: is told why a camera that was lost cannot be opened again.
    func open(warn: @escaping @Sendable (String) -> Void) throws(CaptureFailure) -> sending any FrameSource {
        switch self {
        case .camera(let device, let options): try PersistentCamera(device: device, options: options, warn: warn)
        case .film(let path): try SourceOpener.open(path: path)
        }
    }

    /// How it is scanned: of a film every frame at its time, of a camera the newest.
    var session: ScanSession.Options {
        var options = ScanSession.Options()
        options.delivery = isFilm ? .every : .newest
        options.isPaced = isFilm
        if !isFilm {
            options.heartbeat = .seconds(60)
            options.stageLimit = .seconds(60)
        }
        return options
    }
}
