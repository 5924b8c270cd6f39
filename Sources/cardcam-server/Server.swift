import Dialects
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Issuers
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import Pipeline
import ServiceLifecycle

/// The program's parts, put together.
struct Server {
    private let configuration: LiveConfiguration
    private let engine: Engine
    private let scan: Scan?
    private let watch: ServiceDesk.Watch
    private let logger: Logger
    private let group = MultiThreadedEventLoopGroup.singleton

    /// - Parameter order: what is to be watched beside answering; `nil` for nothing.
    init(
        configuration: LiveConfiguration, models: Models, issuers: IssuerDirectory, order: Scanner.Order?,
        logger: Logger
    ) {
        (self.configuration, self.logger) = (configuration, logger)
        let watch = ServiceDesk.Watch()
        self.watch = watch
        scan = order.map { order in
            Scan(
                order, models: models, capacity: configuration.current.preview.clients, metrics: watch.metrics,
                logger: logger)
        }
        let limits = configuration.current.limits
        let reader = PictureReader(models: models, issuers: issuers, megapixels: limits.megapixels)
        engine = Engine(reader: reader, limits: limits, loop: group.next())
    }

    /// Serves until SIGTERM or SIGINT, then finishes what it has begun.
    ///
    /// - Throws: `ConfigurationFailure` for a certificate that cannot be used, `CaptureFailure` for a camera that cannot be
    ///   opened, `Scanner.Failure` for one that is lost for good, and what the system says of the address.
    func run() async throws {
        do {
            try await scan?.scanner.start()
            try await serve()
        } catch {
            scan?.scanner.stop()
            try? await engine.stop()
            throw error
        }
        try await engine.stop()
        watch.log.flush()
    }

    private func serve() async throws {
        let settings = configuration.current
        let desk = ServiceDesk(
            configuration: configuration, engine: engine,
            budget: BodyBudget(bytes: settings.limits.bodyMegabytes << 20), watch: watch)
        let front = Front(
            desk: desk,
            desktop: OperatorDesk(
                configuration: configuration, engine: engine, metrics: watch.metrics, broadcast: scan?.broadcast),
            kiosk: scan.map { KioskDesk(configuration: configuration, broadcast: $0.broadcast) })
        let application = Application(
            responder: front, server: try channels(settings),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.listen.host, port: settings.listen.port),
                availableConnectionsDelegate: MaximumAvailableConnections(settings.limits.connections, logger: quiet)),
            services: [ConfigurationReloading(configuration: configuration, logger: logger)] + (scan?.services ?? []),
            onServerRunning: { [logger, scan] channel in
                let address = channel.localAddress.map { "\($0.ipAddress ?? "?"):\($0.port ?? 0)" } ?? "?"
                logger.notice("listening on \(settings.tls == nil ? "http" : "https")://\(address)")
                if settings.isForThisMachineAlone {
                    logger.warning("no keys: every program on this machine may ask, and nobody else")
                }
                if scan != nil { logger.notice("what the camera sees is shown there, too") }
            },
            eventLoopGroupProvider: .shared(group), logger: quiet)
        try await application.runService()
    }

    /// The library's own messages, of which only trouble is of interest.
    private var quiet: Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }

    private func channels(_ settings: Configuration) throws -> HTTPServerBuilder {
        let limits = settings.limits
        let plain = HTTPServerBuilder.http1(
            configuration: .init(
                additionalChannelHandlers: [ConnectionGuard(limits, takes: ServiceDesk.takes)],
                // Tencent's clients put up to 32 KB into a target.
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 48 << 10, maxHeaderListSize: 64 << 10, maxHeaderFieldCount: 100)))
        guard let files = settings.tls else { return plain }
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(files.certificate)
            let key = try NIOSSLPrivateKey(file: files.privateKey, format: .pem)
            var tls = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
            tls.minimumTLSVersion = .tlsv12
            return try .tls(plain, tlsConfiguration: tls)
        } catch {
            throw ConfigurationFailure(
                "tls: \(files.certificate) and \(files.privateKey) cannot be used (\(error)); give a certificate and its "
                    + "private key in PEM")
        }
    }
}
