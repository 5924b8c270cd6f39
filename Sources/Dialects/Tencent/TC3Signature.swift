internal import FoundationEssentials

/// A TC3-HMAC-SHA256 signature, checked over the headers as they were sent.
struct TC3Signature {
    static let algorithm = "TC3-HMAC-SHA256"
    private static let service = "ocr"

    let secretID: String
    let date: String
    let signedHeaders: [String]
    let signature: String

    /// Reads `TC3-HMAC-SHA256 Credential=ID/DATE/ocr/tc3_request, SignedHeaders=content-type;host, Signature=HEX`.
    ///
    /// - Returns: `nil` where it is not well formed, or leaves `host` or `content-type` unsigned.
    init?(authorization: String) {
        guard authorization.hasPrefix(Self.algorithm + " ") else { return nil }
        var parts: [Substring: Substring] = [:]
        for part in authorization.dropFirst(Self.algorithm.count + 1).split(separator: ",") {
            let pair = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { return nil }
            parts[pair[0]] = pair[1]
        }
        guard let scope = parts["Credential"]?.split(separator: "/", omittingEmptySubsequences: false),
            scope.count == 4, scope[2] == Self.service, scope[3] == "tc3_request",
            let names = parts["SignedHeaders"]?.split(separator: ";").map({ $0.lowercased() }),
            names.contains("host"), names.contains("content-type"), let signature = parts["Signature"]
        else { return nil }
        secretID = String(scope[0])
        date = String(scope[1])
        signedHeaders = names
        self.signature = String(signature)
    }

    /// Whether the signature is the one that `secret` gives this request at `timestamp`.
    ///
    /// Some clients sign header values as they are, others in lower case, as the rules have it.
    func isGenuine(_ request: ServiceRequest, timestamp: Int, secret: String) -> Bool {
        guard date == Self.day(timestamp) else { return false }
        return [false, true].contains { lowercased in
            guard let text = stringToSign(request, timestamp: timestamp, lowercased: lowercased) else { return false }
            return Secrets.equal(Secrets.hex(Secrets.hmacSHA256(text, key: signingKey(secret))), signature)
        }
    }

    private func stringToSign(_ request: ServiceRequest, timestamp: Int, lowercased: Bool) -> String? {
        var headers = ""
        for name in signedHeaders {
            guard let value = request.head[name] else { return nil }
            headers += "\(name):\(lowercased ? value.lowercased() : value)\n"
        }
        let canonical = [
            request.head.method, request.head.path, request.head.query, headers, signedHeaders.joined(separator: ";"),
            Secrets.sha256(payload(of: request)),
        ].joined(separator: "\n")
        return [
            Self.algorithm, String(timestamp), "\(date)/\(Self.service)/tc3_request",
            Secrets.sha256(Array(canonical.utf8)),
        ].joined(separator: "\n")
    }

    private func payload(of request: ServiceRequest) -> [UInt8] {
        let unsigned = "UNSIGNED-PAYLOAD"
        if request.head["X-TC-Content-SHA256"] == unsigned { return Array(unsigned.utf8) }
        return request.body
    }

    private func signingKey(_ secret: String) -> [UInt8] {
        let day = Secrets.hmacSHA256(date, key: Array("TC3\(secret)".utf8))
        return Secrets.hmacSHA256("tc3_request", key: Secrets.hmacSHA256(Self.service, key: day))
    }

    private static func day(_ timestamp: Int) -> String {
        Date(timeIntervalSince1970: Double(timestamp)).formatted(.iso8601.year().month().day())
    }
}
