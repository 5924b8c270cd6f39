internal import Events

/// Tencent Cloud's `BankCardOCR`, version 2018-11-19.
///
/// Its clients lose an error unless it comes with status 200, with a `RequestId`, and as exactly `application/json`:
/// with a charset behind it, their SDK takes the error for a card without fields.
public struct TencentDialect: Dialect {
    /// Most letters of base 64: what the newer interface takes; the document says 7 MB.
    static let imageLimit = 10 << 20

    /// An image of `imageLimit` may come in a form, where `+` and `/` take three bytes.
    public var bodyLimit: Int { 16 << 20 }

    /// Makes the dialect.
    public init() {}

    /// Whether a `GET /` is a call, and not for the page that stands there.
    static func isMeant(by head: RequestHead) -> Bool {
        head["X-TC-Action"] != nil || FormFields(Array(head.query.utf8))["Action"] != nil
    }

    /// Understands a call.
    public func admit(_ request: ServiceRequest, keys: KeyRing) -> Admission {
        do throws(TencentRefusal) {
            return .job(try job(request, keys: keys))
        } catch {
            return .refused(refusal(error, head: request.head, id: request.id), reason: error.error.rawValue)
        }
    }

    /// Trouble before there is a job.
    public func refuse(_ trouble: Trouble, head: RequestHead, id: RequestID) -> ServiceResponse {
        refusal(TencentRefusal(TencentError(trouble)), head: head, id: id)
    }

    private func job(_ request: ServiceRequest, keys: KeyRing) throws(TencentRefusal) -> Job {
        let call = TencentCall(request)
        guard let action = call.action else { throw TencentRefusal(.missingParameter, "Action") }
        guard let version = call.version else { throw TencentRefusal(.missingParameter, "Version") }
        let (key, proof) = try TencentGate(keys: keys).admit(call, request)
        guard action == "BankCardOCR" else { throw TencentRefusal(.invalidAction, action) }
        guard version == "2018-11-19" else { throw TencentRefusal(.noSuchVersion) }
        guard let parameters = call.parameters else { throw TencentRefusal(.invalidParameter) }
        let switches = try TencentCall.Switches(parameters)
        let (head, id) = (request.head, request.id)
        return Job(
            image: try image(parameters), rules: ImageRules(kinds: [.jpeg, .png, .bmp]),
            crops: CropSelection(card: switches.borderCut, number: switches.numberCut), key: key, proof: proof
        ) { result in
            switch result {
            case .success(let answer): response(TencentAnswer.fields(answer, switches), id: id)
            case .failure(let trouble): refuse(trouble, head: head, id: id)
            }
        }
    }

    private func image(_ parameters: [String: JSONValue]) throws(TencentRefusal) -> Job.Image {
        if let url = try text("ImageUrl", parameters) { return .url(url, limit: Self.imageLimit / 4 * 3) }
        guard let text = try text("ImageBase64", parameters) else {
            throw TencentRefusal(.missingParameter, "ImageBase64")
        }
        guard text.utf8.count <= Self.imageLimit else { throw TencentRefusal(.tooLarge) }
        guard let bytes = try? Base64Text.decoded(text), !bytes.isEmpty else {
            throw TencentRefusal(.imageDecodeFailed)
        }
        return .bytes(bytes)
    }

    /// A text; `nil` where there is none, or an empty one.
    private func text(_ name: String, _ parameters: [String: JSONValue]) throws(TencentRefusal) -> String? {
        switch parameters[name] {
        case nil, .null, .string(""): return nil
        case .string(let text): return text
        default: throw TencentRefusal(.valueLimit, name)
        }
    }

    private func refusal(_ refusal: TencentRefusal, head: RequestHead, id: RequestID) -> ServiceResponse {
        var message = refusal.error.message(english: TencentCall.prefersEnglish(head))
        if let parameter = refusal.parameter { message += " (\(parameter.prefix(64)))" }
        return response(["Error": ["Code": .string(refusal.error.rawValue), "Message": .string(message)]], id: id)
    }

    private func response(_ fields: [String: JSONValue], id: RequestID) -> ServiceResponse {
        var fields = fields
        fields["RequestId"] = .string(id.description)
        return ServiceResponse(json: ["Response": .object(fields)], contentType: "application/json")
    }
}
