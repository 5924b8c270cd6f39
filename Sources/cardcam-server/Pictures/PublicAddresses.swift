import Dialects

/// Tells addresses of the open internet from those that only this machine or its network reaches.
enum PublicAddresses {
    private static let reserved = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
        // Inside 2000::/3: tunnels, which end at any address, and examples.
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    ].compactMap { AddressRange($0) }

    /// Of IPv6 all else is local, multicast, or leads back into IPv4.
    private static let global = AddressRange("2000::/3")

    static func contain(_ address: Address) -> Bool {
        guard !reserved.contains(where: { $0.contains(address) }) else { return false }
        return address.bytes.count == 4 || global?.contains(address) ?? false
    }
}
