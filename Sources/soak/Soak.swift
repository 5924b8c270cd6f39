import ArgumentParser
import Capture
import Events
import Foundation
import Pipeline

/// Runs the whole flow, from a camera that comes and goes to the events, for a week of virtual time.
@main
struct Soak: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "A kiosk's week: cards, unplugged cameras, damaged frames; memory and open files must stay flat.")

    @Option(help: "Cards that are shown.")
    var presentations = 40
    @Option(help: "Times that the camera is unplugged.")
    var unplugs = 4
    @Option(help: "Frames that arrive damaged.")
    var damaged = 120
    @Option(help: "Real minutes after which no further card is shown; the same holds for those that were.")
    var minutes: Int?
    @Option(help: "The folder with the recordings.")
    var recordings = "Recordings"

    func run() throws {
        let clock = VirtualClock()
        let plan = Kiosk.Plan(presentations: presentations, unplugs: unplugs, damaged: damaged)
        let tally = Tally(warmUp: min(100, max(10, presentations / 10)))
        let limit = minutes.map { ContinuousClock.now + .seconds($0 * 60) }
        let kiosk = Kiosk(
            album: try Album(folder: recordings), plan: plan, clock: clock,
            isOver: { limit.map { .now > $0 } ?? false }, shown: { tally.show($0) })
        let source = try camera(kiosk, clock)
        var options = ScanSession.Options()
        options.heartbeat = .seconds(60)
        let session = ScanSession(options: options, monotonic: { clock.now })
        let end = try session.run(source, recognizer: Recognizer(models: try Models()), version: "soak") { event in
            tally.take(event)
            return .open
        }
        let complaints = tally.report(plan, end.ended, mayBeShort: minutes != nil)
        for complaint in complaints { print("WRONG: \(complaint)") }
        if !complaints.isEmpty { throw ExitCode(1) }
    }

    private func camera(_ kiosk: sending Kiosk, _ clock: VirtualClock) throws(CaptureFailure)
        -> sending PersistentCamera
    {
        let finder = CameraFinder("/dev/kiosk", in: DeviceFolder()) { _ in KioskCamera(kiosk, clock) }
        return try PersistentCamera(
            finder,
            .init(
                wait: { limit in
                    clock.advance(limit)
                    return false
                }, now: { clock.now }, warn: { _ in }))
    }
}
