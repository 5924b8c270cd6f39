import Fuse
import TestSupport
import Testing

/// A picture that was there before is worth little, however often it comes.
@Suite struct NoveltyTests {
    /// What an exact copy of a picture counts.
    private static let copy = 0.25
    /// More than a copy seen in another light may count.
    private static let nearlyCopy = 0.4

    private static func picture(seed: UInt64) -> [UInt8] {
        var random = SeededGenerator(seed: seed)
        return (0..<160 * 16).map { _ in UInt8.random(in: 40...200, using: &random) }
    }

    @Test func theFirstPictureIsNew() {
        var novelty = Novelty()
        #expect(novelty.weigh(Self.picture(seed: 1)) == 1)
    }

    @Test func onlyWhatWasSeenIsKnown() {
        var novelty = Novelty()
        let picture = Self.picture(seed: 1)
        #expect(!novelty.knows(picture))
        _ = novelty.weigh(picture)
        #expect(novelty.knows(picture))
        #expect(!novelty.knows(Self.picture(seed: 2)))
    }

    @Test func copiesAddLittle() {
        var novelty = Novelty()
        let picture = Self.picture(seed: 1)
        _ = novelty.weigh(picture)
        for _ in 0..<10 { #expect(novelty.weigh(picture) == Self.copy) }
    }

    @Test(arguments: [(0.7, 0.0), (1.0, 30.0), (0.5, 60.0)])
    func otherLightIsNotANewPicture(contrast: Double, brightness: Double) {
        var novelty = Novelty()
        let picture = Self.picture(seed: 2)
        _ = novelty.weigh(picture)
        #expect(novelty.weigh(picture.map { UInt8(Double($0) * contrast + brightness) }) < Self.nearlyCopy)
    }

    @Test func sensorNoiseIsNotANewPicture() {
        var novelty = Novelty()
        var random = SeededGenerator(seed: 3)
        let picture = Self.picture(seed: 3)
        _ = novelty.weigh(picture)
        #expect(novelty.weigh(picture.map { $0 + UInt8.random(in: 0...4, using: &random) }) < Self.nearlyCopy)
    }

    @Test func anotherPictureIsNew() {
        var novelty = Novelty()
        _ = novelty.weigh(Self.picture(seed: 4))
        #expect(novelty.weigh(Self.picture(seed: 5)) == 1)
    }

    @Test func remembersMoreThanTheLastPicture() {
        var novelty = Novelty()
        for seed in 10..<16 { #expect(novelty.weigh(Self.picture(seed: UInt64(seed))) == 1) }
        for seed in 10..<16 { #expect(novelty.weigh(Self.picture(seed: UInt64(seed))) == Self.copy) }
    }

    @Test func halfChangedIsBetween() {
        var novelty = Novelty()
        let (a, b) = (Self.picture(seed: 20), Self.picture(seed: 21))
        _ = novelty.weigh(a)
        let weight = novelty.weigh(zip(a, b).map { UInt8((Int($0) * 9 + Int($1)) / 10) })
        #expect(weight > Self.nearlyCopy && weight < 1)
    }

    @Test func aPictureOfNothingDoesNoHarm() {
        var novelty = Novelty()
        #expect(novelty.weigh([]) == 1)
        #expect(novelty.weigh([]) == Self.copy)
        #expect((Self.copy...1).contains(novelty.weigh([UInt8](repeating: 0, count: 160 * 16))))
    }
}
