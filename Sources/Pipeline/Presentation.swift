internal import CardNumber
internal import Checks
internal import Events
internal import Frames
internal import Fuse
internal import Locate
internal import Quality
internal import Read

/// One card before the camera, from when it appears to when it leaves. No evidence crosses to the next.
struct Presentation {
    /// How far it has come.
    enum Outcome: Equatable {
        case open
        /// A result went out, under this id.
        case result(id: Int, number: PAN)
        /// The same number was here a moment ago: nothing goes out.
        case repeated(number: PAN)
    }

    /// The frame that crops are cut from.
    struct Best {
        var frame: Frame
        var sighting: CardSighting
        var score: Double
        /// Whether the number was read in it, so that it stands where it is painted over.
        var isRead: Bool

        func isWorse(than other: Best) -> Bool {
            isRead == other.isRead ? score < other.score : !isRead
        }
    }

    /// A number that is decided, while its result waits for the other fields.
    struct Decision {
        let verdict: NumberFuser.Verdict
        /// When, by the frames' clock.
        let time: Duration
        /// What each stage took for the deciding frame.
        let timings: [StageTime]
    }

    let firstFrame: Int
    let firstTime: Duration
    private(set) var lastSeen: Duration
    private(set) var fuser: NumberFuser
    private(set) var best: Best?
    private(set) var decision: Decision?
    var outcome = Outcome.open

    /// What may be wrong with the card or its pictures.
    private(set) var vote = CheckVote()
    /// Where on the card the number stands.
    private(set) var numberRow = NumberRow()
    private var fields: [CardField: FieldFuser]
    /// Where fields were seen last, as parts of the card.
    private(set) var fieldPlaces: [CardField: CardQuad] = [:]
    private var novelty = Novelty()
    private var sightings = 0
    /// Frames between two sightings that showed no card, and those since the last sighting.
    private var gaps = (between: 0, since: 0)
    private var faults: [QualityGate.Fault: Int] = [:]
    /// Quite another number that readings are sure of, and how many in a row.
    private var stranger: (number: PAN, readings: Int)?

    /// Frames with a card that shows no number before that is told as such.
    private static let sightingsOfNoNumber = 3
    /// One of so many frames is read after the number is decided.
    private static let glances = 5
    /// Digits that differ before a number counts as another card's rather than as misread.
    private static let strangeness = 4
    /// How sure a reading must be to speak for another card, and to open a number again that is decided.
    private static let (sureness, contradiction) = (0.9, 0.98)
    /// Readings in a row that must agree on another number before another card is believed: glare that passes over the
    /// digits makes strange numbers too, but not the same one again and again.
    private static let patience = 3
    /// So many frames are checked at once, then one of so many, until there are enough.
    private static let checks = (first: 3, every: 4, most: 12)

    init(frame: Frame, options: RecognizerOptions) {
        (firstFrame, firstTime, lastSeen) = (frame.sequence, frame.time, frame.time)
        fuser = NumberFuser(options: options.fusion)
        let fusers = CardField.allCases.map { ($0, FieldFuser(field: $0, options: options.fieldFusion)) }
        fields = Dictionary(uniqueKeysWithValues: fusers)
    }

    /// Whether a glance at the number suffices from now on.
    var isNumberKnown: Bool { decision != nil || outcome != .open }

    /// The fields that more frames may still tell something about.
    var openFields: [CardField] {
        outcome == .open ? CardField.allCases.filter { fields[$0]?.isSettled == false } : []
    }

    /// The fields that a frame is asked for: one in turn before the number is decided, so that the frames until then are
    /// quick.
    func fieldsToRead(in frame: Frame) -> [CardField] {
        let open = openFields
        return isNumberKnown || open.isEmpty ? open : [open[frame.sequence / 2 % open.count]]
    }

    /// The fields that are known by now.
    var fieldVerdicts: [CardField: FieldFuser.Verdict] { fields.compactMapValues(\.verdict) }

    /// Whether the next frame is to be checked for what may be wrong.
    var wantsChecks: Bool {
        guard outcome == .open, vote.frames < Self.checks.most else { return false }
        return vote.frames < Self.checks.first || sightings.isMultiple(of: Self.checks.every)
    }

    /// Keeps the number as it is decided now: later frames speak for the other fields alone.
    mutating func decide(_ verdict: NumberFuser.Verdict, at time: Duration, timings: [StageTime]) {
        decision = Decision(verdict: verdict, time: time, timings: timings)
    }

    /// Takes in what a frame shows.
    mutating func add(_ examination: Examination, _ frame: Frame) {
        lastSeen = frame.time
        sightings += 1
        gaps = (gaps.between + gaps.since, 0)
        if let checks = examination.checks { vote.add(checks, weight: Self.weight(examination.quality.score)) }
        if let refusal = examination.refusal { faults[refusal, default: 0] += 1 }
        numberRow.learn(from: examination)
        if isNumberKnown { confirm(examination, frame) } else { learn(examination, frame) }
    }

