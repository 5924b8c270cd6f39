import CModels
import Foundation
import Inference

/// The models that the program carries, and files that are none.
enum EmbeddedModels {
    /// Draws a card's place.
    static let locator = Result { try unsafe load(CModels_locator_bytes(), CModels_locator_size, "locator") }
    /// Sees strokes in a strip.
    static let backbone = Result { try unsafe load(CModels_backbone_bytes(), CModels_backbone_size, "backbone") }
    /// Reads digits where the backbone sees strokes.
    static let numbers = Result { try loadNumbers() }
    /// Reads dates and names, likewise.
    static let texts = Result { try unsafe load(CModels_texts_bytes(), CModels_texts_size, "texts") }

    /// Bytes of all of them.
    static let size =
        CModels_locator_size + CModels_backbone_size + CModels_numbers_size + CModels_texts_size
        + CModels_names_size + CModels_checks_size

    /// Loads the head for numbers anew.
    static func loadNumbers() throws -> Model {
        try unsafe load(CModels_numbers_bytes(), CModels_numbers_size, "numbers")
    }

    /// Loads a model from bytes of the test's making.
    static func load(_ bytes: [UInt8]) throws -> Model {
        try Runtime.open()
        return try unsafe bytes.withUnsafeBytes { buffer in
            try unsafe Model(bytes: buffer, name: "garbage", threads: 1)
        }
    }

    /// The first bytes of a model's file.
    static func beginningOfNumbers(count: Int) -> [UInt8] {
        let bytes = unsafe UnsafeRawBufferPointer(start: CModels_numbers_bytes(), count: CModels_numbers_size)
        return unsafe Array(bytes.prefix(count))
    }

    /// Names a runtime in the environment of this process.
    static func nameRuntime(_ path: String) { _ = unsafe setenv("CARDCAM_ONNXRUNTIME", path, 1) }

    private static func load(_ start: UnsafePointer<UInt8>, _ count: Int, _ name: String) throws -> Model {
        try Runtime.open()
        return try unsafe Model(
            bytes: UnsafeRawBufferPointer(start: start, count: count), name: name, threads: 1)
    }
}
