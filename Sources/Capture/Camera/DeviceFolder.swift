internal import FoundationEssentials

/// The folder where the system keeps its video nodes, and the names in it.
package struct DeviceFolder {
    let path: String

    /// Another folder than `/dev` is for tests.
    package init(path: String = "/dev") { self.path = path }

    /// The video nodes, in natural order.
    func nodes() -> [String] {
        names(in: path).filter { $0.hasPrefix("video") && Int($0.dropFirst(5)) != nil }
            .sorted(by: NaturalOrder.precedes).map { "\(path)/\($0)" }
    }

    /// Links that stay the same when nodes are numbered anew, by the nodes that they lead to.
    func stableNames() -> [String: String] {
        let folder = "\(path)/v4l/by-id"
        var result: [String: String] = [:]
        for name in names(in: folder).sorted() {
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")
            if let target { result["\(path)/\(SourceDescription.name(ofPath: target))"] = "\(folder)/\(name)" }
        }
        return result
    }

    /// What a user may have meant by a name: a path, a link in `v4l/by-id`, or a node of this folder.
    func path(named name: String) -> String {
        if name.contains("/") { return name }
        let stable = "\(path)/v4l/by-id/\(name)"
        return FileSystem.exists(stable) ? stable : "\(path)/\(name)"
    }

    private func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
}
