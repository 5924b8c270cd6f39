import Dialects

/// Who may watch the camera.
struct ViewerRules: Sendable, Equatable {
    /// Addresses beside this machine's.
    var viewers: [AddressRange] = []
    /// Names by which browsers may reach the server, beside `localhost` and addresses.
    var hosts: Set<String> = []
    /// Streams at once.
    var clients = 32
}

extension RequestHead {
    /// Whether the request comes from somebody who may watch, and from this server's own page or from no page at all.
    func mayWatch(_ rules: ViewerRules) -> Bool {
        isFromViewer(rules) && isFromOwnPage && isByKnownName(rules)
    }

    private func isFromViewer(_ rules: ViewerRules) -> Bool {
        guard let peer else { return false }
        if rules.viewers.contains(where: { $0.contains(peer) }) { return true }
        return peer.isLoopback && ["X-Forwarded-For", "Forwarded", "Via"].allSatisfy { self[$0] == nil }
    }

    /// A page from elsewhere may lead here, but neither fetch nor embed anything.
    private var isFromOwnPage: Bool {
        if let origin = self["Origin"] {
            guard let host = self["Host"], origin.split(separator: "://", maxSplits: 1).last.map(String.init) == host
            else { return false }
        }
        switch self["Sec-Fetch-Site"] {
        case nil, "same-origin", "none": return true
        default: return self["Sec-Fetch-Mode"] == "navigate" && self["Sec-Fetch-Dest"] == "document"
        }
    }

    /// Whether the name that the client has for this server is one that nobody else can lead here by (DNS rebinding): an
    /// address is looked up nowhere, and other names are of the configuration.
    ///
    /// On this machine a program that is no browser may use any name. A page behind a rebound name has the same origin as
    /// what it asks for, and over plain HTTP no `Sec-Fetch-` header tells it apart; but browsers always send a language,
    /// which no script can leave out.
    private func isByKnownName(_ rules: ViewerRules) -> Bool {
        guard let host = self["Host"] else { return true }
        let name = hostName(host)
        if name == "localhost" || Address(name) != nil || rules.hosts.contains(name) { return true }
        let signs = ["Origin", "Referer", "Accept-Language", "Cookie"]
        let isBrowser =
            headers.contains { $0.name.lowercased().hasPrefix("sec-") } || signs.contains { self[$0] != nil }
            || self["User-Agent"]?.hasPrefix("Mozilla/") ?? false
        return !isBrowser && peer?.isLoopback ?? false
    }

    /// The name of a host, without its port and the brackets of an address.
    private func hostName(_ host: String) -> String {
        var name = Substring(host.lowercased())
        if name.hasPrefix("[") { return String(name.dropFirst().prefix { $0 != "]" }) }
        if name.contains(":") { name = name.prefix { $0 != ":" } }
        return String(name.hasSuffix(".") ? name.dropLast() : name)
    }
}
