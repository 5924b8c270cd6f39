/// Joins what frames say of one card: a finding is what holds in most of them, by their weight, and in more than one.
public struct CheckVote: Sendable {
    /// Frames that must agree before there is a finding.
    private static let least = 2

    /// How many frames were asked.
    public private(set) var frames = 0
    private var weight = 0.0
    private var votes: [Check: (frames: Int, weight: Double)] = [:]

    /// Starts without a vote.
    public init() {}

    /// Adds what a frame says.
    ///
    /// - Parameter weight: how much the frame counts, above 0.
    public mutating func add(_ scores: CheckScores, weight: Double) {
        frames += 1
        self.weight += weight
        for check in scores.findings {
            let vote = votes[check] ?? (0, 0)
            votes[check] = (vote.frames + 1, vote.weight + weight)
        }
    }

    /// What most frames agree on.
    public var findings: Set<Check> {
        Set(votes.filter { $1.frames >= Self.least && $1.weight * 2 > weight }.keys)
    }
}
