import Dialects
import Yams

extension Configuration {
    /// Reads a configuration.
    ///
    /// - Throws: what is wrong with it and what to do.
    init(yaml: String) throws(ConfigurationFailure) {
        var settings = try Settings(try Self.parse(yaml), path: "")
        listen = try settings.value("listen", usual: listen, "an address and a port, such as 127.0.0.1:8080") {
            $0.string.flatMap { ListenAddress($0) }
        }
        tls = try Self.tls(&settings)
        keys = try Self.keys(&settings)
        trustedProxies = try settings.addresses("trusted_proxies")
        observers = try settings.addresses("observers")
        preview = try ViewerRules(&settings)
        allowsNonLuhn = try settings.flag("allow_non_luhn", usual: allowsNonLuhn)
        minimumConfidence = try settings.number("minimum_confidence", usual: minimumConfidence, 0...1)
        refusesReplays = try settings.flag("refuse_replays", usual: refusesReplays)
        urls = try FetchRules(&settings)
        limits = try Limits(&settings)
        try settings.close()
    }

    /// Refuses what would show card numbers to a network that proves nothing.
    func check() throws(ConfigurationFailure) {
        guard listen.isLoopback || !isForThisMachineAlone else {
            throw ConfigurationFailure(
                "listening on \(listen.host) lets other machines ask, and there are no keys: set keys, or open services "
                    + "to addresses with open, or listen on 127.0.0.1")
        }
    }

    private static func parse(_ yaml: String) throws(ConfigurationFailure) -> Node? {
        do {
            return try Yams.compose(yaml: yaml)
        } catch {
            throw ConfigurationFailure("this is no YAML: \(error)")
        }
    }

    private static func tls(_ settings: inout Settings) throws(ConfigurationFailure) -> TLSFiles? {
        let isThere = settings.has("tls")
        var section = try settings.section("tls")
        guard isThere else { return nil }
        let files = TLSFiles(
            certificate: try section.text("certificate", "a file in PEM"),
            privateKey: try section.text("private_key", "a file in PEM"))
        try section.close()
        return files
    }

    private static func keys(_ settings: inout Settings) throws(ConfigurationFailure) -> KeyRing {
        var ring = KeyRing()
        for var section in try settings.sections("keys") { ring.keys.append(try ServiceKey(&section)) }
        for var section in try settings.sections("open") {
            let door = OpenDoor(services: try section.services(), addresses: try section.addresses("addresses"))
            guard !door.addresses.isEmpty else {
                throw ConfigurationFailure("open: addresses is missing; name those that need no key, such as 10.1.2.3")
            }
            ring.open.append(door)
            try section.close()
        }
        let names = ring.keys.map(\.name)
        for name in names where names.filter({ $0 == name }).count > 1 {
            throw ConfigurationFailure("keys: two are called \(name); give each a name of its own")
        }
        return ring
    }
}

extension ServiceKey {
    fileprivate init(_ section: inout Settings) throws(ConfigurationFailure) {
        let rate = try section.value("rate", usual: Double?.none, "a number of requests a second, more than 0") {
            $0.float.flatMap { $0 > 0 && $0 < 1e6 ? .some($0) : nil }
        }
        self.init(
            name: try section.text("name", "a name for the log"),
            id: try section.value("id", usual: "", "a text") { $0.scalar?.string },
            secret: try section.text("secret", "a secret that nobody can guess"), services: try section.services(),
            addresses: try section.addresses("addresses"), rate: rate)
        guard secret.utf8.count >= 16 else {
            throw ConfigurationFailure("keys: the secret of \(name) is short; use 16 characters or more")
        }
        if id.isEmpty, services != [.aliyun] {
            throw ConfigurationFailure("keys: id of \(name) is missing; only Aliyun's AppCode goes without")
        }
        if services.contains(.iflytek), addresses.count > 5 {
            throw ConfigurationFailure("keys: \(name) has more than five addresses, the most that iFlytek knows")
        }
        try section.close()
    }
}

extension ViewerRules {
    fileprivate init(_ settings: inout Settings) throws(ConfigurationFailure) {
        var section = try settings.section("preview")
        viewers = try section.addresses("viewers")
        hosts = Set(
            try section.list("hosts", "names, such as kiosk.example, without a port") { node in
                node.string.flatMap { $0.contains(":") || $0.contains("/") ? nil : $0.lowercased() }
            })
        clients = try section.count("clients", usual: clients, 1...1000) ?? clients
        try section.close()
    }
}

extension FetchRules {
    fileprivate init(_ settings: inout Settings) throws(ConfigurationFailure) {
        var section = try settings.section("urls")
        isEnabled = try section.flag("enabled", usual: isEnabled)
        let ports = try section.list("ports", "ports from 1 to 65535") { $0.int.flatMap { 1...65535 ~= $0 ? $0 : nil } }
        if !ports.isEmpty { self.ports = Set(ports) }
        seconds = try section.number("seconds", usual: seconds, 0.1...60)
        redirects = try section.count("redirects", usual: redirects, 0...10) ?? redirects
        allowed = try section.addresses("allow")
        try section.close()
    }
}

extension Configuration.Limits {
    fileprivate init(_ settings: inout Settings) throws(ConfigurationFailure) {
        var section = try settings.section("limits")
        workers = try section.count("workers", usual: nil, 1...256)
        queue = try section.count("queue", usual: queue, 0...10_000) ?? queue
        requestSeconds = try section.number("request_seconds", usual: requestSeconds, 0.01...600)
        connections = try section.count("connections", usual: connections, 1...100_000) ?? connections
        headSeconds = try section.number("head_seconds", usual: headSeconds, 0.1...600)
        bodySeconds = try section.number("body_seconds", usual: bodySeconds, 0.1...600)
        answerSeconds = try section.number("answer_seconds", usual: answerSeconds, 0.1...600)
        bodyMegabytes = try section.count("body_megabytes", usual: bodyMegabytes, 16...100_000) ?? bodyMegabytes
        megapixels = try section.number("megapixels", usual: megapixels, 0.1...64)
        try section.close()
    }
}

extension Settings {
    fileprivate mutating func addresses(_ name: String) throws(ConfigurationFailure) -> [AddressRange] {
        try list(name, "addresses, such as 10.1.2.3 or 10.0.0.0/8") { $0.string.flatMap { AddressRange($0) } }
    }

    fileprivate mutating func services() throws(ConfigurationFailure) -> Set<Service> {
        let names = Service.allCases.map(\.rawValue).joined(separator: ", ")
        let services = try list("services", "services, of \(names)") { $0.string.flatMap { Service(rawValue: $0) } }
        guard !services.isEmpty else { throw ConfigurationFailure("services is missing; name some of \(names)") }
        return Set(services)
    }
}
