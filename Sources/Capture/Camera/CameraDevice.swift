internal import CV4L2
internal import Glibc

/// An open video node that delivers pictures; closes it when it goes.
final class CameraDevice {
    let path: String
    let doors: V4L2Doors
    let descriptor: Int32
    let capability: V4L2Capability

    /// Opens a node and makes sure that it is a camera.
    init(path: String, doors: V4L2Doors) throws(CaptureFailure) {
        (self.path, self.doors) = (path, doors)
        do throws(SystemError) {
            descriptor = try doors.open(path)
        } catch {
            throw Self.failure(path, opening: error)
        }
        do throws(SystemError) {
            capability = try doors.capability(descriptor)
        } catch {
            doors.close(descriptor)
            throw CaptureFailure(.notACaptureDevice, errno: error.number, "\(path): not a camera")
        }
        guard let reason = Self.refusal(capability.flags) else { return }
        doors.close(descriptor)
        var advice = ""
        if let other = DeviceList.captureNode(sharing: capability.bus, except: path, doors: doors) {
            advice = "; use \(other)"
        }
        throw CaptureFailure(.notACaptureDevice, "\(path): \(reason)\(advice)")
    }

    deinit {
        doors.close(descriptor)
    }

    /// Why a node with these flags delivers no pictures; `nil` if it does.
    static func refusal(_ flags: UInt32) -> String? {
        if flags & CV4L2_CAPTURE != 0 && flags & CV4L2_STREAMING != 0 { return nil }
        if flags & CV4L2_METADATA != 0 { return "carries a camera's metadata, not its pictures" }
        if flags & CV4L2_CAPTURE_MULTIPLANAR != 0 { return "delivers multi-planar pictures, which are not read here" }
        return "delivers no pictures"
    }

    /// Runs a request; its error becomes a failure that names `action`.
    func run<Result>(_ action: String, _ request: () throws(SystemError) -> Result) throws(CaptureFailure) -> Result {
        do throws(SystemError) {
            return try request()
        } catch {
            throw failure(action, error)
        }
    }

    /// What an error number means for the user.
    func failure(_ action: String, _ error: SystemError) -> CaptureFailure {
        switch error.number {
        case EBUSY: Self.busy(path)
        case ENODEV, ENXIO: CaptureFailure(.lost, errno: error.number, "\(path): the camera was unplugged")
        case EIO: CaptureFailure(.broken, errno: error.number, "\(path): the camera's driver gave up")
        case ENOSPC:
            CaptureFailure(
                .cannotOpen, errno: error.number,
                "\(path): not enough USB bandwidth; ask for a smaller size, a lower rate or mjpeg")
        default:
            CaptureFailure(
                .cannotOpen, errno: error.number,
                "\(path): cannot \(action): \(FileSystem.text(of: error.number))")
        }
    }

    private static func busy(_ path: String) -> CaptureFailure {
        CaptureFailure(.busy, errno: EBUSY, "\(path): another program uses the camera")
    }

    static func failure(_ path: String, opening error: SystemError) -> CaptureFailure {
        switch error.number {
        case EACCES, EPERM:
            CaptureFailure(
                .permissionDenied, errno: error.number,
                "\(path): permission denied; add your user to the video group: sudo usermod -aG video $USER")
        case EBUSY: busy(path)
        case ENOENT, ENODEV, ENXIO:
            CaptureFailure(
                .cannotOpen, errno: error.number, "\(path): no such camera; 'cardcam devices' lists those there are")
        default: .cannotOpen(path, errno: error.number)
        }
    }
}
