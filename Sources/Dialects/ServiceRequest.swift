/// What a request says before its body.
public struct RequestHead: Sendable {
    /// `GET`, `POST`, ...
    public var method: String
    /// The path of the target, still percent-encoded, without scheme, host and query.
    public var path: String
    /// What follows `?` in the target, as it was sent; empty where there is none.
    public var query: String
    /// Every header as it was sent, `Host` among them.
    public var headers: [(name: String, value: String)]
    /// The address that the request came from, without a port.
    public var peer: Address?

    /// Makes a head from a request target, which may be in absolute form, as clients send it to a proxy.
    public init(method: String, target: String, headers: [(name: String, value: String)], peer: Address?) {
        (self.method, self.headers, self.peer) = (method, headers, peer)
        let local = Self.withoutOrigin(target)
        let parts = local.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = parts.first.map { $0.isEmpty ? "/" : String($0) } ?? "/"
        query = parts.count > 1 ? String(parts[1]) : ""
    }

    /// The first header of this name, in any case; `nil` where there is none.
    public subscript(_ name: String) -> String? {
        let name = name.lowercased()
        return headers.first { $0.name.lowercased() == name }?.value
    }

    private static func withoutOrigin(_ target: String) -> Substring {
        guard !target.hasPrefix("/"), let scheme = target.firstRange(of: "://") else { return target[...] }
        let rest = target[scheme.upperBound...]
        return rest.firstIndex { $0 == "/" || $0 == "?" }.map { rest[$0...] } ?? ""
    }
}

/// A whole request, with what the dialects need of the world: they have no clock and no chance of their own.
public struct ServiceRequest: Sendable {
    /// What came before the body.
    public var head: RequestHead
    /// The body.
    public var body: [UInt8]
    /// Seconds since 1970.
    public var time: Int
    /// A name for this request that no other has: 32 hexadecimal digits.
    public var id: RequestID

    /// Makes a request.
    public init(head: RequestHead, body: [UInt8], time: Int, id: RequestID) {
        (self.head, self.body, self.time, self.id) = (head, body, time, id)
    }
}

/// A request's name, by which an answer can be found in the access log.
public struct RequestID: Sendable, Hashable, CustomStringConvertible {
    /// 32 hexadecimal digits.
    public let hex: String

    /// Takes 128 bits.
    public init(_ high: UInt64, _ low: UInt64) {
        hex = [high, low].map { value in
            let digits = String(value, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// As a UUID is written: 8-4-4-4-12.
    public var description: String {
        var text = ""
        for (place, digit) in hex.enumerated() {
            if [8, 12, 16, 20].contains(place) { text.append("-") }
            text.append(digit)
        }
        return text
    }
}
