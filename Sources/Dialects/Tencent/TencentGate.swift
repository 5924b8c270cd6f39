/// Lets genuine calls through.
struct TencentGate {
    let keys: KeyRing

    /// Whom a call comes from, by which key and by which proof; neither where the service is open to the address.
    ///
    /// - Throws: what the client is to be told.
    func admit(
        _ call: TencentCall, _ request: ServiceRequest
    ) throws(TencentRefusal) -> (key: ServiceKey?, proof: Proof?) {
        guard !keys.isOpen(.tencent, to: request.head.peer) else { return (nil, nil) }
        guard let text = call.timestamp else { throw TencentRefusal(.missingParameter, "Timestamp") }
        guard let timestamp = Int(text) else { throw TencentRefusal(.invalidParameter, "Timestamp") }
        let (secretID, check, signature) = try credentials(call, request, timestamp)
        let candidates = keys.keys(id: secretID, for: .tencent)
        guard !candidates.isEmpty else { throw TencentRefusal(.secretIDNotFound) }
        guard let key = candidates.first(where: { check($0.secret) }) else { throw TencentRefusal(.signatureFailure) }
        // Only who knows the secret is told that the clock is off. The difference of any two numbers must not trap.
        let (age, overflow) = request.time.subtractingReportingOverflow(timestamp)
        guard !overflow, age.magnitude <= KeyRing.skew else { throw TencentRefusal(.signatureExpire) }
        guard key.services.contains(.tencent) else { throw TencentRefusal(.notOpened) }
        guard key.allows(request.head.peer) else { throw TencentRefusal(.unauthorized) }
        let proof = Proof(
            text: "tencent \(signature)", goodUntil: timestamp + KeyRing.skew, isUnique: call.fields["Nonce"] != nil)
        return (key, proof)
    }

    private func credentials(
        _ call: TencentCall, _ request: ServiceRequest, _ timestamp: Int
    ) throws(TencentRefusal) -> (id: String, check: (String) -> Bool, signature: String) {
        switch call.signing {
        case .tc3:
            guard let header = request.head["Authorization"] else {
                throw TencentRefusal(.missingParameter, "Authorization")
            }
            guard let signature = TC3Signature(authorization: header) else {
                throw TencentRefusal(.invalidAuthorization)
            }
            let check = { signature.isGenuine(request, timestamp: timestamp, secret: $0) }
            return (signature.secretID, check, signature.signature)
        case .form:
            for name in ["SecretId", "Signature", "Nonce"] where call.fields[name] == nil {
                throw TencentRefusal(.missingParameter, name)
            }
            guard let signature = FormSignature(call.fields) else { throw TencentRefusal(.missingParameter) }
            return (signature.secretID, { signature.isGenuine(request.head, secret: $0) }, signature.signature)
        }
    }
}
