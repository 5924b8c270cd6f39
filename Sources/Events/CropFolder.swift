import Glibc

/// A folder that crops are written to.
struct CropFolder: Sendable {
    private let path: String

    /// A sentence for people.
    struct Failure: Error {
        let message: String
    }

    /// Names the folder, and makes it if it is missing; if that fails, storing will say so.
    init(path: String) {
        self.path = path
        _ = unsafe mkdir(path, 0o700)
    }

    /// Writes a file and says where it is.
    func store(_ bytes: [UInt8], as name: String) -> Result<String, Failure> {
        let file = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
        do throws(WholeFile.Failure) {
            try WholeFile(at: file).finish(bytes)
            return .success(file)
        } catch {
            return .failure(
                Failure(message: "cannot write crops to \(path): \(error.reason); events go out without them"))
        }
    }
}
