internal import CV4L2
internal import Frames

/// Sets up a camera and notes what the driver made of it.
struct CameraSetup {
    let format: PixelFormat
    let width: Int
    let height: Int
    /// Bytes of a row; `nil` for compressed formats and rows without padding.
    let rowStride: Int?
    /// Turns what the camera delivers into `format`; `nil` where it delivers that.
    let converter: FormatConverter?
    /// Frames a second, where the driver says it.
    let fps: Double?

    init(_ device: CameraDevice, options: CameraOptions) throws(CaptureFailure) {
        let modes = CameraMode.all(of: device.descriptor, doors: device.doors)
        let choice = try ModeChoice(modes, options: options, path: device.path)
        let wanted = CV4L2_Format(
            pixel_format: choice.pixelFormat, width: UInt32(choice.width), height: UInt32(choice.height), row_stride: 0)
        // A driver answers with what it does instead of what it cannot do, and without an error.
        let answer = try device.run("set the format") { () throws(SystemError) in
            try device.doors.setFormat(device.descriptor, wanted)
        }
        let answered = CameraMode.letters(answer.pixel_format)
        (width, height) = (Int(answer.width), Int(answer.height))
        guard ImageLimits.allows(width: width, height: height) else {
            throw CaptureFailure(.noUsableFormat, "\(device.path): a size of \(width)x\(height) is not read")
        }
        let stride = Int(answer.row_stride)
        converter =
            PixelFormat(v4l2: answer.pixel_format) == nil && FormatConverter.knows(answer.pixel_format)
            ? FormatConverter(answer.pixel_format, width: width, height: height, rowStride: stride) : nil
        guard let format = converter == nil ? PixelFormat(v4l2: answer.pixel_format) : .nv12,
            options.format ?? format == format
        else {
            throw CaptureFailure(.noUsableFormat, "\(device.path): delivers \(answered) instead of what was asked for")
        }
        self.format = format
        rowStride = format == .mjpeg || converter != nil || stride == 0 ? nil : stride
        fps = try Self.setRate(device, options.fps)
    }

    /// Asks for a rate; cameras that have but one say so with an error, which is none of the user's business.
    private static func setRate(_ device: CameraDevice, _ fps: Double?) throws(CaptureFailure) -> Double? {
        let rate = try FrameRate(fps ?? FrameRate.usual)
        let wanted = CV4L2_Interval(numerator: 1000, denominator: UInt32((rate.fps * 1000).rounded(.up)))
        return (try? device.doors.setInterval(device.descriptor, wanted))?.rate
    }
}
