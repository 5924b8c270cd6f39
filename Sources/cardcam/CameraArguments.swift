import ArgumentParser
import Arguments
import Capture

/// Which camera, and how it is set up.
struct CameraArguments: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The camera's node or its name in /dev/v4l/by-id; without it, the first that can be opened.",
            valueName: "device"))
    var device: String?

    @OptionGroup(title: "Camera")
    var setup: CameraSetup

    /// Opens the camera.
    ///
    /// - Parameter warn: is told why a camera that was lost cannot be opened again.
    func open(warn: @escaping @Sendable (String) -> Void) throws(CaptureFailure) -> sending PersistentCamera {
        try PersistentCamera(device: device, options: setup.options, warn: warn)
    }
}
