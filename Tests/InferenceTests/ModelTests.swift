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

    /// Shapes of what the locator and the head for numbers make of one item.
    private static let (maps, logits) = ([23, 60, 80], [80, 42])
    private static let pictureOfLocator = input([1, 1, 240, 320], seed: 3)
    private static func features(_ count: Int) -> Tensor { input([count, 192, 4, 80], seed: 4) }

    @Test func theyAddAtMostEightMegabytesToTheProgram() {
        #expect(EmbeddedModels.size <= 8_000_000)
    }

    @Test func theLocatorGivesItsMapsTheSameEachTime() throws {
        let model = try EmbeddedModels.locator.get()
        let maps = try model(Self.pictureOfLocator, outputShape: Self.maps)
        #expect(maps.shape == [1, 23, 60, 80])
        #expect(maps.values.count == 23 * 60 * 80)
        #expect(maps.values.allSatisfy { $0.isFinite })
        #expect(Set(maps.values).count > 1000, "a network that says the same everywhere says nothing")
        #expect(try model(Self.pictureOfLocator, outputShape: Self.maps) == maps)
    }

    @Test(arguments: [1, 3])
    func numbersAreReadInEachStripTheSameEachTime(_ count: Int) throws {
        let model = try EmbeddedModels.numbers.get()
        let scores = try model(Self.features(count), outputShape: Self.logits)
        #expect(scores.shape == [count, 80, 42])
        #expect(scores.values.allSatisfy { $0.isFinite })
        #expect(try model(Self.features(count), outputShape: Self.logits) == scores)
    }

    @Test(arguments: [96, 160, 480])
    func textsAreReadInStripsOfAnyWidth(_ width: Int) throws {
        let strip = Self.input([1, 1, 32, width], seed: 5)
        let features = try EmbeddedModels.backbone.get()(strip, outputShape: [192, 4, width / 4])
        let scores = try EmbeddedModels.texts.get()(features, outputShape: [width / 4, 42])
        #expect(scores.shape == [1, width / 4, 42])
        #expect(scores.values.allSatisfy { $0.isFinite })
    }

    @Test func stripsOfABatchDoNotMix() throws {
        let model = try EmbeddedModels.numbers.get()
        let together = try model(Self.features(3), outputShape: Self.logits)
        let alone = try model(Self.features(1), outputShape: Self.logits)
        for (a, b) in zip(alone.values, together.values) { #expect(abs(a - b) < 1e-3) }
    }

    @Test func twoLoadsOfAModelAgree() throws {
        let (one, other) = (try EmbeddedModels.loadNumbers(), try EmbeddedModels.loadNumbers())
        let features = Self.features(1)
        #expect(try one(features, outputShape: Self.logits) == other(features, outputShape: Self.logits))
    }

    @Test func oneModelServesManyThreads() async throws {
        let model = try EmbeddedModels.numbers.get()
        let features = Self.features(1)
        let expected = try model(features, outputShape: Self.logits)
        try await withThrowingTaskGroup(of: Tensor.self) { group in
            for _ in 0..<8 { group.addTask { try model(features, outputShape: Self.logits) } }
            for try await scores in group { #expect(scores == expected) }
        }
    }

    @Test(arguments: [
        Array("this is no model".utf8), [], [UInt8](repeating: 0, count: 5000),
        EmbeddedModels.beginningOfNumbers(count: 10_000),
    ])
    func garbageIsNoModel(_ bytes: [UInt8]) throws {
        let failure = try #require(throws: InferenceFailure.self) { try EmbeddedModels.load(bytes) }
        #expect(failure.code == .badModel)
        #expect(failure.description.hasPrefix("cannot load the model garbage: "))
        #expect(!failure.description.contains("\n"))
    }

    @Test(arguments: [[80, 41], [80, 43], [1]])
    func anAnswerOfAnotherSizeIsRefused(_ shape: [Int]) throws {
        let model = try EmbeddedModels.numbers.get()
        let failure = try #require(throws: InferenceFailure.self) {
            try model(Self.features(1), outputShape: shape)
        }
        #expect(failure.code == .runFailed)
        #expect(failure.description.contains("3360"))
    }

    @Test func aPictureOfAnotherSizeIsRefused() throws {
        let model = try EmbeddedModels.locator.get()
        let failure = try #require(throws: InferenceFailure.self) {
            try model(Tensor(shape: [1, 1, 24, 32]), outputShape: Self.maps)
        }
        #expect(failure.code == .runFailed)
    }
}
