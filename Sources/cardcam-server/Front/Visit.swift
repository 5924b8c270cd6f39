import Dialects
import FoundationEssentials

/// One request, with what holds for it from its beginning to its end.
struct Visit: Sendable {
    let service: Service
    /// The head, its peer the client's own address where a trusted proxy tells it.
    let head: RequestHead
    /// The configuration in force when it came.
    let configuration: Configuration
    let id: RequestID
    let begin = Date.now
    var body: [UInt8] = []
    private let start = ContinuousClock.now

    init(_ service: Service, _ head: RequestHead, _ configuration: Configuration) {
        (self.service, self.configuration) = (service, configuration)
        self.head = head.behind(configuration.trustedProxies)
        id = RequestID(UInt64.random(in: 0...(.max)), UInt64.random(in: 0...(.max)))
    }

    /// Seconds since it came.
    var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

    /// The keys; where there are none at all, services are open to programs on this machine.
    var keys: KeyRing {
        guard configuration.isForThisMachineAlone, head.isFromThisMachine else { return configuration.keys }
        let loopback = ["127.0.0.0/8", "::1"].compactMap { AddressRange($0) }
        return KeyRing(open: [OpenDoor(services: Set(Service.allCases), addresses: loopback)])
    }
}

extension RequestHead {
    /// Whether a program on this machine asks, as far as can be told: not a proxy for others, and not a page from
    /// elsewhere, shown by a browser on this machine, behind a name that leads here.
    var isFromThisMachine: Bool {
        guard peer?.isLoopback ?? false, self["Origin"] == nil else { return false }
        guard self["X-Forwarded-For"] == nil, self["Forwarded"] == nil, self["Via"] == nil else { return false }
        guard let host = self["Host"] else { return true }
        let name = host.split(separator: "://").last.map(String.init) ?? host
        return name.hasPrefix("localhost:") || name == "localhost" || ListenAddress(name)?.isLoopback ?? false
            || Address(name)?.isLoopback ?? false
    }

    /// The head with the client's address, where a trusted proxy tells it: the last that no such proxy has.
    func behind(_ proxies: [AddressRange]) -> RequestHead {
        func isProxy(_ address: Address) -> Bool { proxies.contains { $0.contains(address) } }
        guard let peer, isProxy(peer) else { return self }
        let lines = headers.filter { $0.name.lowercased() == "x-forwarded-for" }.map(\.value)
        let forwarded = lines.joined(separator: ",").split(separator: ",").map { $0.filter { $0 != " " } }
        var head = self
        for text in forwarded.reversed() {
            // What cannot be read is nobody's address: no rule lets it in.
            head.peer = Address(text)
            guard let address = head.peer, isProxy(address) else { break }
        }
        return head
    }
}
