import CModels
import Foundation
import Inference

/// The models that the program carries, and files that are none.
enum EmbeddedModels {
    /// Draws a card's place: shape of its input and its output.
    static let locator = (input: [1, 240, 320], output: [23, 60, 80])
    /// Reads a strip: shape of its input and its output.
    static let reader = (input: [1, 32, 320], output: [80, 42])

    static func loadLocator(output: [Int] = locator.output) throws -> Model {
        try Runtime.open()
        let bytes = unsafe UnsafeRawBufferPointer(start: CModels_locator_bytes(), count: CModels_locator_size)
        return try unsafe Model(bytes: bytes, name: "locator", outputShape: output, threads: 1)
    }

    static func loadReader(output: [Int] = reader.output) throws -> Model {
        try Runtime.open()
        let bytes = unsafe UnsafeRawBufferPointer(start: CModels_reader_bytes(), count: CModels_reader_size)
        return try unsafe Model(bytes: bytes, name: "reader", outputShape: output, threads: 1)
    }

    static func loadTexts() throws -> Model {
        try Runtime.open()
        let bytes = unsafe UnsafeRawBufferPointer(start: CModels_texts_bytes(), count: CModels_texts_size)
        return try unsafe Model(bytes: bytes, name: "texts", outputShape: [120, 42], threads: 1)
    }

    /// Loads a model from bytes of the test's making.
    static func load(_ bytes: [UInt8]) throws -> Model {
        try Runtime.open()
        return try unsafe bytes.withUnsafeBytes { buffer in
            try unsafe Model(bytes: buffer, name: "garbage", outputShape: [1], threads: 1)
        }
    }

    /// The first bytes of the reader's file.
    static func beginningOfReader(count: Int) -> [UInt8] {
        let bytes = unsafe UnsafeRawBufferPointer(start: CModels_reader_bytes(), count: CModels_reader_size)
        return unsafe Array(bytes.prefix(count))
    }

    /// Names a runtime in the environment of this process.
    static func nameRuntime(_ path: String) { _ = unsafe setenv("CARDCAM_ONNXRUNTIME", path, 1) }
}
