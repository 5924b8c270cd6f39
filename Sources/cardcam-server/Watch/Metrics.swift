import Events
import Synchronization

/// Counts for Prometheus, in its text format.
final class Metrics: Sendable {
    /// What a request is counted under.
    struct Label: Hashable, Comparable {
        var service: String
        var outcome: String

        static func < (one: Label, other: Label) -> Bool {
            (one.service, one.outcome) < (other.service, other.outcome)
        }
    }

    private struct Counts {
        var requests: [Label: Int] = [:]
        var buckets = [Int](repeating: 0, count: Metrics.bounds.count)
        var seconds = 0.0
        var answered = 0
        var frames = 0
        var frameSeconds = 0.0
    }

    /// Upper bounds of the histogram's buckets, in seconds.
    private static let bounds = [0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8]

    private let counts = Mutex(Counts())

    /// Counts a request that was answered.
    func count(_ label: Label, seconds: Double) {
        counts.withLock { counts in
            counts.requests[label, default: 0] += 1
            counts.seconds += seconds
            counts.answered += 1
            for (place, bound) in Self.bounds.enumerated() where seconds <= bound { counts.buckets[place] += 1 }
        }
    }

    /// Counts a frame of the scan, by what its stages took.
    func countFrame(_ stages: [StageTime]) {
        let seconds = stages.reduce(0) { $0 + $1.duration / .seconds(1) }
        counts.withLock { counts in
            counts.frames += 1
            counts.frameSeconds += seconds
        }
    }

    /// Everything, as Prometheus reads it.
    ///
    /// - Parameters:
    ///   - load: pictures that wait or are being read.
    ///   - viewers: who watches the scan; `nil` where there is none.
    func text(load: Int, viewers: Int?) -> String {
        let counts = counts.withLock { $0 }
        var lines = [
            "# HELP cardcam_requests_total Requests answered, by service and outcome.",
            "# TYPE cardcam_requests_total counter",
        ]
        for (label, count) in counts.requests.sorted(by: { $0.key < $1.key }) {
            lines.append(
                "cardcam_requests_total{service=\"\(label.service)\",outcome=\"\(label.outcome)\"} \(count)")
        }
        lines += [
            "# HELP cardcam_request_seconds Time from a request's head to its answer.",
            "# TYPE cardcam_request_seconds histogram",
        ]
        for (bound, count) in zip(Self.bounds, counts.buckets) {
            lines.append("cardcam_request_seconds_bucket{le=\"\(bound)\"} \(count)")
        }
        lines += [
            "cardcam_request_seconds_bucket{le=\"+Inf\"} \(counts.answered)",
            "cardcam_request_seconds_sum \(counts.seconds)",
            "cardcam_request_seconds_count \(counts.answered)",
            "# HELP cardcam_pictures_pending Pictures that wait or are being read.",
            "# TYPE cardcam_pictures_pending gauge",
            "cardcam_pictures_pending \(load)",
        ]
        if let viewers {
            lines += [
                "# HELP cardcam_frames_total Frames of the camera that were examined.",
                "# TYPE cardcam_frames_total counter",
                "cardcam_frames_total \(counts.frames)",
                "# HELP cardcam_frame_seconds_total What examining them took.",
                "# TYPE cardcam_frame_seconds_total counter",
                "cardcam_frame_seconds_total \(counts.frameSeconds)",
                "# HELP cardcam_viewers Streams of pictures and events that are open.",
                "# TYPE cardcam_viewers gauge",
                "cardcam_viewers \(viewers)",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
