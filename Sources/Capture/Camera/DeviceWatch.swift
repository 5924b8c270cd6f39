internal import CV4L2
internal import Glibc

/// Notices that a video node comes into the device folder (inotify), or is given to its users.
final class DeviceWatch {
    private let descriptor: Int32

    /// Begins to watch; where the system refuses, waiting is all that it does.
    init(_ folder: DeviceFolder) {
        descriptor = unsafe CV4L2_watch(folder.path)
    }

    deinit {
        if descriptor >= 0 { _ = Glibc.close(descriptor) }
    }

    /// Waits until a node comes, or so long.
    ///
    /// - Returns: whether one came.
    func wait(_ limit: Duration) -> Bool {
        let deadline = ContinuousClock.now + limit
        while case let rest = deadline - .now, rest > .zero {
            // A descriptor of -1 is waited for in vain, which is what is wanted.
            if CV4L2_wait_for_node(descriptor, Int32((rest / .milliseconds(1)).rounded(.up))) == 1 { return true }
        }
        return false
    }
}
