import Dialects

/// Everything that an operator may set, with its defaults.
struct Configuration: Sendable, Equatable {
    /// Where to listen.
    var listen = ListenAddress.usual
    /// The certificate to present; `nil` for plain HTTP.
    var tls: TLSFiles?
    /// Who may use what.
    var keys = KeyRing()
    /// Proxies whose `X-Forwarded-For` is believed.
    var trustedProxies: [AddressRange] = []
    /// Who may read `/metrics`, beside programs on this machine.
    var observers: [AddressRange] = []
    /// Who may watch the camera, beside this machine.
    var preview = ViewerRules()
    /// Whether numbers that fail the Luhn check are answered.
    var allowsNonLuhn = false
    /// Least probability with which a number is answered.
    var minimumConfidence = 0.5
    /// Whether a signature may be used once only, also where the service's own clients may repeat one.
    var refusesReplays = false
    /// How image URLs are fetched.
    var urls = FetchRules()
    /// How much is taken on.
    var limits = Limits()

    /// Files of a certificate.
    struct TLSFiles: Sendable, Equatable {
        /// The certificate and those that vouch for it, in PEM.
        var certificate: String
        /// Its private key, in PEM.
        var privateKey: String
    }

    /// How much is taken on.
    struct Limits: Sendable, Equatable {
        /// Pictures that are read at once; `nil` for one on each core.
        var workers: Int?
        /// Pictures that wait to be read.
        var queue = 16
        /// Seconds that a picture may wait and be read.
        var requestSeconds = 10.0
        /// Connections at once; more wait in the system's queue.
        var connections = 512
        /// Seconds in which a request's head must arrive; also how long a connection may be idle.
        var headSeconds = 20.0
        /// Seconds in which its body must arrive.
        var bodySeconds = 30.0
        /// Seconds in which an answer must be taken.
        var answerSeconds = 30.0
        /// Megabytes of all bodies at once.
        var bodyMegabytes = 256
        /// Megapixels of a picture.
        var megapixels = 40.0
    }

    /// Whether nobody has a key and nothing was opened: then programs on this machine may ask for everything.
    var isForThisMachineAlone: Bool { keys.keys.isEmpty && keys.open.isEmpty }
}

/// How image URLs are fetched.
struct FetchRules: Sendable, Equatable {
    /// Whether they are at all.
    var isEnabled = false
    /// Ports that may be asked.
    var ports: Set<Int> = [80, 443]
    /// Seconds that fetching may take, redirects included.
    var seconds = 5.0
    /// Redirects that are followed.
    var redirects = 3
    /// Private addresses that may be asked all the same.
    var allowed: [AddressRange] = []
}

/// An address and a port to listen on.
struct ListenAddress: Sendable, Equatable {
    var host: String
    /// 0 for any that is free.
    var port: Int

    static let usual = ListenAddress(host: "127.0.0.1", port: 8080)

    init(host: String, port: Int) { (self.host, self.port) = (host, port) }

    /// Takes `127.0.0.1:8080` or `[::1]:8080`; `nil` for anything else.
    init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65535).contains(port)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard host == "localhost" || Address(host) != nil else { return nil }
        self.init(host: String(host), port: port)
    }

    /// Whether it can be reached from this machine alone.
    var isLoopback: Bool { host == "localhost" || Address(host)?.isLoopback ?? false }
}
