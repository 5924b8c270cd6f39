/// A camera that is plugged in.
public struct CameraListing: Sendable, Equatable {
    /// The node, such as `/dev/video0`.
    public let path: String
    /// What the camera calls itself.
    public let name: String
    /// Where it is plugged in.
    public let bus: String
    /// A link in `/dev/v4l/by-id` that leads to the node and stays the same when nodes are numbered anew.
    public let stableName: String?
    /// What it offers, in the driver's order; empty if the node may not be opened.
    public let modes: [CameraMode]
    /// Why the node could not be looked at; `nil` if it could.
    public let failure: CaptureFailure?
}

/// Looks for cameras.
public enum DeviceList {
    /// Every node that delivers pictures, and those that may not be opened, in natural order.
    public static func cameras() -> [CameraListing] {
        let folder = DeviceFolder()
        return cameras(nodes: folder.nodes(), stableNames: folder.stableNames(), doors: .system)
    }

    static func cameras(nodes: [String], stableNames: [String: String], doors: V4L2Doors) -> [CameraListing] {
        nodes.compactMap { path in
            do throws(SystemError) {
                let device = try doors.open(path)
                defer { doors.close(device) }
                let capability = try doors.capability(device)
                guard CameraDevice.refusal(capability.flags) == nil else { return nil }
                return CameraListing(
                    path: path, name: capability.card, bus: capability.bus, stableName: stableNames[path],
                    modes: CameraMode.all(of: device, doors: doors), failure: nil)
            } catch {
                return CameraListing(
                    path: path, name: "", bus: "", stableName: stableNames[path], modes: [],
                    failure: CameraDevice.failure(path, opening: error))
            }
        }
    }

    /// The node with the pictures of the camera that another node belongs to.
    static func captureNode(sharing bus: String, except path: String, doors: V4L2Doors) -> String? {
        guard !bus.isEmpty else { return nil }
        let others = DeviceFolder().nodes().filter { $0 != path }
        return cameras(nodes: others, stableNames: [:], doors: doors).first { $0.bus == bus }?.path
    }
}
