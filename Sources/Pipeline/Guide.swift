internal import Events
internal import Frames
internal import Fuse
internal import Locate
internal import Quality
internal import Read

/// Chooses the hint for the person before the camera, and keeps it steady.
struct Guide: Sendable {
    /// Least time between two hints: at most two a second.
    private static let interval = Duration.milliseconds(500)
    /// Share of the card's width that it may move from one frame to the next.
    private static let restless: Float = 0.08
    /// Share of a card's side that may lie outside the frame.
    private static let cutOff: Float = 0.04
    /// Time that a hint must be the right one before it takes the place of another: what flickers is not shown.
    private static let steadiness = Duration.milliseconds(150)
    /// Cosine of the tilt beyond which digits are too narrow to be read well: 53 degrees.
    private static let leastForeshortening: Float = 0.6
    /// Length of an ID-1 card over its height (ISO/IEC 7810).
    private static let aspect: Float = 85.6 / 53.98
    /// Time that a card must be seen well without a number before it is asked to be turned over.
    private static let blankness = Duration.milliseconds(1500)

    private var shown: (hint: Guidance.Hint, at: Duration)?
    private var coming: (hint: Guidance.Hint, since: Duration)?
    private var place: CardQuad?
    /// Since when the card is seen well and shows no number.
    private var blankSince: Duration?

    /// The hint, if it is time for one that differs from the last.
    mutating func hint(for examination: Examination?, of card: Presentation?, in frame: Frame) -> Guidance? {
        blankSince = isBlank(examination, card) ? blankSince ?? frame.time : nil
        let hint = choose(examination, card, frame)
        place = examination?.sighting.quad
        if coming?.hint != hint { coming = (hint, frame.time) }
        if let shown {
            guard hint != shown.hint, frame.time - shown.at >= Self.interval else { return nil }
            // That a card is read is told at once: it will not be unread again.
            let isSteady = coming.map { frame.time - $0.since >= Self.steadiness } ?? false
            guard isSteady || hint == .removeCard else { return nil }
        }
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
        let quad = examination.sighting.quad
        if isTooNear(quad, frame) { return .moveBack }
        if isTilted(examination.sighting) { return .tiltLess }
        switch examination.complaint {
        case .tooFar: return .moveCloser
        case .tooDark: return .tooDark
        case .tooBright: return .tooBright
        case .glare: return .glare
        case .blurred: return .holdStill
        case nil: break
        }
        if isCutOff(quad, frame) { return .showWholeCard }
        if let place, (quad.center - place.center).length > Self.restless * quad.width { return .holdStill }
        if let blankSince, frame.time - blankSince >= Self.blankness { return .turnOver }
        return .reading
    }

    /// Whether a card is there, seen well, and shows no number: most likely its back.
    private func isBlank(_ examination: Examination?, _ card: Presentation?) -> Bool {
        guard let examination, examination.complaint == nil else { return false }
        return examination.reading?.hypotheses.isEmpty ?? true && card.map { $0.fuser.readings == 0 } ?? true
    }

    /// Whether the card fills the frame, or reaches beyond it on two opposite sides.
    private func isTooNear(_ quad: CardQuad, _ frame: Frame) -> Bool {
        let (x, y) = (quad.corners.map(\.x), quad.corners.map(\.y))
        guard let left = x.min(), let right = x.max(), let top = y.min(), let bottom = y.max() else { return false }
        return left < 0 && right > Float(frame.width) - 1 || top < 0 && bottom > Float(frame.height) - 1
    }

    /// Whether the card leans so far that one of its sides looks much too short.
    private func isTilted(_ sighting: CardSighting) -> Bool {
        let quad = sighting.quad
        let (long, short) = sighting.isPortrait ? (quad.height, quad.width) : (quad.width, quad.height)
        guard long > 0, short > 0 else { return false }
        let aspect = long / short
        return min(aspect / Self.aspect, Self.aspect / aspect) < Self.leastForeshortening
    }

    private func isCutOff(_ quad: CardQuad, _ frame: Frame) -> Bool {
        let margin = Self.cutOff * quad.width
        return quad.corners.contains { corner in
            corner.x < -margin || corner.y < -margin || corner.x > Float(frame.width) + margin
                || corner.y > Float(frame.height) + margin
        }
    }
}
