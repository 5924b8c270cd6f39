public import FoundationEssentials

/// Checks JSON against a schema: the part of JSON Schema 2020-12 that the event schema uses. A keyword that is not
/// known here is a complaint, so that none is overlooked.
public struct JSONSchema: Sendable {
    private let root: JSONValue

    /// Reads a schema.
    public init(contentsOf file: URL) throws { root = try JSONValue(Data(contentsOf: file)) }

    /// The schema of the events.
    public static func events(from testFile: String = #filePath) throws -> JSONSchema {
        let package = URL(filePath: testFile).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try JSONSchema(contentsOf: package.appending(path: "Tools/schema/events.schema.json"))
    }

    /// What is wrong with a value, a sentence each; empty where it fits.
    public func complaints(about value: JSONValue) -> [String] { complaints(value, root, "event") }

    private func complaints(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        guard case .object(let keywords) = schema else { return ["\(path): the schema is no object"] }
        return keywords.sorted { $0.key < $1.key }.flatMap { keyword, rule in
            complaints(value, keyword, rule, keywords, path)
        }
    }

    private func complaints(
        _ value: JSONValue, _ keyword: String, _ rule: JSONValue, _ siblings: [String: JSONValue], _ path: String
    ) -> [String] {
        switch (keyword, rule) {
        case ("$schema", _), ("title", _), ("description", _), ("$defs", _): []
        case ("$ref", .string(let target)): complaints(value, resolve(target) ?? .null, path)
        case ("oneOf", .array(let choices)): oneOf(value, choices, path)
        case ("const", let constant): value == constant ? [] : ["\(path): is not \(constant)"]
        case ("enum", .array(let choices)): choices.contains(value) ? [] : ["\(path): \(value) is none of the choices"]
        case ("type", .string(let type)): value.isOf(type: type) ? [] : ["\(path): is no \(type)"]
        case ("minimum", .number(let bound)): check(value.value.map { $0 >= bound }, path, "is less than \(bound)")
        case ("maximum", .number(let bound)): check(value.value.map { $0 <= bound }, path, "is more than \(bound)")
        case ("pattern", .string(let pattern)): match(value, pattern, path)
        case ("minItems", .number(let bound)): check(value.count.map { $0 >= bound }, path, "has too few items")
        case ("maxItems", .number(let bound)): check(value.count.map { $0 <= bound }, path, "has too many items")
        case ("items", let schema): items(value, schema, path)
        case ("properties", .object(let properties)): members(value, properties, path)
        case ("required", .array(let names)):
            names.compactMap(\.text).filter { value[$0] == nil }.map { "\(path): lacks \($0)" }
        case ("additionalProperties", let schema): additional(value, schema, siblings["properties"], path)
        default: ["\(path): the keyword \(keyword) is not known to the test"]
        }
    }

    private func resolve(_ reference: String) -> JSONValue? {
        reference.split(separator: "/").dropFirst().reduce(Optional(root)) { $0?[String($1)] }
    }

    /// Complaints of the choice that comes nearest, if none or several fit.
    private func oneOf(_ value: JSONValue, _ choices: [JSONValue], _ path: String) -> [String] {
        let all = choices.map { complaints(value, $0, path) }
        let fitting = all.count { $0.isEmpty }
        if fitting == 1 { return [] }
        return fitting > 1 ? ["\(path): fits \(fitting) of the choices"] : all.min { $0.count < $1.count } ?? []
    }

    private func check(_ holds: Bool?, _ path: String, _ complaint: String) -> [String] {
        holds == false ? ["\(path): \(complaint)"] : []
    }

    private func match(_ value: JSONValue, _ pattern: String, _ path: String) -> [String] {
        guard let regex = try? Regex(pattern) else { return ["\(path): the pattern \(pattern) does not parse"] }
        return check(value.text.map { $0.contains(regex) }, path, "does not match \(pattern)")
    }

    private func items(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        guard case .array(let items) = value else { return [] }
        return items.enumerated().flatMap { complaints($1, schema, "\(path)[\($0)]") }
    }

    private func members(_ value: JSONValue, _ properties: [String: JSONValue], _ path: String) -> [String] {
        properties.flatMap { name, schema in
            value[name].map { complaints($0, schema, "\(path).\(name)") } ?? []
        }
    }

    private func additional(
        _ value: JSONValue, _ schema: JSONValue, _ properties: JSONValue?, _ path: String
    ) -> [String] {
        guard case .object(let members) = value else { return [] }
        return members.filter { properties?[$0.key] == nil }.flatMap { name, member in
            schema == .bool(false)
                ? ["\(path): \(name) is not in the schema"] : complaints(member, schema, "\(path).\(name)")
        }
    }
}

extension JSONValue {
    fileprivate func isOf(type: String) -> Bool {
        switch (self, type) {
        case (.null, "null"), (.bool, "boolean"), (.number, "number"), (.string, "string"), (.array, "array"),
            (.object, "object"):
            true
        case (.number(let value), "integer"): value == value.rounded()
        default: false
        }
    }

    fileprivate var count: Double? { if case .array(let items) = self { Double(items.count) } else { nil } }
}
