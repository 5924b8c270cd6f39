internal import FoundationEssentials

/// A whole response.
public struct ServiceResponse: Sendable {
    /// The HTTP status.
    public var status: Int
    /// The reason phrase, where it must not be the usual one.
    public var headers: [(name: String, value: String)]
    /// The body.
    public var body: [UInt8]

    /// Makes a response.
    public init(status: Int, headers: [(name: String, value: String)], body: [UInt8] = []) {
        (self.status, self.headers, self.body) = (status, headers, body)
    }

    /// The first header of this name as it was set; `nil` where there is none.
    public subscript(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    /// A response of JSON.
    init(status: Int = 200, json: JSONValue, contentType: String = "application/json;charset=UTF-8") {
        self.init(status: status, headers: [("Content-Type", contentType)], body: json.encoded())
    }
}
