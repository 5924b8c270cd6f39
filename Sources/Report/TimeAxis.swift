/// Puts the time of a session onto the width of a chart.
struct TimeAxis {
    /// Units of a chart's width, and of the room on its left for what lanes are called.
    static let (width, left) = (960.0, 64.0)

    let start: Double
    let end: Double
    private let ends: [Double]

    /// - Parameter frames: in their order; at least one.
    init(_ frames: [FrameFact]) {
        let times = frames.map(\.time)
        start = times.first ?? 0
        let last = times.last ?? 0
        // The last frame stands as long as frames do.
        let step = times.count > 1 ? (last - start) / Double(times.count - 1) : 1
        end = max(last + step, start + 0.001)
        ends = times.dropFirst() + [end]
    }

    /// Where a time lies.
    func x(_ time: Double) -> Double {
        let share = min(max((time - start) / (end - start), 0), 1)
        return Self.left + share * (Self.width - Self.left)
    }

    /// Frames next to each other that share a unit of the width, so that a week takes no more than a minute.
    func columns(_ frames: [FrameFact]) -> [Column] {
        var columns: [Column] = []
        for index in frames.indices {
            let (from, to) = (x(frames[index].time), x(ends[index]))
            if let last = columns.last, last.from.rounded(.down) == from.rounded(.down) {
                columns[columns.count - 1] = Column(frames: last.frames.lowerBound..<index + 1, from: last.from, to: to)
            } else {
                columns.append(Column(frames: index..<index + 1, from: from, to: to))
            }
        }
        return columns
    }

    /// Frames that are drawn as one, and where.
    struct Column {
        let frames: Range<Int>
        let from: Double
        let to: Double
    }

    /// Times to be marked: round ones, ten at most.
    var ticks: [Double] {
        let steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 86_400]
        let step = steps.first { (end - start) / $0 <= 10 } ?? (end - start) / 10
        let first = (start / step).rounded(.up)
        return (0...10).map { (first + Double($0)) * step }.filter { $0 <= end }
    }

    /// A time as it is marked: `0.5 s`, `12:30` beyond two minutes.
    func label(_ time: Double) -> String {
        guard end > 120 else { return Words.decimal(time, time == time.rounded() ? 0 : 1) + " s" }
        let seconds = Int(time.rounded())
        let rest = String(seconds % 60)
        return "\(seconds / 60):\(rest.count < 2 ? "0" : "")\(rest)"
    }
}
