/// The picture in a form, as iFlytek's many clients write it.
enum IFlytekForm {
    /// - Throws: `missingBody`, `invalidContentType`, `missingParameter` or `corruptedBody`.
    static func image(_ request: ServiceRequest) throws(IFlytekRefusal) -> [UInt8] {
        guard !request.body.isEmpty else { throw .engine(.missingBody) }
        let type = (request.head["Content-Type"] ?? "").lowercased()
        guard type.isEmpty || type.hasPrefix("application/x-www-form-urlencoded") else {
            throw .engine(.invalidContentType)
        }
        guard let text = field(FormFields(request.body)), !text.isEmpty else { throw .engine(.missingParameter) }
        // Who does not encode the form sends `+` as it is, which the form's rules make a space.
        guard let bytes = Base64Text.lenient(text.replacing(" ", with: "+")), !bytes.isEmpty else {
            throw .engine(.corruptedBody)
        }
        return bytes
    }

    private static func field(_ form: FormFields) -> String? {
        if let text = form["image"] { return text }
        // Who encodes the whole form, its name too, sends `image%3D...`.
        let prefix = "image="
        return form.values.keys.first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    }
}
