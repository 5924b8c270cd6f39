import CardNumber
import Events
import Frames
import Locate

@testable import Report

/// A made-up session: frames without a card, then a card whose number comes out, with all that a report tells.
struct Session {
    static let number = "4000009182737893"
    static let hidden = "918273"

    var options = EncodingOptions()
    var source = "tilted"
    var holder = "TEST CARD"
    /// The numbers that the vote came to, frame by frame, from frame 2 on.
    var votes = [Session.number, Session.number, Session.number]
    var milliseconds = 3

    /// The events, in the order in which a session gives them.
    var events: [CardEvent] {
        let description = Started.Source(
            kind: .recording, name: source, format: "mjpeg", width: 400, height: 300, fps: 10)
        var events: [CardEvent] = [.started(Started(version: "1.2.3", source: description))]
        events += [.frame(report(0, refusal: "no_card")), .guidance(Guidance(at: at(0), hint: .noCard))]
        var blurred = report(1, refusal: "blurred")
        (blurred.quality, blurred.firstFrame) = (9, 1)
        events += [.frame(blurred), .guidance(Guidance(at: at(1), hint: .holdStill, quality: 9))]
        events += votes.indices.map { .frame(voting($0)) }
        events.append(.result(result))
        var late = report(2 + votes.count, refusal: "no_number")
        (late.quality, late.firstFrame, late.vote) = (70, 1, vote(votes.count - 1, isDecided: true))
        events += [.frame(late), .removed(Removed(at: at(3 + votes.count), id: 1))]
        return events
    }

    var ended: Ended {
        Ended(
            at: at(3 + votes.count), reason: .finished, frames: 4 + votes.count,
            dropped: DropCounts(damaged: 1, blurred: 2), results: 1)
    }

    /// The page.
    func html() -> String {
        var report = ScanReport(options: options, errorRate: 1e-4)
        for event in events { report.add(event) }
        return String(decoding: report.html(ended), as: UTF8.self)
    }

    func at(_ frame: Int) -> Moment { Moment(time: .milliseconds(100 * frame), frame: frame) }

    private func report(_ frame: Int, refusal: String? = nil) -> FrameReport {
        FrameReport(
            at: at(frame), refusal: refusal,
            timings: [
                StageTime(stage: "decode", duration: .milliseconds(1)),
                StageTime(stage: "locate", duration: .milliseconds(milliseconds)),
            ])
    }

    private func voting(_ index: Int) -> FrameReport {
        var report = report(2 + index)
        (report.quality, report.firstFrame) = (70, 1)
        report.number = PAN(votes[index])
        report.vote = vote(index, isDecided: index == votes.count - 1)
        return report
    }

    private func vote(_ index: Int, isDecided: Bool) -> NumberVote? {
        PAN(votes[index]).map { number in
            let p = [0.6, 0.95, 0.99999][min(index, 2)]
            let digits = Array(repeating: DigitEvidence(p: p, frames: index + 1), count: number.count)
            return NumberVote(
                number: number, confidence: p, digits: digits, frames: index + 1, isDecided: isDecided)
        }
    }

    private var result: CardResult {
        var card = CardReading(number: PAN(votes.last ?? ""))
        (card.grouping, card.confidence, card.network) = ([4, 4, 4, 4], 0.99999, .visa)
        card.expiry = Expiry(text: "88/88", confidence: 0.98)
        card.holder = Holder(text: holder, confidence: 0.95)
        card.warnings = [.invalidDate, .reflectLight]
        card.quality = 71
        card.quad = CardQuad(x: 10, y: 10, width: 380, height: 240)
        card.placement = NumberPlacement(
            line: CardQuad(x: 0.1, y: 0.5, width: 0.8, height: 0.1),
            digitSpans: (0..<16).map { .init(start: (Float($0) + 0.25) / 16, end: (Float($0) + 0.75) / 16) })
        card.picture = ColorImage(width: 400, height: 300, pixels: [UInt8](repeating: 255, count: 400 * 300 * 3))
        return CardResult(
            at: at(1 + votes.count), id: 1, firstFrame: 1, bestFrame: 3, framesUsed: votes.count,
            firstTime: .milliseconds(100), card: card)
    }
}
