internal import Events

/// The `creditcardocr` of an engine on premises, also as YouTu offered it.
///
/// The document knows no keys, so that an operator opens it to addresses; YouTu's clients sign with a key. They drop
/// the body of any status but 200, which all answers have but those to who may not ask.
public struct HexDialect: Dialect {
    static let paths: Set<String> = ["/hex/ocrapi/creditcardocr", "/youtu/ocrapi/creditcardocr"]

    /// A picture of 12 MB in base 64.
    public var bodyLimit: Int { 16 << 20 }

    /// Makes the dialect.
    public init() {}

    private enum Refusal: Error {
        case unauthorized(Int)
        case error(HexError)
    }

    /// Understands a request.
    public func admit(_ request: ServiceRequest, keys: KeyRing) -> Admission {
        let json = JSONValue(request.body)
        let session = Self.session(json)
        do throws(Refusal) {
            return .job(try job(request, json: json, session: session, keys: keys))
        } catch {
            switch error {
            case .unauthorized(let status):
                return .refused(response(.internalError, session: session, status: status), reason: String(status))
            case .error(let error): return .refused(response(error, session: session), reason: String(error.rawValue))
            }
        }
    }

    /// Trouble before there is a job.
    public func refuse(_ trouble: Trouble, head: RequestHead, id: RequestID) -> ServiceResponse {
        response(HexError(trouble), session: "")
    }

    private func job(
        _ request: ServiceRequest, json: JSONValue?, session: String, keys: KeyRing
    ) throws(Refusal) -> Job {
        guard request.head.method == "POST" else { throw .unauthorized(405) }
        let (key, proof) = try admit(request, keys: keys)
        guard let json, case .object = json else { throw .error(.imageDecodeFailed) }
        let options = HexOptions(json)
        return Job(
            image: try image(json), rules: ImageRules(kinds: [.jpeg, .png, .bmp]),
            crops: CropSelection(card: options.borderCut, number: options.numberCut), key: key, proof: proof
        ) { result in
            switch result {
            case .success(let answer):
                ServiceResponse(json: HexAnswer.json(answer, options, session: session))
            case .failure(let trouble): response(HexError(trouble), session: session)
            }
        }
    }

    private func admit(_ request: ServiceRequest, keys: KeyRing) throws(Refusal) -> (key: ServiceKey?, proof: Proof?) {
        let peer = request.head.peer
        guard !keys.isOpen(.hex, to: peer) else { return (nil, nil) }
        guard let authorization = request.head["Authorization"].flatMap({ YouTuAuthorization($0) }) else {
            throw .unauthorized(401)
        }
        let named = keys.keys(id: authorization.secretID, for: .hex)
        guard let key = named.first(where: { authorization.isGenuine(secret: $0.secret) }),
            request.time <= authorization.expires
        else { throw .unauthorized(401) }
        guard key.services.contains(.hex), key.allows(peer) else { throw .unauthorized(403) }
        let proof = Proof(
            text: "hex \(authorization.signature)", goodUntil: authorization.expires, isUnique: false)
        return (key, proof)
    }

    private func image(_ json: JSONValue) throws(Refusal) -> Job.Image {
        if let url = json["url"]?.text, !url.isEmpty { return .url(url, limit: bodyLimit / 4 * 3) }
        guard let text = json["image"]?.text, let bytes = try? Base64Text.decoded(text), !bytes.isEmpty else {
            throw .error(.imageDecodeFailed)
        }
        return .bytes(bytes)
    }

    private static func session(_ json: JSONValue?) -> String {
        switch json?["session_id"] {
        case .string(let text): text
        case .integer(let number): String(number)
        default: ""
        }
    }

    private func response(_ error: HexError, session: String, status: Int = 200) -> ServiceResponse {
        ServiceResponse(
            status: status,
            json: [
                "errorcode": .integer(error.rawValue), "errormsg": .string(error.message),
                "session_id": .string(session), "items": [],
            ])
    }
}
