internal import Glibc

/// What this module asks of the file system beside reading and writing files.
enum FileSystem {
    /// The system's words for an error number.
    static func text(of number: Int32) -> String {
        unsafe String(cString: strerror(number))
    }

    /// Whether a path leads to anything.
    static func exists(_ path: String) -> Bool {
        unsafe access(path, F_OK) == 0
    }

    /// Whether a path leads to a folder.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// A path without links; `nil` where it leads nowhere.
    static func resolved(_ path: String) -> String? {
        guard let text = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(text) }
        return unsafe String(cString: text)
    }

    /// Makes a folder for its owner alone. One that is there keeps the permissions that its owner gave it.
    static func makeFolder(_ path: String) throws(CaptureFailure) {
        guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .cannotWrite(path, errno: errno) }
    }

    /// Removes a file, if there is one.
    static func remove(_ path: String) {
        _ = unsafe unlink(path)
    }

    /// Puts a file in the place of another, in one step.
    static func move(_ path: String, to target: String) throws(CaptureFailure) {
        guard unsafe rename(path, target) == 0 else { throw .cannotWrite(target, errno: errno) }
    }
}
