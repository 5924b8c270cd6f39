import Yams

/// A mapping of settings that is read by name; what was not asked for at the end is a mistake.
struct Settings {
    private var members: [String: Node] = [:]
    private let path: String
    private var known: [String] = []

    /// Takes a mapping; nothing at all is an empty one.
    init(_ node: Node?, path: String) throws(ConfigurationFailure) {
        self.path = path
        guard let node, node.tag != Tag(.null) else { return }
        guard case .mapping(let mapping) = node else {
            throw ConfigurationFailure("\(Self.place(node))\(path): should be settings, each with its value")
        }
        for (key, value) in mapping {
            guard let name = key.string else { throw Self.failure(key, path, "should be the name of a setting") }
            guard members.updateValue(value, forKey: name) == nil else {
                throw Self.failure(key, Self.join(path, name), "is set twice; keep one")
            }
        }
    }

    /// A setting's value, read by `parse`; `usual` where it is not set.
    ///
    /// - Parameter wanted: what the value should be, for the message.
    mutating func value<Value>(
        _ name: String, usual: Value, _ wanted: String, _ parse: (Node) -> Value?
    ) throws(ConfigurationFailure) -> Value {
        known.append(name)
        guard let node = members[name] else { return usual }
        guard let value = parse(node) else { throw Self.failure(node, Self.join(path, name), "should be \(wanted)") }
        return value
    }

    /// A text that must be there.
    mutating func text(_ name: String, _ wanted: String) throws(ConfigurationFailure) -> String {
        let text = try value(name, usual: "", wanted) { $0.scalar.map(\.string).flatMap { $0.isEmpty ? nil : $0 } }
        guard !text.isEmpty else { throw ConfigurationFailure("\(path): \(name) is missing; it should be \(wanted)") }
        return text
    }

    /// Whether something is on.
    mutating func flag(_ name: String, usual: Bool) throws(ConfigurationFailure) -> Bool {
        try value(name, usual: usual, "true or false") { $0.bool }
    }

    /// A number within bounds.
    mutating func number(
        _ name: String, usual: Double, _ bounds: ClosedRange<Double>
    ) throws(ConfigurationFailure) -> Double {
        try value(name, usual: usual, "a number from \(bounds.lowerBound) to \(bounds.upperBound)") {
            $0.float.flatMap { bounds.contains($0) ? $0 : nil }
        }
    }

    /// A count within bounds.
    mutating func count(
        _ name: String, usual: Int?, _ bounds: ClosedRange<Int>
    ) throws(ConfigurationFailure) -> Int? {
        try value(name, usual: usual, "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)") { node in
            node.int.flatMap { bounds.contains($0) ? $0 : nil }.map(Optional.some)
        }
    }

    /// A list, each of which `parse` reads.
    mutating func list<Value>(
        _ name: String, _ wanted: String, _ parse: (Node) -> Value?
    ) throws(ConfigurationFailure) -> [Value] {
        try value(name, usual: [], "a list of \(wanted)") { node in
            guard case .sequence(let nodes) = node else { return nil }
            let values = nodes.compactMap(parse)
            return values.count == nodes.count ? values : nil
        }
    }

    /// Settings beneath this one.
    mutating func section(_ name: String) throws(ConfigurationFailure) -> Settings {
        known.append(name)
        return try Settings(members[name], path: Self.join(path, name))
    }

    /// A list of settings beneath this one.
    mutating func sections(_ name: String) throws(ConfigurationFailure) -> [Settings] {
        let nodes = try list(name, "settings") { $0.mapping == nil ? nil : $0 }
        var sections: [Settings] = []
        for (place, node) in nodes.enumerated() {
            sections.append(try Settings(node, path: "\(Self.join(path, name))[\(place)]"))
        }
        return sections
    }

    /// Whether a setting is there.
    func has(_ name: String) -> Bool { members[name] != nil }

    /// Complains of what nobody asked for.
    func close() throws(ConfigurationFailure) {
        guard let name = members.keys.filter({ !known.contains($0) }).min(), let node = members[name] else { return }
        let names = known.sorted().joined(separator: ", ")
        throw Self.failure(node, Self.join(path, name), "is no setting; here are known: \(names)")
    }

    private static func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    private static func place(_ node: Node) -> String { node.mark.map { "line \($0.line): " } ?? "" }

    private static func failure(_ node: Node, _ path: String, _ wrong: String) -> ConfigurationFailure {
        ConfigurationFailure("\(place(node))\(path) \(wrong)")
    }
}
