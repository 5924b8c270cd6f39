import CardNumber
import Frames
import Issuers
import Locate

@testable import Events

/// Events of every kind, with every field.
enum SampleEvents {
    static let at = Moment(time: .milliseconds(1234), frame: 37)
    static let number = PAN("4111111111111111")

    /// A frame of 400 x 300 with a card over all of it, all white.
    static let picture = ColorImage(width: 400, height: 300, pixels: [UInt8](repeating: 255, count: 400 * 300 * 3))
    static let quad = CardQuad(x: 10, y: 10, width: 380, height: 240)

    /// Sixteen digits with as much room between as they are wide, over the middle of the card.
    static let placement = NumberPlacement(
        line: CardQuad(x: 0.1, y: 0.5, width: 0.8, height: 0.1),
        digitSpans: (0..<16).map { .init(start: (Float($0) + 0.25) / 16, end: (Float($0) + 0.75) / 16) })

    static var card: CardReading {
        var card = CardReading(number: number)
        card.grouping = [4, 4, 4, 4]
        card.luhn = true
        card.network = .visa
        card.confidence = 0.99987
        card.digits = (0..<16).map { _ in DigitEvidence(p: 0.9998, frames: 5) }
        card.expiry = Expiry(
            text: "07/23", month: 7, year: 2023, expired: true, confidence: 0.98,
            place: CardQuad(x: 0.25, y: 0.65, width: 0.125, height: 0.05))
        card.holder = Holder(
            text: "TEST CARD", confidence: 0.95, place: CardQuad(x: 0.125, y: 0.8, width: 0.5, height: 0.05))
        card.issuer = CardIssuer(code: "03080000", name: "招商银行", englishName: "China Merchants Bank")
        card.cardType = .quasiCredit
        card.cardName = "测试卡"
        card.category = .card
        card.quality = 71
        card.warnings = [.reflectLight]
        card.quad = quad
        card.placement = placement
        card.picture = picture
        return card
    }

    static func result(_ card: CardReading = card) -> CardEvent {
        .result(
            CardResult(
                at: at, id: 1, firstFrame: 30, bestFrame: 35, framesUsed: 6, firstTime: .seconds(1), card: card,
                timings: [StageTime(stage: "locate", duration: .microseconds(7250))]))
    }

    static var all: [CardEvent] {
        var report = FrameReport(at: at, timings: [StageTime(stage: "read", duration: .milliseconds(3))])
        (report.quality, report.sharpness, report.quad, report.number) = (60, 12.3, quad, number)
        report.confidence = 0.75
        if let number {
            let digits = (0..<16).map { _ in DigitEvidence(p: 0.8, frames: 2) }
            report.vote = NumberVote(number: number, confidence: 0.5, digits: digits, frames: 2, isDecided: false)
        }
        let drops = DropCounts(late: 1, damaged: 2, blurred: 3, gaps: 4)
        let source = Started.Source(
            kind: .camera, name: "/dev/video0", format: "mjpeg", width: 1280, height: 720, fps: 29.97)
        let moment = Moment(time: .seconds(60))
        let failure = ReadingFailure(code: "not_an_image", message: "x.jpg: not a picture")
        return [
            .started(Started(version: "0.1.0", source: source)), .guidance(Guidance(at: at, hint: .glare, quality: 40)),
            .frame(report), .frame(FrameReport(at: at, refusal: "blurred")), result(),
            .unread(Unread(at: at, id: 2, reason: .tooFar)), .removed(Removed(at: at, id: 1)),
            .lost(CameraLost(at: moment, reason: .silent)), .reopened(CameraReopened(at: moment, reason: .silent)),
            .heartbeat(Heartbeat(at: moment, frames: 1800, rate: 29.97, dropped: drops)),
            .reading(StillReading(at: at, image: "a \"b\".jpg", outcome: .success(card))),
            .reading(StillReading(at: at, image: "-", outcome: .success(CardReading()))),
            .reading(StillReading(at: at, image: "x.jpg", outcome: .failure(failure))),
            .ended(Ended(at: at, reason: .finished, frames: 38, dropped: drops, results: 1)),
        ]
    }
}
