import Events

/// The file that a report goes into, if one is wanted: opened first, so that a wrong name is told before the work.
struct ReportFile: ~Copyable {
    private let path: String
    private var file: WholeFile?

    init(at path: String?) throws(Failure) {
        self.path = path ?? ""
        guard let path else { return }
        do throws(WholeFile.Failure) {
            file = try WholeFile(at: path)
        } catch {
            throw Self.failure(path, error)
        }
    }

    /// Puts the page in its place.
    consuming func finish(_ html: [UInt8]) throws(Failure) {
        do throws(WholeFile.Failure) {
            try file.take()?.finish(html)
        } catch {
            throw Self.failure(path, error)
        }
    }

    private static func failure(_ path: String, _ failure: WholeFile.Failure) -> Failure {
        Failure(.usage, "cannot write the report to \(path): \(failure.reason)")
    }
}
