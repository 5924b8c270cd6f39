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
    let numbers: StripNetwork
    let texts: StripNetwork
    let names: NamePrior?
    let checks: Model

    /// Opens the runtime and loads the models.
    ///
    /// - Parameters:
    ///   - runtime: path of the ONNX Runtime library; `nil` to look for it (see `Runtime.open`).
    ///   - folder: holds `locator.onnx`, `backbone.onnx`, `numbers.onnx`, `texts.onnx` and perhaps `checks.onnx` to use
    ///     in place of the embedded ones; `nil` for those.
    /// - Throws: `InferenceFailure`, whose description says what to do.
    public init(runtime: String? = nil, folder: String? = nil) throws(InferenceFailure) {
        runtimeVersion = try Runtime.open(explicit: runtime)
        let models = Folder(path: folder)
        locator = try unsafe models.load("locator", CModels_locator_bytes(), CModels_locator_size)
        let backbone = try unsafe models.load("backbone", CModels_backbone_bytes(), CModels_backbone_size)
        numbers = StripNetwork(
            backbone: backbone,
            head: try unsafe models.load("numbers", CModels_numbers_bytes(), CModels_numbers_size))
        texts = StripNetwork(
            backbone: backbone, head: try unsafe models.load("texts", CModels_texts_bytes(), CModels_texts_size))
        names = unsafe NamePrior(
            Array(UnsafeRawBufferPointer(start: CModels_names_bytes(), count: CModels_names_size)))
        checks = try unsafe models.load("checks", CModels_checks_bytes(), CModels_checks_size, mayLack: true)
    }
}

/// Where the models come from: a folder of files, or the program itself.
private struct Folder {
    /// `nil` for the program itself.
    let path: String?

    /// Loads the model of this name.
    ///
    /// - Parameter mayLack: whether the embedded model serves where the folder has none of this name: a folder of models
    ///   that are being trained need not hold all.
    func load(
        _ name: String, _ start: UnsafePointer<UInt8>, _ count: Int, mayLack: Bool = false
    ) throws(InferenceFailure) -> Model {
        if let file = path.map({ "\($0)/\(name).onnx" }) {
            let isThere = unsafe access(file, F_OK) == 0
            if isThere || !mayLack { return try load(file) }
        }
        return try unsafe Model(
            bytes: UnsafeRawBufferPointer(start: start, count: count), name: name, threads: 1)
    }

    private func load(_ path: String) throws(InferenceFailure) -> Model {
        guard let file = unsafe fopen(path, "rb") else {
            throw InferenceFailure(.badModel, "cannot open the model \(path): check the folder given with --models")
        }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while case let count = unsafe fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        let loaded = unsafe bytes.withUnsafeBytes { buffer in
            Result { () throws(InferenceFailure) in
                try unsafe Model(bytes: buffer, name: path, threads: 1)
            }
        }
        return try loaded.get()
    }
}
