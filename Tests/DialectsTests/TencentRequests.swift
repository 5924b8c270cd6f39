import Crypto
import Dialects
import Foundation

/// Signs as Tencent's own client does.
enum TencentClient {
    /// A call with TC3-HMAC-SHA256.
    static func tc3(
        _ method: String = "POST", body: String = "{\"ImageBase64\":\"\(pictureText)\"}", query: String = "",
        host: String = "127.0.0.1:8080", key: ServiceKey = everyone, timestamp: Int = now,
        action: String? = "BankCardOCR", version: String = "2018-11-19", unsignedPayload: Bool = false,
        signActionToo: Bool = false, extra: [(String, String)] = [], spoil: (String) -> String = { $0 }
    ) -> ServiceRequest {
        let type = method == "GET" ? "application/x-www-form-urlencoded" : "application/json"
        let date = ISO8601DateFormatter.string(
            from: Date(timeIntervalSince1970: Double(timestamp)), timeZone: .gmt, formatOptions: .withFullDate)
        let payload = unsignedPayload ? "UNSIGNED-PAYLOAD" : method == "GET" ? "" : body
        var canonical = "content-type:\(type)\nhost:\(host)\n"
        var signed = "content-type;host"
        if signActionToo {
            canonical += "x-tc-action:\((action ?? "").lowercased())\n"
            signed += ";x-tc-action"
        }
        let whole = "\(method)\n/\n\(query)\n\(canonical)\n\(signed)\n\(hex(SHA256.hash(data: Data(payload.utf8))))"
        let text =
            "TC3-HMAC-SHA256\n\(timestamp)\n\(date)/ocr/tc3_request\n\(hex(SHA256.hash(data: Data(whole.utf8))))"
        let signing = hmac256("tc3_request", hmac256("ocr", hmac256(date, Data("TC3\(key.secret)".utf8))))
        let authorization =
            "TC3-HMAC-SHA256 Credential=\(key.id)/\(date)/ocr/tc3_request, SignedHeaders=\(signed), "
            + "Signature=\(hex(hmac256(text, signing)))"
        var headers = [
            ("Content-Type", type), ("Host", host), ("X-TC-Version", version), ("X-TC-Timestamp", "\(timestamp)"),
            ("X-TC-Region", "ap-guangzhou"), ("Authorization", spoil(authorization)),
        ]
        if let action { headers.append(("X-TC-Action", action)) }
        if unsignedPayload { headers.append(("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD")) }
        return request(
            method, query.isEmpty ? "/" : "/?\(query)", headers: headers + extra, body: method == "GET" ? "" : body)
    }

    /// A call in the older way, everything in one form.
    static func form(
        _ signatureMethod: String = "HmacSHA1", fields: [String: String] = ["ImageBase64": pictureText],
        host: String = "127.0.0.1:8080", signedHost: String? = nil, key: ServiceKey = everyone, timestamp: Int = now,
        nonce: String? = "6829"
    ) -> ServiceRequest {
        var all = fields.merging([
            "Action": "BankCardOCR", "Version": "2018-11-19", "Timestamp": "\(timestamp)",
            "SecretId": key.id, "SignatureMethod": signatureMethod, "RequestClient": "SDK_PYTHON_3.1",
        ]) { $1 }
        all["Nonce"] = nonce
        let joined = all.map { ($0.key.replacingOccurrences(of: "_", with: "."), $0.value) }.sorted { $0.0 < $1.0 }
            .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
        let text = "POST\(signedHost ?? host)/?\(joined)"
        let code =
            signatureMethod == "HmacSHA256"
            ? hmac256(text, Data(key.secret.utf8)) : hmac1(text, key.secret)
        all["Signature"] = Data(code).base64EncodedString()
        let body = all.map { "\($0.key)=\(percentEncoded($0.value))" }.joined(separator: "&")
        return request(
            headers: [("Content-Type", "application/x-www-form-urlencoded"), ("Host", host)], body: body)
    }
}
