/// Lets genuine requests through: `X-CheckSum` is the MD5 of API key, time and parameters as they were sent.
struct IFlytekGate {
    let keys: KeyRing

    /// - Throws: what the client is to be told.
    func admit(_ request: ServiceRequest) throws(IFlytekRefusal) -> (key: ServiceKey?, proof: Proof?) {
        let head = request.head
        guard !keys.isOpen(.iflytek, to: head.peer) else { return (nil, nil) }
        let appID = try header("X-Appid", head)
        let currentTime = try header("X-CurTime", head)
        let parameters = try header("X-Param", head)
        let checksum = try header("X-CheckSum", head)
        guard let time = Int(currentTime) else { throw .invalidParameter("invalid X-CurTime") }
        let candidates = keys.keys(id: appID, for: .iflytek)
        guard !candidates.isEmpty else { throw .illegalAccess("illegal X-Appid") }
        let genuine = candidates.first { key in
            Secrets.equal(Secrets.md5(key.secret + currentTime + parameters), checksum.lowercased())
        }
        guard let key = genuine else { throw .illegalAccess("illegal X-CheckSum") }
        let (age, overflow) = request.time.subtractingReportingOverflow(time)
        guard !overflow, age.magnitude <= KeyRing.skew else { throw .illegalAccess("expired X-CurTime") }
        guard key.services.contains(.iflytek) else { throw .illegalAccess("no license") }
        guard key.allows(head.peer) else { throw IFlytekRefusal(.addressRefused) }
        // The checksum says nothing of the picture: a client may use one for all requests of five minutes.
        return (key, Proof(text: "iflytek \(checksum)", goodUntil: time + KeyRing.skew, isUnique: false))
    }

    private func header(_ name: String, _ head: RequestHead) throws(IFlytekRefusal) -> String {
        guard let value = head[name], !value.isEmpty else { throw .invalidParameter("invalid \(name)") }
        return value
    }
}
