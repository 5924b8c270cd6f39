import CardNumber
import Events
import Foundation
import Synchronization

/// What was shown and what came out, and what the process holds of memory and open files meanwhile.
final class Tally: Sendable {
    private struct State {
        var shown: [PAN] = []
        var results: [PAN?] = []
        var counts: [String: Int] = [:]
        var warm: Footprint?
        var most = Footprint(megabytes: 0, files: 0)
    }

    /// What a process holds.
    struct Footprint {
        var megabytes: Double
        var files: Int

        /// Of this process, now.
        static func measure() -> Footprint {
            let statm = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
            let fields = statm.split(separator: " ")
            let pages = fields.count > 1 ? Double(fields[1]) ?? 0 : 0
            let files = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
            return Footprint(megabytes: pages * 4096 / 1_000_000, files: files.count)
        }
    }

    private let warmUp: Int
    private let state = Mutex(State())

    /// - Parameter warmUp: results after which memory and files must stay as they are.
    init(warmUp: Int) { self.warmUp = warmUp }

    func show(_ number: PAN) { state.withLock { $0.shown.append(number) } }

    func take(_ event: CardEvent) {
        state.withLock { state in
            switch event {
            case .result(let result):
                state.results.append(result.card.number)
                let now = Footprint.measure()
                if state.results.count.isMultiple(of: 250) {
                    print("\(state.results.count) results, \(Int(now.megabytes)) MB, \(now.files) files")
                }
                if state.results.count == warmUp { state.warm = now }
                if state.warm != nil {
                    state.most.megabytes = max(state.most.megabytes, now.megabytes)
                    state.most.files = max(state.most.files, now.files)
                }
            case .unread: state.counts["unread", default: 0] += 1
            case .removed: state.counts["removed", default: 0] += 1
            case .lost: state.counts["lost", default: 0] += 1
            case .reopened: state.counts["reopened", default: 0] += 1
            case .heartbeat: state.counts["heartbeats", default: 0] += 1
            default: break
            }
        }
    }

    /// Prints the figures; gives what is wrong with them.
    ///
    /// - Parameter mayBeShort: whether fewer cards than planned may have been shown.
    func report(_ wanted: Kiosk.Plan, _ ended: Ended, mayBeShort: Bool) -> [String] {
        state.withLock { state in
            let plan = mayBeShort ? wanted.prefix(state.shown.count) : wanted
            let right = zip(state.shown, state.results).prefix { $0 == $1 }.count
            let growth = state.most.megabytes - (state.warm?.megabytes ?? 0)
            let more = state.most.files - (state.warm?.files ?? 0)
            let hours = ended.at.time / .seconds(3600)
            print(
                """
                | a kiosk on a virtual clock: cards; unplugs; damaged frames; frames; hours of virtual time | \
                \(state.shown.count); \(state.counts["lost"] ?? 0); \(ended.dropped.damaged); \(ended.frames); \
                \(Int(hours.rounded())) |
                | its results: the number shown, each once and in order | \(right) of \(state.shown.count) |
                | its memory when warm, and what it grew by until the end; open files likewise | \
                \(Int(state.warm?.megabytes ?? 0)) MB, \(String(format: "%.1f", growth)) MB; \
                \(state.warm?.files ?? 0), \(more) |
                """)
            var wrong: [String] = []
            func expect(_ holds: Bool, _ text: String) { if !holds { wrong.append(text) } }
            expect(state.shown.count == plan.presentations, "not everything was shown")
            expect(right == plan.presentations, "result \(right + 1) is missing, wrong or a repetition")
            expect(state.results.count == plan.presentations, "\(state.results.count) results")
            expect(state.counts["removed"] == state.results.count, "a card that left was not told")
            expect(state.counts["lost"] ?? 0 == plan.unplugs, "an unplugging was not told")
            expect(state.counts["reopened"] ?? 0 == plan.unplugs, "a camera did not come back")
            expect(ended.dropped.damaged == plan.damaged, "a damaged frame was taken for a good one")
            expect(ended.dropped.gaps == 0, "frames were counted as missing")
            expect(state.warm != nil, "too few results to tell whether memory grows")
            expect(growth < 5, "memory grows")
            expect(more <= 0, "files stay open")
            return wrong
        }
    }
}