    /// Takes in what a frame says of a card whose number is not decided.
    private mutating func learn(_ examination: Examination, _ frame: Frame) {
        guard let reading = examination.reading, !reading.hypotheses.isEmpty else { return }
        let weight = weigh(examination)
        fuser.add(reading, weight: weight)
        addFields(of: examination, weight: weight)
        let seen = Best(
            frame: frame, sighting: examination.sighting, score: examination.quality.score,
            isRead: examination.isRead)
        if best?.isWorse(than: seen) ?? true { best = seen }
    }

    /// Takes in what a frame says of a card whose number is decided: of its other fields alone. A frame that shows
    /// another number is not even remembered; one whose number was not read looks as those before.
    private mutating func confirm(_ examination: Examination, _ frame: Frame) {
        if outcome == .open, isContradicted(by: examination.reading) {
            decision = nil
            return learn(examination, frame)
        }
        if let reading = examination.reading {
            guard reading.hypotheses.first?.digits == number?.digits else { return }
        } else {
            guard outcome == .open, !examination.fingerprint.isEmpty else { return }
        }
        addFields(of: examination, weight: weigh(examination))
    }

    private mutating func weigh(_ examination: Examination) -> Double {
        novelty.weigh(examination.fingerprint) * Self.weight(examination.quality.score)
    }

    private mutating func addFields(of examination: Examination, weight: Double) {
        for field in openFields where examination.sought.contains(field) {
            let reading = examination.fields[field]
            // A row that is seen but not read tells nothing, neither what it says nor that it is missing.
            guard reading != nil || examination.sighting.fields[field] == nil else { continue }
            fields[field]?.add(reading?.text, weight: weight)
            if let place = examination.place(of: field) { fieldPlaces[field] = place }
        }
    }

    /// Whether the number need not be read in this frame: it is decided, and the line looks as it did when it was read or
    /// the result went out already. Every few frames it is read all the same, since another card of the same design looks
    /// much alike; and in every frame once one of these glances showed another number.
    func knows(_ fingerprint: [UInt8], in frame: Frame) -> Bool {
        guard isNumberKnown, stranger == nil, !frame.sequence.isMultiple(of: Self.glances) else { return false }
        return outcome != .open || novelty.knows(fingerprint)
    }

    /// Takes in a frame without a card.
    mutating func miss() { gaps.since += 1 }

    /// How much a frame of this quality counts.
    private static func weight(_ score: Double) -> Double { min(1, max(0.4, score / 40)) }

    /// The number that this presentation stands for by now.
    private var number: PAN? {
        switch outcome {
        case .result(_, let number), .repeated(let number): number
        case .open: decision?.verdict.number ?? fuser.verdict.flatMap { $0.confidence > 0.9 ? $0.number : nil }
        }
    }

    /// How the vote on the number stands; `nil` before anything like a number was read.
    var numberVote: NumberVote? {
        fuser.verdict.map { verdict in
            NumberVote(
                number: verdict.number, confidence: verdict.confidence, digits: verdict.digits,
                frames: fuser.readings, isDecided: isNumberKnown)
        }
    }

    /// Whether a reading is sure that some digits are others: then the number is open again, since frames that erred alike
    /// may have decided it.
    private func isContradicted(by reading: Reading?) -> Bool {
        guard let number, let other = Self.number(of: reading, surerThan: Self.contradiction) else { return false }
        return (1..<Self.strangeness).contains(number.distance(to: other))
    }

    private static func number(of reading: Reading?, surerThan least: Double) -> PAN? {
        reading?.hypotheses.first.flatMap { $0.confidence > least ? PAN(digits: $0.digits) : nil }
    }

    /// Whether a reading shows that another card took this one's place, without a gap.
    mutating func isTakenOver(by reading: Reading?) -> Bool {
        guard let number, let other = Self.number(of: reading, surerThan: Self.sureness) else { return false }
        guard number.distance(to: other) >= Self.strangeness else {
            stranger = nil
            return false
        }
        let isSame = stranger?.number == other
        stranger = (other, isSame ? (stranger?.readings ?? 0) + 1 : 1)
        return (stranger?.readings ?? 0) >= Self.patience
    }

    /// Why it ended without a result; `nil` where there was too little of a card to speak of.
    var reasonUnread: Unread.Reason? {
        if let verdict = fuser.verdict, verdict.confidence > 0.9, !Luhn.isValid(verdict.number) { return .notLuhnValid }
        if fuser.readings > 0 { return .unstable }
        if vote.findings.contains(.other) { return nil }
        // What flickers in and out without ever showing a number is no card.
        guard sightings >= Self.sightingsOfNoNumber, sightings >= 3 * gaps.between else { return nil }
        guard let (fault, count) = faults.max(by: { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }),
            count * 2 > sightings
        else { return .noNumber }
        switch fault {
        case .tooFar: return .tooFar
        case .glare, .tooBright: return .glare
        case .blurred, .tooDark: return .blurred
        }
    }
}

extension PAN {
    /// How many digits must be changed, left out or put in to turn one number into the other (Levenshtein, 1966): a line
    /// whose first digit was cut off stays close to the whole one.
    func distance(to other: PAN) -> Int {
        var row = Array(0...other.count)
        for (i, digit) in digits.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, otherDigit) in other.digits.enumerated() {
                let change = diagonal + (digit == otherDigit ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(change, diagonal + 1, row[j] + 1)
            }
        }
        return row[other.count]
    }
}
