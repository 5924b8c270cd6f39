internal import CONNXRuntime
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#endif

/// The ONNX Runtime library: found and opened once for the process.
public enum Runtime {
    /// The release that this program was tested with; the frozen part of the interface makes later ones work too.
    public static let testedVersion = "1.31.1"

    private static let libraryName = "libonnxruntime.so.1"

    /// Opens the library and gives its version.
    ///
    /// Looked for in this order: `explicit`; the environment's `CARDCAM_ONNXRUNTIME`; beside the program, in `../lib`
    /// and `../lib/cardcam` of it and, for a build in a checkout, in the checkout's `lib`; then as the system's loader
    /// knows it.
    ///
    /// - Parameter explicit: path of the library; nothing else is tried if it is given.
    /// - Throws: `InferenceFailure` with `.runtimeMissing`.
    @discardableResult
    public static func open(explicit: String? = nil) throws(InferenceFailure) -> String {
        try door.withLock { (_) throws(InferenceFailure) in try find(explicit) }
    }

    /// One thread at a time may open the library.
    private static let door = Mutex(())

    private static func find(_ explicit: String?) throws(InferenceFailure) -> String {
        let named = explicit ?? fromEnvironment()
        let candidates: [String?] = named.map { [$0] } ?? (installed() + [nil])
        var reason = ""
        for path in candidates {
            if let path, named == nil, !isReadable(path) { continue }
            var message = [CChar](repeating: 0, count: 400)
            if unsafe CONNXRuntime_open(path, &message, message.count) == 0, let version = unsafe CONNXRuntime_version()
            {
                return unsafe String(cString: version)
            }
            reason = text(message)
        }
        let what = named.map { "cannot use \($0) as ONNX Runtime: \(reason)" } ?? "ONNX Runtime is not installed"
        throw InferenceFailure(
            .runtimeMissing, "\(what); run Tools/setup, or name the library with --runtime or CARDCAM_ONNXRUNTIME")
    }

    private static func fromEnvironment() -> String? {
        unsafe getenv("CARDCAM_ONNXRUNTIME").map { unsafe String(cString: $0) }
    }

    private static func isReadable(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }

    /// Where `Tools/setup` and packagers put the library, seen from the program's own place.
    private static func installed() -> [String] {
        guard let program = unsafe realpath("/proc/self/exe", nil) else { return [] }
        defer { unsafe free(program) }
        var folder = unsafe String(cString: program).split(separator: "/").dropLast()
        var places = ["", "../lib/", "../lib/cardcam/"].map { "/\(folder.joined(separator: "/"))/\($0)\(libraryName)" }
        while let last = folder.popLast() {
            if last == ".build" { places.append("/\(folder.joined(separator: "/"))/lib/\(libraryName)") }
        }
        return places
    }
}

/// The text of a C message buffer.
func text(_ buffer: [CChar]) -> String {
    String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
