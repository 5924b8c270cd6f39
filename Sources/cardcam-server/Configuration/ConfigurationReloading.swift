import Logging
import ServiceLifecycle
import UnixSignals

/// Reads the configuration again whenever SIGHUP comes.
struct ConfigurationReloading: Service {
    let configuration: LiveConfiguration
    let logger: Logger

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            configuration.reload(logger)
        }
    }
}
