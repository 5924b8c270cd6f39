import CardNumber
import Locate

/// Writes an event as one line of JSON, with numbers as the policy allows them.
public struct EventEncoder: Sendable {
    /// The version of the lines' layout.
    static let schema = 1

    let options: EncodingOptions

    /// Makes an encoder.
    public init(options: EncodingOptions) { self.options = options }

    /// The line, with its newline; crops stand in it in base 64, wherever the options want them.
    public func line(_ event: CardEvent) -> [UInt8] {
        let crops = event.cardAndName?.card.crops(options) ?? Crops()
        return line(
            event,
            crops: PlacedCrops(
                card: crops.card.map { PlacedCrop($0, .inline($0.jpeg)) },
                number: crops.number.map { PlacedCrop($0, .inline($0.jpeg)) }))
    }

    /// The line, with its newline.
    ///
    /// - Parameter crops: the crops that belong to the event, made by the same policy.
    func line(_ event: CardEvent, crops: PlacedCrops) -> [UInt8] {
        var line = JSONLine()
        line.object { line in
            switch event {
            case .started(let event): started(event, &line)
            case .guidance(let event):
                head("guidance", event.at, &line)
                line.string("hint", event.hint.rawValue)
                line.integer("quality", event.quality)
            case .frame(let event): frame(event, &line)
            case .result(let event): result(event, crops, &line)
            case .unread(let event):
                head("unread", event.at, &line)
                line.integer("id", event.id)
                line.string("reason", event.reason.rawValue)
            case .removed(let event):
                head("removed", event.at, &line)
                line.integer("id", event.id)
            case .lost(let event):
                head("lost", event.at, &line)
                line.string("reason", event.reason.rawValue)
            case .reopened(let event):
                head("reopened", event.at, &line)
                line.string("reason", event.reason.rawValue)
            case .heartbeat(let event):
                head("heartbeat", event.at, &line)
                line.integer("frames", event.frames)
                line.decimal("rate", event.rate, places: 1)
                dropped(event.dropped, &line)
            case .reading(let event): reading(event, crops, &line)
            case .ended(let event):
                head("ended", event.at, &line)
                line.string("reason", event.reason.rawValue)
                line.integer("frames", event.frames)
                dropped(event.dropped, &line)
                line.integer("results", event.results)
            }
        }
        line.newline()
        return line.bytes
    }

    private func head(_ name: String, _ at: Moment, _ line: inout JSONLine) {
        line.string("event", name)
        line.seconds("time", at.time)
        line.integer("frame", at.frame)
    }

    private func started(_ event: Started, _ line: inout JSONLine) {
        head("started", event.at, &line)
        line.integer("schema", Self.schema)
        line.string("version", event.version)
        line.object("source") { line in
            line.string("kind", event.source.kind.rawValue)
            line.string("name", event.source.name)
            line.string("format", event.source.format)
            line.integer("width", event.source.width)
            line.integer("height", event.source.height)
            line.decimal("fps", event.source.fps, places: 3)
        }
    }

    private func frame(_ event: FrameReport, _ line: inout JSONLine) {
        head("frame", event.at, &line)
        line.integer("quality", event.quality)
        line.decimal("sharpness", event.sharpness, places: 4)
        line.corners("quad", event.quad)
        line.string("number", event.number?.revealed(as: options.number))
        line.probability("confidence", event.confidence)
        line.bool("used", event.refusal == nil)
        line.string("reason", event.refusal)
        if let vote = event.vote {
            line.object("vote") { line in
                line.string("number", vote.number.revealed(as: options.number))
                line.bool("decided", vote.isDecided)
                digits(vote.digits, &line)
            }
        }
        timings(event.timings, &line)
    }

    private func result(_ event: CardResult, _ crops: PlacedCrops, _ line: inout JSONLine) {
        head("result", event.at, &line)
        line.integer("id", event.id)
        line.integer("first_frame", event.firstFrame)
        line.integer("best_frame", event.bestFrame)
        line.integer("frames_used", event.framesUsed)
        line.seconds("first_time", event.firstTime)
        card(event.card, crops, &line)
        timings(event.timings, &line)
    }

    private func reading(_ event: StillReading, _ crops: PlacedCrops, _ line: inout JSONLine) {
        head("reading", event.at, &line)
        line.string("image", event.image)
        switch event.outcome {
        case .success(let reading): card(reading, crops, &line)
        case .failure(let failure):
            line.object("error") { line in
                line.string("code", failure.code)
                line.string("message", failure.message)
            }
        }
        timings(event.timings, &line)
    }

    private func dropped(_ counts: DropCounts, _ line: inout JSONLine) {
        line.object("dropped") { line in
            line.integer("late", counts.late)
            line.integer("damaged", counts.damaged)
            line.integer("blurred", counts.blurred)
            line.integer("gaps", counts.gaps)
        }
    }

    private func timings(_ times: [StageTime], _ line: inout JSONLine) {
        guard options.timings, !times.isEmpty else { return }
        line.object("timings") { line in
            for time in times { line.milliseconds(named: time.stage, time.duration) }
        }
    }
}
