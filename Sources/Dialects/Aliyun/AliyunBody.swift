/// What a client sends, in the newer form or the older.
struct AliyunBody {
    /// The picture in base 64, or where it is to be fetched.
    let image: String
    /// Whether it came in the older form, and is answered in it.
    let isOld: Bool

    /// Understands a body. Line ends inside strings are passed over, which JSON forbids and clients send.
    ///
    /// - Throws: 460 or 461.
    init(_ bytes: [UInt8]) throws(AliyunError) {
        let cleaned = bytes.filter { $0 != 0x0D && $0 != 0x0A && $0 != 0x09 }
        guard let json = JSONValue(cleaned) else { throw .notJSON }
        guard case .object(let members) = json else { throw .format("json parse runtime exception") }
        isOld = members["inputs"] != nil
        if let inputs = members["inputs"] {
            image = try Self.old(inputs)
        } else {
            guard let image = members["image"] else {
                throw .format(Self.looksOld(members) ? "key inputs missing" : "missing key: image")
            }
            guard let text = image.text else { throw .format("image format error") }
            self.image = text
            try Self.check(configuration: members["configure"])
        }
    }

    private static func old(_ inputs: JSONValue) throws(AliyunError) -> String {
        guard case .array(let list) = inputs else { throw .format("value of inputs must be a array") }
        guard let first = list.first, case .object = first else { throw .format("json parse runtime exception") }
        guard let image = first["image"] else { throw .format("missing key: image") }
        guard let value = dataValue(image) else { throw .format("image format error") }
        guard let text = value.text else { throw .format("image DataValue format error") }
        if let configuration = first["configure"] {
            guard let value = dataValue(configuration) else { throw .format("configure format error") }
            try check(configuration: value)
        }
        return text
    }

    /// The value of `{"dataType": 50, "dataValue": ...}`; `nil` for anything else.
    private static func dataValue(_ value: JSONValue) -> JSONValue? {
        guard value["dataType"] ?? value["DataType"] != nil else { return nil }
        return value["dataValue"] ?? value["DataValue"]
    }

    /// A configuration is a JSON text; an empty array is one too, as PHP writes an object without members.
    private static func check(configuration: JSONValue?) throws(AliyunError) {
        switch configuration {
        case nil, .null, .object, .array, .string(""): return
        case .string(let text):
            switch JSONValue(Array(text.utf8)) {
            case .object, .array, .null: return
            default: throw .format("failed to parse config str: \(printable(text))")
            }
        default: throw .format("configure format error")
        }
    }

    /// What a header may hold of a client's text.
    private static func printable(_ text: String) -> String {
        let bytes = text.utf8.prefix(80).map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether an object without picture was meant to be of the older form.
    private static func looksOld(_ members: [String: JSONValue]) -> Bool {
        members.keys.contains { ["dataType", "dataValue", "input"].contains($0) }
            || members.values.contains { dataValue($0) != nil }
    }
}
