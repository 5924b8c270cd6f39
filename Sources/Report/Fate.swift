import Events

/// What became of a frame.
enum Fate: String, CaseIterable, Sendable {
    case used
    case decided
    case noCard = "no_card"
    case noNumber = "no_number"
    case blurred, glare
    case tooFar = "too_far"
    case tooDark = "too_dark"
    case tooBright = "too_bright"

    /// Why a frame had no part in the vote.
    init(of report: FrameReport) {
        // Of a number that is decided, only a glance is taken now and then.
        let isLate = report.vote?.isDecided == true && (report.refusal ?? "no_number") == "no_number"
        self = isLate ? .decided : report.refusal.flatMap { Fate(rawValue: $0) } ?? .noNumber
    }

    /// For people.
    var words: String {
        switch self {
        case .used: "voted on the number"
        case .decided: "the number was decided already"
        case .noCard: "no card"
        case .noNumber: "no number was read"
        case .blurred: "too blurred"
        case .glare: "glare"
        case .tooFar: "too far away"
        case .tooDark: "too dark"
        case .tooBright: "too bright"
        }
    }
}
