import Capture
import CardNumber
import Frames

/// A kiosk's week on a virtual clock: people come, show a card and go; cables are pulled and frames arrive damaged.
///
/// Everything follows from a seed. It is used by the capturing thread alone.
final class Kiosk {
    /// How much is to happen.
    struct Plan {
        var presentations: Int
        var unplugs: Int
        var damaged: Int

        /// What falls to the first visits.
        func prefix(_ visits: Int) -> Plan {
            Plan(
                presentations: visits, unplugs: visits * unplugs / presentations,
                damaged: visits * damaged / presentations)
        }
    }

    private enum Step {
        case frame(PixelBuffer, after: Duration)
        case unplug
        /// Whether the card of this number is shown now.
        case show(PAN)
    }

    private let album: Album
    private let plan: Plan
    private let clock: VirtualClock
    private let shown: (PAN) -> Void
    private let isOver: () -> Bool
    private var random = SplitMix(state: 20_260_115)
    /// What happens next, last first.
    private var steps: [Step] = []
    private var visits = 0

    /// - Parameters:
    ///   - isOver: is asked before each visit whether the week is to end early.
    ///   - shown: is told each number that is shown, in order.
    init(
        album: Album, plan: Plan, clock: VirtualClock, isOver: @escaping () -> Bool, shown: @escaping (PAN) -> Void
    ) {
        (self.album, self.plan, self.clock, self.isOver, self.shown) = (album, plan, clock, isOver, shown)
    }

    /// The next picture, with the clock set to its time; `nil` at the end of the week.
    func next() throws(CaptureFailure) -> PixelBuffer? {
        while true {
            if steps.isEmpty {
                guard visits < plan.presentations, !isOver() else { return nil }
                steps = visit().reversed()
                visits += 1
            }
            switch steps.popLast() {
            case .frame(let image, let wait):
                clock.advance(wait)
                return image
            case .unplug: throw CaptureFailure(.lost, "the plug was pulled")
            case .show(let number): shown(number)
            case nil: break
            }
        }
    }

    /// One person: an empty scene for some minutes, then a card, then nothing again.
    private func visit() -> [Step] {
        let page = album.pages[Int.random(in: 0..<album.pages.count, using: &random)]
        var steps = idle(for: .seconds(Int.random(in: 10...330, using: &random)))
        var frames = page.frames.map { Step.frame($0, after: .milliseconds(83)) }
        for _ in 0..<share(of: plan.damaged) {
            let place = Int.random(in: 0...frames.count, using: &random)
            frames.insert(.frame(damaged(page), after: .milliseconds(1)), at: place)
        }
        steps.append(.show(page.number))
        switch share(of: plan.unplugs) {
        case 0: steps += frames
        case _ where Bool.random(using: &random):
            // Nobody is there.
            steps += [.unplug] + idle(for: .seconds(1)) + frames
        default:
            // The card is shown again at once: whether it was read by then or not, there is one result.
            let place = Int.random(in: 0..<frames.count, using: &random)
            steps += Array(frames.prefix(place)) + [.unplug] + page.frames.map { .frame($0, after: .milliseconds(40)) }
            steps += damagedRest(frames.suffix(from: place))
        }
        return steps + idle(for: .seconds(1))
    }

    /// The damaged frames that an unplugging cut off come later, so that none is missing in the count.
    private func damagedRest(_ frames: ArraySlice<Step>) -> [Step] {
        frames.filter { step in
            guard case .frame(_, let wait) = step else { return false }
            return wait == .milliseconds(1)
        }
    }

    private func idle(for time: Duration) -> [Step] {
        album.empty.map { .frame($0, after: time / album.empty.count) }
    }

    /// Spreads a total over the visits: what falls to this one.
    private func share(of total: Int) -> Int {
        (visits + 1) * total / plan.presentations - visits * total / plan.presentations
    }

    /// A frame as a bad cable delivers it: cut off somewhere.
    private func damaged(_ page: Album.Page) -> PixelBuffer {
        let image = page.frames[Int.random(in: 0..<page.frames.count, using: &random)]
        let count = Int.random(in: 700..<image.bytes.count * 9 / 10, using: &random)
        return PixelBuffer(
            format: .mjpeg, width: image.width, height: image.height, bytes: Array(image.bytes.prefix(count))) ?? image
    }
}

/// One plugging-in of the kiosk's camera.
final class KioskCamera: FrameSource {
    let description = SourceDescription(
        kind: .camera, name: "/dev/kiosk", format: .mjpeg, width: 1280, height: 720, fps: 12)
    private let kiosk: Kiosk
    private let clock: VirtualClock
    private let start: Duration
    private var sequence = 0

    init(_ kiosk: Kiosk, _ clock: VirtualClock) {
        (self.kiosk, self.clock, start) = (kiosk, clock, clock.now)
    }

    func next() throws(CaptureFailure) -> CapturedFrame? {
        guard let image = try kiosk.next() else { return nil }
        defer { sequence += 1 }
        return CapturedFrame(image: image, sequence: sequence, time: clock.now - start)
    }
}
