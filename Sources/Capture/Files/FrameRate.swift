/// Gives frames of a steady rate their times.
struct FrameRate {
    /// What films and folders play at where nothing is said.
    static let usual = 30.0

    /// Frames a second.
    let fps: Double

    /// - Throws: `badOption` for a rate that is none.
    init(_ fps: Double) throws(CaptureFailure) {
        guard fps > 0 && fps <= 1000 else {
            throw CaptureFailure(.badOption, "\(fps) frames a second: give more than 0 and at most 1000")
        }
        self.fps = fps
    }

    /// Time of a frame, in whole microseconds, so that it is the same on every machine.
    func time(of frame: Int) -> Duration {
        .microseconds(Int64((Double(frame) * 1_000_000 / fps).rounded()))
    }
}
