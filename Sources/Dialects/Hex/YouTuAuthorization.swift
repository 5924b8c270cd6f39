internal import Crypto

/// The `Authorization` that YouTu's clients send: base 64 of an HMAC-SHA1 and the text that it is of.
struct YouTuAuthorization {
    let secretID: String
    /// Until when it may be used, in seconds since 1970.
    let expires: Int
    private let text: String
    private let code: [UInt8]

    /// Reads base 64 of 20 bytes and `u=0&a=app&k=ID&e=expiry&t=now&r=random&f=`.
    ///
    /// - Returns: `nil` where it is not well formed.
    init?(_ header: String) {
        guard let bytes = Base64Text.lenient(header), bytes.count > Insecure.SHA1.byteCount else { return nil }
        let text = String(decoding: bytes[Insecure.SHA1.byteCount...], as: UTF8.self)
        let fields = FormFields(Array(text.utf8))
        guard let id = fields["k"], let signed = fields["t"].flatMap({ Int($0) }),
            let expires = fields["e"].flatMap({ Int($0) })
        else { return nil }
        // One that is good for a single use gives no expiry.
        let (soon, overflow) = signed.addingReportingOverflow(KeyRing.skew)
        guard !overflow else { return nil }
        (secretID, self.expires, self.text) = (id, expires == 0 ? soon : expires, text)
        code = Array(bytes[..<Insecure.SHA1.byteCount])
    }

    func isGenuine(secret: String) -> Bool {
        Secrets.equal(Secrets.hex(Secrets.hmacSHA1(text, key: Array(secret.utf8))), Secrets.hex(code))
    }

    /// What no other authorization shares.
    var signature: String { Secrets.hex(code) }
}
