/// A client's right to use services.
public struct ServiceKey: Sendable, Equatable {
    /// What the log and the metrics call it.
    public var name: String
    /// What the client calls itself: Tencent's SecretId, iFlytek's app id, the secret id of a hex client.
    public var id: String
    /// What both know: Tencent's SecretKey, iFlytek's APIKey, Aliyun's AppCode, the secret key of a hex client.
    public var secret: String
    /// What it may use.
    public var services: Set<Service>
    /// Where it may be used from; empty for everywhere.
    public var addresses: [AddressRange]
    /// Requests a second; `nil` for as many as there is time for.
    public var rate: Double?

    /// Makes a key.
    public init(
        name: String, id: String, secret: String, services: Set<Service>, addresses: [AddressRange] = [],
        rate: Double? = nil
    ) {
        (self.name, self.id, self.secret, self.services) = (name, id, secret, services)
        (self.addresses, self.rate) = (addresses, rate)
    }

    /// Whether the key may be used from an address.
    public func allows(_ peer: Address?) -> Bool {
        addresses.isEmpty || peer.map { peer in addresses.contains { $0.contains(peer) } } ?? false
    }
}

/// Addresses from which services may be used without a key.
public struct OpenDoor: Sendable, Equatable {
    /// What may be used.
    public var services: Set<Service>
    /// From where.
    public var addresses: [AddressRange]

    /// Opens services to addresses.
    public init(services: Set<Service>, addresses: [AddressRange]) {
        (self.services, self.addresses) = (services, addresses)
    }
}

/// Every key, and what needs none.
public struct KeyRing: Sendable, Equatable {
    /// The keys.
    public var keys: [ServiceKey]
    /// What needs no key.
    public var open: [OpenDoor]
    /// Seconds by which a client's clock may be off.
    public static let skew = 300

    /// Collects keys.
    public init(keys: [ServiceKey] = [], open: [OpenDoor] = []) { (self.keys, self.open) = (keys, open) }

    /// Whether a service needs no key at an address.
    func isOpen(_ service: Service, to peer: Address?) -> Bool {
        guard let peer else { return false }
        return open.contains { door in
            door.services.contains(service) && door.addresses.contains { $0.contains(peer) }
        }
    }

    /// The keys that a client may mean by `id`: those for the service come first.
    func keys(id: String, for service: Service) -> [ServiceKey] {
        let named = keys.filter { Secrets.equal($0.id, id) }
        return named.filter { $0.services.contains(service) } + named.filter { !$0.services.contains(service) }
    }
}
