import Synchronization
import Testing

@testable import Pipeline

/// A stage that does not end is noticed.
@Suite struct WatchdogTests {
    @Test func namesTheStageThatIsStuckAndNoOther() {
        let time = Mutex(Duration.zero)
        let watchdog = Watchdog(limit: .seconds(10)) { time.withLock { $0 } }
        #expect(watchdog.stuck == nil)
        watchdog.watch(.capture) {
            time.withLock { $0 = .seconds(9) }
            watchdog.watch(.recognition) {
                #expect(watchdog.stuck == nil)
                time.withLock { $0 = .seconds(11) }
                #expect(watchdog.stuck == .capture)
            }
        }
        time.withLock { $0 = .seconds(100) }
        #expect(watchdog.stuck == nil, "work that has ended is not stuck")
    }
}
