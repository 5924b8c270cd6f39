internal import CV4L2
public import Frames
internal import Glibc

/// A camera that the kernel's V4L2 serves.
///
/// Frames are copied out of the driver's buffers, which go back at once: a slow reader loses frames but never stops
/// the camera. Times are the driver's, counted from the first frame.
public final class V4L2Camera: FrameSource {
    /// What the camera delivers, as the driver answered.
    public let description: SourceDescription
    /// How many frames the driver marked as wrong, left empty or cut short. They are gaps in the sequence too.
    public private(set) var faultyFrames = 0
    private let device: CameraDevice
    private let buffers: CameraBuffers
    private let controls: CameraControls
    private let rowStride: Int?
    private let converter: FormatConverter?
    private let limit: Duration
    private var faultyInARow = 0
    private var last: (sequence: Int, driver: UInt32, time: Duration, clock: Int64)?

    /// Faulty frames without a good one between them before the camera counts as broken.
    private static let patience = 90

    /// Opens a camera and starts it.
    ///
    /// - Parameter path: a node, such as `/dev/video0` or a link to one in `/dev/v4l/by-id`.
    /// - Throws: `permissionDenied`, `busy`, `notACaptureDevice`, `noUsableFormat`, `badOption` (an unknown control or
    ///   a value out of its range), `cannotOpen`, `broken` or `lost`.
    public convenience init(path: String, options: CameraOptions = CameraOptions()) throws(CaptureFailure) {
        try self.init(path: path, options: options, doors: .system)
    }

    init(path: String, options: CameraOptions, doors: V4L2Doors) throws(CaptureFailure) {
        let (device, setup, controls, buffers) = try Self.start(path, options, doors)
        (self.device, self.controls, self.buffers) = (device, controls, buffers)
        (rowStride, converter) = (setup.rowStride, setup.converter)
        limit = options.silenceLimit
        description = SourceDescription(
            kind: .camera, name: path, format: setup.format, width: setup.width, height: setup.height, fps: setup.fps)
    }

    /// Sets a camera up from the beginning, and once more where its driver stumbled: some do so after a stream that
    /// ended badly.
    private static func start(
        _ path: String, _ options: CameraOptions, _ doors: V4L2Doors
    ) throws(CaptureFailure) -> (CameraDevice, CameraSetup, CameraControls, CameraBuffers) {
        func attempt() throws(CaptureFailure) -> (CameraDevice, CameraSetup, CameraControls, CameraBuffers) {
            let device = try CameraDevice(path: path, doors: doors)
            let setup = try CameraSetup(device, options: options)
            let controls = try CameraControls(options.controls, of: device)
            return (device, setup, controls, try CameraBuffers(device))
        }
        do throws(CaptureFailure) {
            return try attempt()
        } catch {
            guard error.errno == EINVAL || error.errno == EIO else { throw error }
            return try attempt()
        }
    }

    /// Waits for the next good frame.
    ///
    /// - Throws: `silent` where none comes within the limit, `lost` where the camera is gone, `broken` where its driver
    ///   reports errors or delivers faulty frames alone.
    public func next() throws(CaptureFailure) -> CapturedFrame? {
        do throws(CaptureFailure) {
            while true {
                guard let filled = try dequeue() else { continue }
                let bytes = buffers.bytes(of: filled)
                try buffers.giveBack(filled.index)
                if let bytes, let image = picture(bytes) { return place(image, filled) }
                faultyFrames += 1
                faultyInARow += 1
                guard faultyInARow < Self.patience else {
                    throw CaptureFailure(.broken, "\(device.path): the camera delivers damaged frames alone")
                }
            }
        } catch {
            // Whatever goes wrong in mid-stream, opening the camera again may mend.
            throw error.isLoss ? error : CaptureFailure(.broken, errno: error.errno, error.message)
        }
    }

    /// Puts the controls back that were set when the camera was opened.
    public func close() { controls.restore() }

    /// The next filled buffer; `nil` if there is none yet after all.
    private func dequeue() throws(CaptureFailure) -> CV4L2_Filled? {
        let patience = (last == nil ? limit * 3 : limit) / .milliseconds(1)
        let state = try device.run("wait for a frame") { () throws(SystemError) in
            try device.doors.wait(device.descriptor, Int32(min(max(patience, 1), 1_000_000)))
        }
        guard state != .timedOut else {
            throw CaptureFailure(.silent, "\(device.path): the camera sends nothing")
        }
        do throws(SystemError) {
            return try device.doors.dequeue(device.descriptor)
        } catch {
            if error.number == EAGAIN && state == .ready { return nil }
            throw device.failure("take a frame", error.number == EAGAIN ? SystemError(number: EIO) : error)
        }
    }

    private func picture(_ bytes: [UInt8]) -> PixelBuffer? {
        if let converter { return converter.convert(bytes) }
        let (width, height) = (description.width, description.height)
        if description.format == .mjpeg { return .jpeg(bytes, fallback: (width, height)) }
        return PixelBuffer(
            format: description.format, width: width, height: height, rowStride: rowStride, bytes: bytes)
    }

    /// Gives a frame its place: the driver's counter may wrap or stand still, its clock may step back.
    private func place(_ image: PixelBuffer, _ filled: CV4L2_Filled) -> CapturedFrame {
        faultyInARow = 0
        var (sequence, time) = (0, Duration.zero)
        if let last {
            sequence = last.sequence + max(1, Int(Int32(bitPattern: filled.sequence &- last.driver)))
            time = last.time + .microseconds(max(0, filled.microseconds - last.clock))
        }
        last = (sequence, filled.sequence, time, filled.microseconds)
        return CapturedFrame(image: image, sequence: sequence, time: time)
    }
}
