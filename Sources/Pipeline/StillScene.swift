internal import Frames

/// Notices that nothing happens before the camera, so that few frames need to be looked at.
///
/// After a second without a card and without a change, frames are glanced at ten times a second and examined two or
/// three times a second; a change wakes it at the first glance that shows it. It reads no clock: time is the frames'.
struct StillScene {
    /// How long nothing must happen before the scene counts as still.
    private static let drowsiness = Duration.seconds(1)
    /// Time between two glances at a still scene. The longest that a change waits, so well below 200 ms.
    private static let glance = Duration.milliseconds(95)
    /// Time between two examinations of a still scene, should a change have been too faint to be seen.
    private static let examination = Duration.milliseconds(400)

    private var reference: Thumbnail?
    private var lastChange = Duration.zero
    private var lastGlance = Duration.zero
    private var lastExamination = Duration.zero

    /// Whether a frame of this time need not even be decoded.
    func skips(_ time: Duration) -> Bool {
        time - lastChange >= Self.drowsiness && time >= lastGlance && time - lastGlance < Self.glance
    }

    /// Whether a frame is to be examined.
    ///
    /// - Parameter hasCard: whether there is a card at hand, which is never still.
    mutating func wants(_ frame: Frame, hasCard: Bool) -> Bool {
        let thumbnail = Thumbnail(frame)
        lastGlance = frame.time
        if hasCard || reference.map({ thumbnail.differs(from: $0) }) ?? true { lastChange = frame.time }
        guard frame.time - lastChange < Self.drowsiness || frame.time - lastExamination >= Self.examination
        else { return false }
        // Compared with the last frame examined, a slow change adds up.
        (reference, lastExamination) = (thumbnail, frame.time)
        return true
    }
}

/// The mean brightness of the parts of a picture.
struct Thumbnail {
    private static let columns = 32
    private static let rows = 18
    /// Pixels from one sample to the next: noise averages out over those of a part.
    private static let step = 4
    /// Grey levels by which the mean of a part changes where something moves.
    private static let threshold = 7

    private let parts: [Int]

    init(_ frame: Frame) {
        parts = frame.withLuma { luma in
            var sums = [(sum: Int, count: Int)](repeating: (0, 0), count: Self.columns * Self.rows)
            for y in stride(from: 0, to: luma.height, by: Self.step) {
                let row = luma.row(y)
                let first = y * Self.rows / luma.height * Self.columns
                for x in stride(from: 0, to: luma.width, by: Self.step) {
                    let part = first + x * Self.columns / luma.width
                    sums[part].sum += Int(row[x * luma.pixelStride])
                    sums[part].count += 1
                }
            }
            return sums.map { $0.sum / max(1, $0.count) }
        }
    }

    /// Whether something moved between this picture and another.
    func differs(from other: Thumbnail) -> Bool {
        zip(parts, other.parts).contains { abs($0 - $1) > Self.threshold }
    }
}
