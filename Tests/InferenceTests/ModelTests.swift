import Inference
import TestSupport
import Testing

/// The embedded models run, and what is no model is refused in words.
@Suite struct ModelTests {
    private static func input(_ shape: [Int], seed: UInt64) -> Tensor {
        var random = SeededGenerator(seed: seed)
        var tensor = Tensor(shape: shape)
        for i in tensor.values.indices { tensor.values[i] = Float(random.unit() * 2 - 1) }
        return tensor
    }

    private static func strips(_ count: Int) -> Tensor { input([count] + EmbeddedModels.reader.input, seed: 4) }

    @Test func theLocatorGivesItsMapsTheSameEachTime() throws {
        let model = try EmbeddedModels.loadLocator()
        let picture = Self.input([1] + EmbeddedModels.locator.input, seed: 3)
        let maps = try model(picture)
        #expect(maps.shape == [1, 23, 60, 80])
        #expect(maps.values.count == 23 * 60 * 80)
        #expect(maps.values.allSatisfy { $0.isFinite })
        #expect(Set(maps.values).count > 1000, "a network that says the same everywhere says nothing")
        #expect(try model(picture) == maps)
    }

    @Test(arguments: [1, 3])
    func theReaderGivesScoresForEachStripTheSameEachTime(_ count: Int) throws {
        let model = try EmbeddedModels.loadReader()
        let strips = Self.strips(count)
        let scores = try model(strips)
        #expect(scores.shape == [count, 80, 42])
        #expect(scores.values.allSatisfy { $0.isFinite })
        #expect(try model(strips) == scores)
    }

    @Test(arguments: [96, 160, 480])
    func textsAreReadInStripsOfAnyWidth(_ width: Int) throws {
        let model = try EmbeddedModels.loadTexts()
        let strip = Self.input([1, 1, 32, width], seed: 5)
        let scores = try model(strip, outputShape: [width / 4, 42])
        #expect(scores.shape == [1, width / 4, 42])
        #expect(scores.values.allSatisfy { $0.isFinite })
        if width != 480 { #expect(throws: InferenceFailure.self) { try model(strip) } }
    }

    @Test func stripsOfABatchDoNotMix() throws {
        let model = try EmbeddedModels.loadReader()
        let together = try model(Self.strips(3))
        let alone = try model(Self.strips(1))
        for (a, b) in zip(alone.values, together.values) { #expect(abs(a - b) < 1e-3) }
    }

    @Test func twoLoadsOfAModelAgree() throws {
        let strips = Self.strips(1)
        #expect(try EmbeddedModels.loadReader()(strips) == EmbeddedModels.loadReader()(strips))
    }

    @Test func oneModelServesManyThreads() async throws {
        let model = try EmbeddedModels.loadReader()
        let strips = Self.strips(1)
        let expected = try model(strips)
        try await withThrowingTaskGroup(of: Tensor.self) { group in
            for _ in 0..<8 { group.addTask { try model(strips) } }
            for try await scores in group { #expect(scores == expected) }
        }
    }

    @Test(arguments: [
        Array("this is no model".utf8), [], [UInt8](repeating: 0, count: 5000),
        EmbeddedModels.beginningOfReader(count: 10_000),
    ])
    func garbageIsNoModel(_ bytes: [UInt8]) throws {
        let failure = try #require(throws: InferenceFailure.self) { try EmbeddedModels.load(bytes) }
        #expect(failure.code == .badModel)
        #expect(failure.description.hasPrefix("cannot load the model garbage: "))
        #expect(!failure.description.contains("\n"))
    }

    @Test(arguments: [[80, 41], [80, 43], [1]])
    func anAnswerOfAnotherSizeIsRefused(_ shape: [Int]) throws {
        let model = try EmbeddedModels.loadReader(output: shape)
        let failure = try #require(throws: InferenceFailure.self) { try model(Self.strips(1)) }
        #expect(failure.code == .runFailed)
        #expect(failure.description.contains("3360"))
    }

    @Test func aPictureOfAnotherSizeIsRefused() throws {
        let model = try EmbeddedModels.loadLocator()
        let failure = try #require(throws: InferenceFailure.self) { try model(Tensor(shape: [1, 1, 24, 32])) }
        #expect(failure.code == .runFailed)
    }
}
