public import ArgumentParser
public import Capture
import Frames

extension CameraOptions.Size: ExpressibleByArgument {
    /// Parses `1280x720`.
    public init?(argument: String) {
        let sides = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard sides.count == 2, let width = sides[0], let height = sides[1] else { return nil }
        guard ImageLimits.allows(width: width, height: height) else { return nil }
        self.init(width: width, height: height)
    }
}

extension CameraOptions.Control: ExpressibleByArgument {
    /// Parses `brightness=12`.
    public init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, let value = Int(parts[1]) else { return nil }
        self.init(name: String(parts[0]), value: value)
    }
}

/// A format to ask a camera for.
enum CameraFormat: String, ExpressibleByArgument, CaseIterable {
    case auto, mjpeg, yuyv, nv12, grey

    /// The format; `nil` for the best that there is.
    var pixelFormat: PixelFormat? {
        switch self {
        case .auto: nil
        case .mjpeg: .mjpeg
        case .yuyv: .yuyv
        case .nv12: .nv12
        case .grey: .grey
        }
    }
}

/// How a camera is set up, on every program's command line.
public struct CameraSetup: ParsableArguments {
    @Option(help: ArgumentHelp("Size to ask for, such as 1280x720.", valueName: "size"))
    var size: CameraOptions.Size?

    @Option(help: "Frames a second to ask for.")
    var fps: Double?

    @Option(help: "Format to ask for: auto, mjpeg, yuyv, nv12, grey.")
    var format = CameraFormat.auto

    @Option(help: ArgumentHelp("A control to set, such as brightness=12; may be repeated.", valueName: "name=value"))
    var control: [CameraOptions.Control] = []

    /// Asks for nothing.
    public init() {}

    /// Refuses rates that no camera has.
    public func validate() throws {
        if let fps, !(fps > 0 && fps <= 1000) { throw ValidationError("--fps takes a rate between 0 and 1000") }
    }

    /// What is asked of the camera.
    public var options: CameraOptions {
        CameraOptions(size: size, fps: fps, format: format.pixelFormat, controls: control)
    }
}
