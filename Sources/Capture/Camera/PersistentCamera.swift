public import Frames

/// A camera that is opened again whenever it was lost: unplugged, silent or broken.
///
/// It is found by its name in `/dev/v4l/by-id` where it has one, else by the path that was given; where none was, the
/// first camera that can be opened takes its place. Frames are numbered on, and the time without frames is counted.
public final class PersistentCamera: ReopeningSource {
    /// What the camera delivered when it was first opened.
    public let description: SourceDescription

    /// What the camera asks of its surroundings; tests stand behind it.
    package struct Surroundings {
        /// Waits so long, or less if a video node came; says whether one did.
        package var wait: (Duration) -> Bool
        /// Reads a clock that only runs forwards.
        package var now: () -> Duration
        /// Is told once why the camera cannot be opened again.
        package var warn: (String) -> Void

        package init(
            wait: @escaping (Duration) -> Bool, now: @escaping () -> Duration, warn: @escaping (String) -> Void
        ) {
            (self.wait, self.now, self.warn) = (wait, now, warn)
        }
    }

    /// After a node came, its permissions and links follow.
    private static let settling = Duration.milliseconds(100)

    private var finder: CameraFinder
    private let surroundings: Surroundings
    private var camera: (any FrameSource)?
    private var pace = RetryPace()
    private var warned: String?
    /// The frame that showed that the camera is back.
    private var first: CapturedFrame?
    /// When the first frame of all came, by the clock.
    private var start: Duration?
    /// What is added to the numbers and times of the camera that is open.
    private var offset = (sequence: 0, time: Duration.zero)
    private var last = (sequence: -1, time: Duration.zero)

    /// Opens a camera and starts it.
    ///
    /// - Parameters:
    ///   - device: a node, such as `/dev/video0` or `video0`, or a link in `/dev/v4l/by-id` with or without its folder;
    ///     `nil` for the first camera that can be opened.
    ///   - warn: is told why the camera cannot be opened again, once for each reason.
    /// - Throws: as `V4L2Camera` does; `cannotOpen` where there is no camera.
    public convenience init(
        device: String?, options: CameraOptions = CameraOptions(), warn: @escaping (String) -> Void = { _ in }
    ) throws(CaptureFailure) {
        let folder = DeviceFolder()
        let began = ContinuousClock.now
        var watch: DeviceWatch?
        try self.init(
            CameraFinder(device, in: folder) { path throws(CaptureFailure) in
                try V4L2Camera(path: path, options: options)
            },
            Surroundings(
                wait: { limit in
                    let present = watch ?? DeviceWatch(folder)
                    watch = present
                    return present.wait(limit)
                }, now: { ContinuousClock.now - began }, warn: warn))
    }

    package init(_ finder: CameraFinder, _ surroundings: Surroundings) throws(CaptureFailure) {
        (self.finder, self.surroundings) = (finder, surroundings)
        let camera = try self.finder.camera()
        (self.camera, description) = (camera, camera.description)
    }

    /// Waits for the next good frame.
    ///
    /// - Throws: `lost`, `silent` or `broken`; then `reopen` waits for the camera.
    public func next() throws(CaptureFailure) -> CapturedFrame? {
        if let first {
            self.first = nil
            return place(first)
        }
        guard let camera else { throw CaptureFailure(.lost, "\(description.name): the camera is gone") }
        do throws(CaptureFailure) {
            guard let frame = try camera.next() else { return nil }
            start = start ?? surroundings.now()
            return place(frame)
        } catch {
            // The node keeps its number only if nobody holds it open.
            self.camera = nil
            (pace, warned) = (RetryPace(), nil)
            throw error
        }
    }

    /// Waits at most four seconds for a camera to be plugged in, and tries to open it. It counts as back when its first
    /// frame is there.
    public func reopen() -> Bool {
        if surroundings.wait(pace.next()) {
            pace.hurry()
            _ = surroundings.wait(Self.settling)
        }
        do throws(CaptureFailure) {
            let camera = try finder.camera()
            guard let frame = try camera.next() else { return false }
            (self.camera, first) = (camera, frame)
            let now = start.map { surroundings.now() - $0 } ?? .zero
            offset = (last.sequence + 1 - frame.sequence, max(now, last.time) - frame.time)
            return true
        } catch {
            if error.message != warned { surroundings.warn(error.message) }
            warned = error.message
            return false
        }
    }

    /// Puts the controls of the camera back, if it is there.
    public func close() { camera?.close() }

    private func place(_ frame: CapturedFrame) -> CapturedFrame {
        last = (frame.sequence + offset.sequence, frame.time + offset.time)
        return CapturedFrame(image: frame.image, sequence: last.sequence, time: last.time)
    }
}
