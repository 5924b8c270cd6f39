internal import Events

/// The bank card service of Aliyun's marketplace, `POST /rest/160601/ocr/ocr_bank_card.json`.
///
/// Errors are HTTP statuses; their texts stand in `X-Ca-Error-Message`.
public struct AliyunDialect: Dialect {
    static let path = "/rest/160601/ocr/ocr_bank_card.json"
    private static let scheme = "APPCODE "

    /// A picture of 9 MB in base 64.
    public var bodyLimit: Int { 12 << 20 }

    /// Makes the dialect.
    public init() {}

    /// Whether a request for another path is from one of the service's clients, and to be told so in its words.
    static func isMeant(by head: RequestHead) -> Bool { head["Authorization"]?.hasPrefix(scheme) ?? false }

    /// Understands a request.
    public func admit(_ request: ServiceRequest, keys: KeyRing) -> Admission {
        do throws(AliyunError) {
            return .job(try job(request, keys: keys))
        } catch {
            return .refused(response(error, id: request.id), reason: String(error.status))
        }
    }

    /// Trouble before there is a job.
    public func refuse(_ trouble: Trouble, head: RequestHead, id: RequestID) -> ServiceResponse {
        response(AliyunError(trouble), id: id)
    }

    private func job(_ request: ServiceRequest, keys: KeyRing) throws(AliyunError) -> Job {
        guard request.head.path == Self.path, request.head.method == "POST" else { throw .invalidURL }
        let key = try key(request.head, keys: keys)
        let body = try AliyunBody(request.body)
        let id = request.id
        return Job(
            image: try image(body.image), rules: ImageRules(kinds: Set(ImageRules.Kind.allCases)), crops: .none,
            key: key, proof: nil
        ) { result in
            switch result {
            case .success(let answer):
                ServiceResponse(
                    status: 200,
                    headers: [
                        ("Content-Type", "application/json; charset=UTF-8"), ("X-Ca-Request-Id", id.description),
                    ],
                    body: AliyunAnswer.json(answer, isOld: body.isOld, id: id).encoded())
            case .failure(let trouble): response(AliyunError(trouble), id: id)
            }
        }
    }

    /// The key whose secret is the AppCode; `nil` where none is needed.
    private func key(_ head: RequestHead, keys: KeyRing) throws(AliyunError) -> ServiceKey? {
        guard !keys.isOpen(.aliyun, to: head.peer) else { return nil }
        guard let header = head["Authorization"], header.hasPrefix(Self.scheme) else { throw .forbidden }
        let code = header.dropFirst(Self.scheme.count)
        // Each key is compared, so that the time does not tell which is right.
        let matching = keys.keys.filter { $0.services.contains(.aliyun) && Secrets.equal($0.secret, code) }
        guard let key = matching.first, key.allows(head.peer) else { throw .forbidden }
        return key
    }

    private func image(_ text: String) throws(AliyunError) -> Job.Image {
        guard !text.isEmpty else { throw .image("input image empty, please check your image binary data") }
        if text.hasPrefix("http://") || text.hasPrefix("https://") { return .url(text, limit: bodyLimit / 4 * 3) }
        guard !text.hasPrefix("data:") else {
            throw .image("please remove additional header: data:image/jpg:base64,")
        }
        let decoded = Result { () throws(Base64Text.Fault) in try Base64Text.decoded(text) }
        switch decoded {
        case .success([]): throw .image("base64decode error, please check your image binary data")
        case .success(let bytes): return .bytes(bytes)
        case .failure(.letters):
            throw .image("base64decode error: base64decode error: incorrect base64 format data")
        case .failure(.padding): throw .image("base64decode error: incorrect padding in base64 string")
        }
    }

    private func response(_ error: AliyunError, id: RequestID) -> ServiceResponse {
        ServiceResponse(
            status: error.status,
            headers: [
                ("Content-Type", "text/plain; charset=UTF-8"), ("X-Ca-Error-Message", error.message),
                ("X-Ca-Request-Id", id.description),
            ],
            body: Array(error.message.utf8))
    }
}
