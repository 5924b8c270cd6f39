internal import CModels
internal import Checks
public import Inference
internal import Locate
internal import Read

#if canImport(Glibc)
    internal import Glibc
#endif

/// The networks that recognition runs, loaded once and shared by all recognizers.
public struct Models: Sendable {
    /// Version of ONNX Runtime in use.
    public let runtimeVersion: String
    package let locator: Model
    let reader: Model
    let checks: Model

    /// Opens the runtime and loads the models.
    ///
    /// - Parameters:
    ///   - runtime: path of the ONNX Runtime library; `nil` to look for it (see `Runtime.open`).
    ///   - folder: holds `locator.onnx`, `reader.onnx` and perhaps `checks.onnx` to use in place of the embedded ones;
    ///     `nil` for those.
    /// - Throws: `InferenceFailure`, whose description says what to do.
    public init(runtime: String? = nil, folder: String? = nil) throws(InferenceFailure) {
        runtimeVersion = try Runtime.open(explicit: runtime)
        let locatorShape = CardLocator.outputShape
        let readerShape = LineReader.outputShape
        if let folder {
            locator = try Self.load("\(folder)/locator.onnx", locatorShape)
            reader = try Self.load("\(folder)/reader.onnx", readerShape)
            // A folder of models that are being trained need not hold this one.
            let path = "\(folder)/checks.onnx"
            let isThere = unsafe access(path, F_OK) == 0
            checks = try isThere ? Self.load(path, CardChecks.outputShape) : Self.embeddedChecks()
        } else {
            locator = try unsafe Self.embedded(
                CModels_locator_bytes(), CModels_locator_size, name: "locator", locatorShape)
            reader = try unsafe Self.embedded(CModels_reader_bytes(), CModels_reader_size, name: "reader", readerShape)
            checks = try Self.embeddedChecks()
        }
    }

    private static func embeddedChecks() throws(InferenceFailure) -> Model {
        try unsafe embedded(
            CModels_checks_bytes(), CModels_checks_size, name: "checks", CardChecks.outputShape)
    }

    private static func embedded(
        _ start: UnsafePointer<UInt8>, _ count: Int, name: String, _ shape: [Int]
    ) throws(InferenceFailure) -> Model {
        try unsafe Model(
            bytes: UnsafeRawBufferPointer(start: start, count: count), name: name, outputShape: shape, threads: 1)
    }

    private static func load(_ path: String, _ shape: [Int]) throws(InferenceFailure) -> Model {
        guard let file = unsafe fopen(path, "rb") else {
            throw InferenceFailure(.badModel, "cannot open the model \(path): check the folder given with --models")
        }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while case let count = unsafe fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        let loaded = unsafe bytes.withUnsafeBytes { buffer in
            Result { () throws(InferenceFailure) in
                try unsafe Model(bytes: buffer, name: path, outputShape: shape, threads: 1)
            }
        }
        return try loaded.get()
    }
}
