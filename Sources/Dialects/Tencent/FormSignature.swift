/// The older signature: an HMAC over every field of a form, in the order of their names.
struct FormSignature {
    let secretID: String
    let signature: String
    private let method: String
    private let text: String

    /// Takes it from the fields of a form or a query.
    ///
    /// - Returns: `nil` where `SecretId` or `Signature` is missing.
    init?(_ fields: FormFields) {
        guard let secretID = fields["SecretId"], let signature = fields["Signature"] else { return nil }
        (self.secretID, self.signature) = (secretID, signature)
        method = fields["SignatureMethod"] ?? "HmacSHA1"
        text = fields.values.filter { $0.key != "Signature" }
            .map { (name: $0.key.replacing("_", with: "."), value: $0.value) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
            .map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }

    /// Whether the signature is the one that `secret` gives this request.
    ///
    /// The host is signed as the client was told it, which may have a scheme that its `Host` header lacks.
    func isGenuine(_ head: RequestHead, secret: String) -> Bool {
        guard let host = head["Host"] else { return false }
        let key = Array(secret.utf8)
        return [host, "http://\(host)", "https://\(host)"].contains { host in
            let text = "\(head.method)\(host)\(head.path)?\(self.text)"
            let expected =
                switch method {
                case "HmacSHA1": Secrets.hmacSHA1(text, key: key)
                case "HmacSHA256": Secrets.hmacSHA256(text, key: key)
                default: [UInt8]()
                }
            return !expected.isEmpty && Secrets.equal(Secrets.base64(expected), signature)
        }
    }
}
