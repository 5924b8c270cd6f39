import Dialects
import Foundation
import Logging
import Synchronization

/// The configuration in force, read again on SIGHUP.
final class LiveConfiguration: Sendable {
    private let path: String?
    private let listen: ListenAddress?
    private let state: Mutex<Configuration>

    /// Reads the configuration.
    ///
    /// - Parameters:
    ///   - path: its file; `nil` for the defaults.
    ///   - listen: takes the place of the file's address.
    init(path: String?, listen: ListenAddress?) throws(ConfigurationFailure) {
        (self.path, self.listen) = (path, listen)
        state = Mutex(try Self.read(path, listen))
    }

    /// What is in force now.
    var current: Configuration { state.withLock { $0 } }

    /// Reads the file again. What is wrong with it is logged, and what was in force stays.
    func reload(_ logger: Logger) {
        do throws(ConfigurationFailure) {
            let new = try Self.read(path, listen)
            let old = state.withLock { state in
                defer { state = new }
                return state
            }
            logger.notice("configuration read again: \(new.keys.keys.count) keys")
            if old.listen != new.listen || old.tls != new.tls || old.limits != new.limits
                || old.preview.clients != new.preview.clients
            {
                logger.warning("listen, tls, limits and preview.clients are taken up at the next start")
            }
        } catch {
            logger.error("configuration not taken up: \(error)")
        }
    }

    private static func read(_ path: String?, _ listen: ListenAddress?) throws(ConfigurationFailure) -> Configuration {
        var configuration = Configuration()
        if let path {
            do throws(ConfigurationFailure) {
                configuration = try Configuration(yaml: try text(of: path))
            } catch {
                throw ConfigurationFailure("\(path): \(error)")
            }
        }
        if let listen { configuration.listen = listen }
        try configuration.check()
        return configuration
    }

    private static func text(of path: String) throws(ConfigurationFailure) -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ConfigurationFailure("cannot be read; is it there, and text in UTF-8?")
        }
        return text
    }
}
