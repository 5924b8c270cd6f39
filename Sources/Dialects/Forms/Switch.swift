/// How clients write that something is on or off.
enum Switch {
    /// `true`, 1, `"true"`, `"True"`, `"1"` and their opposites; `nil` for anything else.
    static func value(of value: JSONValue) -> Bool? {
        switch value {
        case .bool(let flag): flag
        case .integer(0): false
        case .integer(1): true
        case .string(let text):
            switch text.lowercased() {
            case "true", "1": true
            case "false", "0", "": false
            default: nil
            }
        default: nil
        }
    }
}
