/// A call of Tencent's interface, however it was sent: JSON or query with `X-TC-` headers, or everything in one form.
struct TencentCall {
    /// How the call is signed.
    enum Signing: Equatable {
        /// TC3-HMAC-SHA256, in the `Authorization` header.
        case tc3
        /// The older way: HMAC over all fields, among which the signature is.
        case form
    }

    let signing: Signing
    let action: String?
    let version: String?
    let timestamp: String?
    /// Switches and picture by name; `nil` where they are not well formed.
    let parameters: [String: JSONValue]?
    /// All fields of a form or a query.
    let fields: FormFields

    /// Understands a request as far as that needs no key.
    init(_ request: ServiceRequest) {
        let head = request.head
        let isGet = head.method == "GET"
        let query = FormFields(Array(head.query.utf8))
        let isForm = (head["Content-Type"] ?? "").lowercased().hasPrefix("application/x-www-form-urlencoded")
        if head["X-TC-Action"] == nil, head["Authorization"] == nil, isGet || isForm {
            signing = .form
            fields = isGet ? query : FormFields(request.body)
            action = fields["Action"]
            version = fields["Version"]
            timestamp = fields["Timestamp"]
            parameters = fields.values.mapValues(JSONValue.string)
        } else {
            signing = .tc3
            fields = query
            action = head["X-TC-Action"] ?? query["Action"]
            version = head["X-TC-Version"] ?? query["Version"]
            timestamp = head["X-TC-Timestamp"] ?? query["Timestamp"]
            parameters = isGet ? query.values.mapValues(JSONValue.string) : Self.members(of: request.body)
        }
    }

    private static func members(of body: [UInt8]) -> [String: JSONValue]? {
        guard case .object(let members)? = JSONValue(body) else { return nil }
        return members
    }

    /// Whether messages are to be in English.
    static func prefersEnglish(_ head: RequestHead) -> Bool { head["X-TC-Language"]?.lowercased() == "en-us" }
}

extension TencentCall {
    /// The interface's switches, all off where nothing is said.
    struct Switches: Equatable {
        var borderCut = false
        var numberCut = false
        var warnings = WarningSwitches()
        var quality = false

        /// - Throws: `valueLimit` where a switch is neither on nor off.
        init(_ parameters: [String: JSONValue]) throws(TencentRefusal) {
            borderCut = try Self.flag("RetBorderCutImage", parameters)
            numberCut = try Self.flag("RetCardNoImage", parameters)
            warnings.copy = try Self.flag("EnableCopyCheck", parameters)
            warnings.reshoot = try Self.flag("EnableReshootCheck", parameters)
            warnings.border = try Self.flag("EnableBorderCheck", parameters)
            quality = try Self.flag("EnableQualityValue", parameters)
        }

        private static func flag(_ name: String, _ parameters: [String: JSONValue]) throws(TencentRefusal) -> Bool {
            guard let value = parameters[name], value != .null else { return false }
            guard let flag = Switch.value(of: value) else { throw TencentRefusal(.valueLimit, name) }
            return flag
        }
    }
}

/// Why Tencent refuses a call.
struct TencentRefusal: Error, Equatable {
    let error: TencentError
    /// The parameter that is meant, for the message.
    let parameter: String?

    init(_ error: TencentError, _ parameter: String? = nil) { (self.error, self.parameter) = (error, parameter) }
}
