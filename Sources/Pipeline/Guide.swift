internal import Events
internal import Frames
internal import Locate
internal import Quality

/// Chooses the hint for the person before the camera, and keeps it steady.
struct Guide: Sendable {
    /// Least time between two hints: at most two a second.
    private static let interval = Duration.milliseconds(500)
    /// Share of the card's width that it may move from one frame to the next.
    private static let restless: Float = 0.08
    /// Share of a card's side that may lie outside the frame.
    private static let cutOff: Float = 0.04

    private var shown: (hint: Guidance.Hint, at: Duration)?
    private var place: CardQuad?

    /// The hint, if it is time for one that differs from the last.
    mutating func hint(for examination: Examination?, of card: Presentation?, in frame: Frame) -> Guidance? {
        let hint = choose(examination, card, frame)
        place = examination?.sighting.quad
        if let shown, hint == shown.hint || frame.time - shown.at < Self.interval { return nil }
        shown = (hint, frame.time)
        return Guidance(
            at: Moment(time: frame.time, frame: frame.sequence), hint: hint, quality: examination?.quality.value)
    }

    private func choose(_ examination: Examination?, _ card: Presentation?, _ frame: Frame) -> Guidance.Hint {
        guard let examination else {
            // Until the card has been away long enough, it may come back in the next frame.
            return card == nil ? .noCard : shown?.hint ?? .noCard
        }
        if let card, card.outcome != .open { return .removeCard }
        switch examination.complaint {
        case .tooFar: return .moveCloser
        case .tooDark: return .tooDark
        case .tooBright: return .tooBright
        case .glare: return .glare
        case .blurred: return .holdStill
        case nil: break
        }
        let quad = examination.sighting.quad
        if isCutOff(quad, frame) { return .showWholeCard }
        if let place, (quad.center - place.center).length > Self.restless * quad.width { return .holdStill }
        return .reading
    }

    private func isCutOff(_ quad: CardQuad, _ frame: Frame) -> Bool {
        let margin = Self.cutOff * quad.width
        return quad.corners.contains { corner in
            corner.x < -margin || corner.y < -margin || corner.x > Float(frame.width) + margin
                || corner.y > Float(frame.height) + margin
        }
    }
}
