import CardNumber
import Events

/// What the events told, sorted by what it belongs to.
struct ScanFacts: Sendable {
    private(set) var started: Started?
    private(set) var frames: [FrameFact] = []
    private(set) var cards: [CardFact] = []
    private(set) var hints: [Guidance] = []

    mutating func add(_ event: CardEvent, _ options: EncodingOptions) {
        switch event {
        case .started(let event): started = event
        case .guidance(let event): hints.append(event)
        case .frame(let report): add(report)
        case .result(let result): add(result, crops: result.card.crops(options))
        case .unread(let unread):
            // It is told when its card is gone and before the next one is there.
            if cards.last?.outcome == nil, !cards.isEmpty {
                cards[cards.count - 1].outcome = .unread(unread)
            } else {
                cards.append(CardFact(firstFrame: nil, outcome: .unread(unread)))
            }
        case .removed, .lost, .reopened, .heartbeat, .reading, .ended: break
        }
    }

    private mutating func add(_ report: FrameReport) {
        if let first = report.firstFrame, cards.last?.firstFrame != first { cards.append(CardFact(firstFrame: first)) }
        let voters = report.firstFrame == nil ? 0 : cards.last?.votes.last?.vote.frames ?? 0
        let hasVoted = report.vote.map { $0.frames > voters } ?? false
        if let vote = report.vote, hasVoted { cards[cards.count - 1].votes.append((report.at, vote)) }
        frames.append(FrameFact(report, hasVoted: hasVoted, card: report.firstFrame == nil ? nil : cards.count - 1))
    }

    private mutating func add(_ result: CardResult, crops: Crops) {
        var result = result
        // The crops are made; a whole frame for each card would be too much to keep.
        result.card.picture = nil
        let outcome = CardFact.Outcome.result(result, crops)
        if let index = cards.lastIndex(where: { $0.firstFrame == result.firstFrame }) {
            cards[index].outcome = outcome
        } else {
            cards.append(CardFact(firstFrame: result.firstFrame, outcome: outcome))
        }
    }
}

/// One frame.
struct FrameFact: Sendable {
    let index: Int
    /// Seconds since the stream began.
    let time: Double
    let quality: Int?
    let fate: Fate
    /// The number that this frame alone shows.
    let number: PAN?
    /// Place of its card among the cards.
    let card: Int?
    let stages: [StageTime]

    init(_ report: FrameReport, hasVoted: Bool, card: Int?) {
        (index, time, quality) = (report.at.frame ?? 0, report.at.time / .seconds(1), report.quality)
        (number, stages, self.card) = (report.number, report.timings, card)
        fate = hasVoted ? .used : Fate(of: report)
    }
}

/// One card before the camera.
struct CardFact: Sendable {
    /// What came of it; nothing where a card is not told: it showed the number of the last one again, or too little.
    enum Outcome: Sendable {
        case result(CardResult, Crops)
        case unread(Unread)
    }

    let firstFrame: Int?
    /// The vote after each frame that voted.
    var votes: [(at: Moment, vote: NumberVote)] = []
    var outcome: Outcome?

    /// What its number came to be at last, told or not.
    var number: PAN? { votes.last?.vote.number }

    /// What was told of it: when, under which id, and what in a word; `nil` where nothing was.
    var told: (at: Moment, id: Int, word: String)? {
        switch outcome {
        case .result(let result, _): (result.at, result.id, "read")
        case .unread(let unread): (unread.at, unread.id, "unread")
        case nil: nil
        }
    }

    /// How its digits stand together; empty where that is not known.
    var grouping: [Int] {
        if case .result(let result, _) = outcome { result.card.grouping } else { [] }
    }
}
