import Logging
import Pipeline
import ServiceLifecycle

/// A camera that is watched, and those who watch it.
struct Scan {
    let scanner: Scanner
    let broadcast: Broadcast

    /// - Parameter capacity: viewers at once.
    init(_ order: Scanner.Order, models: Models, capacity: Int, metrics: Metrics, logger: Logger) {
        broadcast = Broadcast(capacity: capacity, run: String(UInt32.random(in: 1...(.max)), radix: 16))
        scanner = Scanner(order, models: models, broadcast: broadcast, metrics: metrics, logger: logger)
    }

    /// What runs beside the server.
    var services: [any Service] { [scanner, BroadcastPulse(broadcast: broadcast)] }
}
