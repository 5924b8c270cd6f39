internal import Events
internal import Issuers

/// iFlytek's bank card recognition, `POST /v1/service/v1/ocr/bankcard`.
///
/// Its clients look at `code` and not at the HTTP status, which is always 200.
public struct IFlytekDialect: Dialect {
    static let path = "/v1/service/v1/ocr/bankcard"
    /// JPEG of 160 to 4,000 pixels.
    private static let rules = ImageRules(kinds: [.jpeg], shortest: 160, longest: 4000)

    /// The picture takes 4 MB when it is encoded; beside it there is the field's name.
    public var bodyLimit: Int { 4 << 20 + 1024 }

    /// Makes the dialect.
    public init() {}

    /// Understands a request.
    public func admit(_ request: ServiceRequest, keys: KeyRing) -> Admission {
        do throws(IFlytekRefusal) {
            return .job(try job(request, keys: keys))
        } catch {
            return .refused(response(error, id: request.id), reason: error.reason)
        }
    }

    /// Trouble before there is a job.
    public func refuse(_ trouble: Trouble, head: RequestHead, id: RequestID) -> ServiceResponse {
        response(IFlytekRefusal(trouble), id: id)
    }

    private func job(_ request: ServiceRequest, keys: KeyRing) throws(IFlytekRefusal) -> Job {
        guard request.head.method == "POST" else { throw .invalidParameter("invalid method") }
        let (key, proof) = try IFlytekGate(keys: keys).admit(request)
        let wantsNumber = try wantsNumberImage(request.head)
        let image = try IFlytekForm.image(request)
        let id = request.id
        return Job(
            image: .bytes(image), rules: Self.rules, crops: CropSelection(card: false, number: wantsNumber),
            namesHolder: true, key: key, proof: proof
        ) { result in
            switch result {
            case .success(let answer): success(answer, wantsNumber: wantsNumber, id: id)
            case .failure(let trouble): response(IFlytekRefusal(trouble), id: id)
            }
        }
    }

    /// Reads `X-Param`; `imei`, `osid` and `ua` are of no use here.
    private func wantsNumberImage(_ head: RequestHead) throws(IFlytekRefusal) -> Bool {
        guard let text = head["X-Param"], let json = Base64Text.lenient(text).flatMap({ JSONValue($0) }),
            case .object = json
        else { throw .invalidParameter("invalid X-Param") }
        guard json["engine_type"] == "bankcard" else { throw .invalidParameter("invalid engine_type") }
        guard let flag = Switch.value(of: json["card_number_image"] ?? "0") else {
            throw .invalidParameter("invalid card_number_image")
        }
        return flag
    }

    private func success(_ answer: Answer, wantsNumber: Bool, id: RequestID) -> ServiceResponse {
        let card = answer.card
        let isCredit = card.cardType == .credit || card.cardType == .quasiCredit
        // A credit card's issuer is its card centre, where that has a name of its own.
        let issuer = card.issuer.map { issuer in
            guard isCredit, let name = issuer.centreName else { return (name: issuer.name, code: issuer.code) }
            return (name: name, code: issuer.centreCode ?? issuer.code)
        }
        var data: [String: JSONValue] = [
            "type": .string(card.cardType.map(ChineseTerms.cardType) ?? ""),
            "card_number": .string(card.groupedNumber),
            "validate": .string(card.expiry?.monthAndShortYear ?? ""),
            "holder_name": .string(card.holder?.text ?? ""),
            "issuer": .string(issuer?.name ?? ""),
            "issuer_id": .string(issuer?.code ?? ""),
            "error_code": 0, "error_msg": "ok",
        ]
        if wantsNumber { data["card_number_image"] = .picture(answer.crops.number) }
        return response(code: "0", description: "success", data: .object(data), id: id)
    }

    private func response(_ refusal: IFlytekRefusal, id: RequestID) -> ServiceResponse {
        switch refusal {
        case .illegalAccess(let what):
            response(code: "10105", description: "illegal access|\(what)", data: "", id: id)
        case .invalidParameter(let what):
            response(code: "10106", description: "invalid parameter|\(what)", data: "", id: id)
        case .engine(let error):
            response(
                code: "0", description: "success",
                data: ["error_code": .integer(error.rawValue), "error_msg": .string(error.message)], id: id)
        }
    }

    private func response(code: String, description: String, data: JSONValue, id: RequestID) -> ServiceResponse {
        let session = "wcr\(id.hex.prefix(8))@dx\(id.hex.dropFirst(8))"
        return ServiceResponse(
            json: ["code": .string(code), "desc": .string(description), "data": data, "sid": .string(session)])
    }
}
