import Foundation
import Inference
import Testing

/// Where the runtime library is looked for, and what a user hears who has none.
///
/// The library is opened once for a process, so what goes wrong before that is tried in processes of its own.
@Suite struct RuntimeTests {
    @Test func isFoundWhereSetupPutsIt() throws {
        let version = try Runtime.open()
        #expect(version.split(separator: ".").count == 3)
        #expect(try Runtime.open() == version)
    }

    @Test func manyThreadsMayOpenIt() async {
        await #expect(processExitsWith: .success) {
            try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<8 { group.addTask { try Runtime.open() } }
                let versions = try await group.reduce(into: Set<String>()) { $0.insert($1) }
                #expect(versions.count == 1)
            }
        }
    }

    @Test func aMissingFileIsOneLineThatNamesSetup() async {
        await #expect(processExitsWith: .success) {
            let failure = try #require(throws: InferenceFailure.self) {
                try Runtime.open(explicit: "/nowhere/libonnxruntime.so.1")
            }
            #expect(failure.code == .runtimeMissing)
            #expect(failure.description.contains("/nowhere/libonnxruntime.so.1"))
            #expect(failure.description.contains("Tools/setup"))
            #expect(failure.description.contains("--runtime"))
            #expect(!failure.description.contains("\n"))
        }
    }

    @Test func aTextFileIsNoLibrary() async {
        await #expect(processExitsWith: .success) {
            // This source file is text for certain.
            let failure = try #require(throws: InferenceFailure.self) { try Runtime.open(explicit: #filePath) }
            #expect(failure.code == .runtimeMissing)
            #expect(failure.description.contains("RuntimeTests.swift"))
            #expect(!failure.description.contains("\n"))
        }
    }

    @Test func anotherLibraryIsNotTheRuntime() async {
        await #expect(processExitsWith: .success) {
            let failure = try #require(throws: InferenceFailure.self) { try Runtime.open(explicit: "libc.so.6") }
            #expect(failure.code == .runtimeMissing)
            #expect(failure.description.contains("not an ONNX Runtime library"))
        }
    }

    @Test func theEnvironmentIsTakenAtItsWord() async {
        await #expect(processExitsWith: .success) {
            EmbeddedModels.nameRuntime("/nowhere/of-the-environment.so")
            let failure = try #require(throws: InferenceFailure.self) { try Runtime.open() }
            #expect(failure.description.contains("/nowhere/of-the-environment.so"))
        }
    }

    @Test func anotherTryMaySucceed() async {
        await #expect(processExitsWith: .success) {
            #expect(throws: InferenceFailure.self) { try Runtime.open(explicit: "/nowhere.so") }
            try Runtime.open()
        }
    }
}
