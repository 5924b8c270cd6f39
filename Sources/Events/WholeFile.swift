import Glibc

/// A file that stands under its name only once it is whole, and is readable by its owner alone.
package struct WholeFile: ~Copyable {
    /// Why it cannot be written: the system's reason.
    package struct Failure: Error {
        /// A few words for people.
        package let reason: String
    }

    private let path: String
    private let partial: String
    private var descriptor: Int32

    /// Opens a file beside the one that is to be written.
    ///
    /// - Throws: what will keep it from being written, as far as that can be known beforehand.
    package init(at path: String) throws(Failure) {
        let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let partial = "\(path[..<cut]).\(path[cut...]).part"
        var status = stat()
        // A device or a folder must not be replaced by a file.
        if unsafe stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            throw Failure(reason: "is there and no file")
        }
        _ = unsafe unlink(partial)
        let descriptor = unsafe open(partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(reason: systemReason()) }
        (self.path, self.partial, self.descriptor) = (path, partial, descriptor)
    }

    deinit {
        if descriptor >= 0 { _ = close(descriptor) }
        // Nothing stands there any more if it was finished.
        _ = unsafe unlink(partial)
    }

    /// Writes the file and puts it in its place, in one step.
    package consuming func finish(_ bytes: [UInt8]) throws(Failure) {
        var outcome = writeAll(bytes, to: descriptor)
        // Some file systems tell only now that the bytes did not fit.
        if close(descriptor) != 0, outcome == .done { outcome = .failed(systemReason()) }
        descriptor = -1
        if outcome == .done, unsafe rename(partial, path) != 0 { outcome = .failed(systemReason()) }
        switch outcome {
        case .done: return
        case .closed: throw Failure(reason: "the file was closed")
        case .failed(let reason): throw Failure(reason: reason)
        }
    }
}
