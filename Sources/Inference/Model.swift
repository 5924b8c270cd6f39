internal import CONNXRuntime

/// A network of one float input and one float output.
///
/// A model holds no state between runs and may be run from several threads.
@safe public final class Model: @unchecked Sendable {
    private let session: OpaquePointer

    /// Loads a model from the bytes of an ONNX file. `Runtime.open` must have succeeded.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - name: how messages call the model.
    ///   - threads: how many the runtime may use for one run.
    /// - Throws: `InferenceFailure` with `.badModel`.
    public init(bytes: UnsafeRawBufferPointer, name: String, threads: Int) throws(InferenceFailure) {
        var message = [CChar](repeating: 0, count: 400)
        guard
            let session = unsafe CONNXRuntime_load(
                bytes.baseAddress, bytes.count, Int32(threads), &message, message.count)
        else { throw InferenceFailure(.badModel, "cannot load the model \(name): \(text(message))") }
        unsafe self.session = session
    }

    deinit { unsafe CONNXRuntime_free(session) }

    /// Runs the model on a batch.
    ///
    /// - Parameters:
    ///   - input: shape `[batch, ...]`, as the model was trained.
    ///   - outputShape: of one item of the batch.
    /// - Returns: a tensor of shape `[batch] + outputShape`.
    /// - Throws: `InferenceFailure` with `.runFailed`, also where the model answers with another count of numbers.
    public func callAsFunction(_ input: Tensor, outputShape: [Int]) throws(InferenceFailure) -> Tensor {
        var output = Tensor(shape: [input.shape[0]] + outputShape)
        var message = [CChar](repeating: 0, count: 400)
        let sizes = input.shape.map(Int64.init)
        let capacity = output.values.count
        let written = unsafe CONNXRuntime_run(
            session, input.values, sizes, sizes.count, &output.values, capacity, &message, message.count)
        guard written >= 0 else { throw InferenceFailure(.runFailed, "a model failed: \(text(message))") }
        guard written == capacity else {
            throw InferenceFailure(.runFailed, "a model gives \(written) numbers where \(capacity) were expected")
        }
        return output
    }
}
