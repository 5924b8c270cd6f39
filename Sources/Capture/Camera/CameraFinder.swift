/// Opens the camera that is meant, and finds the same one again after it was plugged in anew.
package struct CameraFinder {
    /// Opens the camera at a path.
    package typealias Opener = (String) throws(CaptureFailure) -> any FrameSource

    private let name: String?
    private let folder: DeviceFolder
    private let open: Opener
    /// The link that leads to the camera even if its node gets another number.
    private var stableName: String?

    /// - Parameter name: of a node or a link to one; `nil` for the first camera that can be opened.
    package init(_ name: String?, in folder: DeviceFolder, open: @escaping Opener) {
        (self.name, self.folder, self.open) = (name, folder, open)
    }

    /// Opens the camera.
    ///
    /// - Throws: why the camera that is meant cannot be opened; of several, the first one's trouble.
    mutating func camera() throws(CaptureFailure) -> any FrameSource {
        var trouble: CaptureFailure?
        for path in candidates {
            do throws(CaptureFailure) {
                let camera = try open(path)
                if name != nil { stableName = folder.stableNames()[path] ?? stableName }
                return camera
            } catch {
                // The one that is meant says more than the link that it no longer has.
                trouble = name == nil ? trouble ?? error : error
            }
        }
        throw trouble ?? CaptureFailure(.cannotOpen, "no camera was found: is it plugged in?")
    }

    private var candidates: [String] {
        guard let name else { return folder.nodes() }
        let path = folder.path(named: name)
        return [stableName, path == stableName ? nil : path].compactMap(\.self)
    }
}
