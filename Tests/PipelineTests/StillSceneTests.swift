import Frames
import Testing

@testable import Pipeline

/// What is left out while nothing moves, and how soon a change is noticed.
@Suite struct StillSceneTests {
    private static let (width, height) = (320, 180)

    /// Noise of a few grey levels.
    private static let noise: [UInt8] = {
        var state: UInt64 = 88_172_645_463_325_252
        return (0..<width * height + 100).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(state % 9)
        }
    }()

    /// A grey scene with noise, and a brighter patch where something stands.
    private static func frame(_ index: Int, patch: Bool = false, shade: Int = 90) throws -> Frame {
        var bytes = noise[index % 100..<index % 100 + width * height].map { $0 + UInt8(shade) }
        if patch {
            for y in 60..<90 { for x in 100..<140 { bytes[y * width + x] += 40 } }
        }
        let image = try #require(PixelBuffer(format: .grey, width: width, height: height, bytes: bytes))
        return try #require(
            Frame(CapturedFrame(image: image, sequence: index, time: .milliseconds(index * 1000 / 30))))
    }

    /// Plays frames of thirty a second; gives those that are decoded and those that are examined.
    private static func play(
        _ indices: Range<Int>, in scene: inout StillScene, hasCard: Bool = false, patch: Bool = false,
        shade: (Int) -> Int = { _ in 90 }
    ) throws -> (glanced: [Int], examined: [Int]) {
        var (glanced, examined): ([Int], [Int]) = ([], [])
        for index in indices where !scene.skips(.milliseconds(index * 1000 / 30)) {
            glanced.append(index)
            let frame = try frame(index, patch: patch, shade: shade(index))
            if scene.wants(frame, hasCard: hasCard) { examined.append(index) }
        }
        return (glanced, examined)
    }

    @Test func anEmptyStillSceneIsSeldomExamined() throws {
        var scene = StillScene()
        let awake = try Self.play(0..<30, in: &scene)
        #expect(awake.examined == Array(0..<30), "a second must pass first")
        let still = try Self.play(30..<330, in: &scene)
        #expect((10...60).contains(still.examined.count), "at most six in a second")
        #expect(still.glanced.count <= 110)
    }

    @Test(arguments: 0..<7) func aChangeWakesItWithin200Milliseconds(_ offset: Int) throws {
        var scene = StillScene()
        _ = try Self.play(0..<90 + offset, in: &scene)
        let after = try Self.play(90 + offset..<120 + offset, in: &scene, patch: true)
        let first = try #require(after.examined.first)
        #expect(first - (90 + offset) <= 5, "five frames are 167 ms")
        #expect(Set(first..<120 + offset).isSubset(of: after.examined), "fully awake from there on")
    }

    @Test func aCardAtHandIsNeverStill() throws {
        var scene = StillScene()
        #expect(try Self.play(0..<120, in: &scene, hasCard: true).examined.count == 120)
        #expect(try Self.play(120..<145, in: &scene).examined.count == 25, "nor in the second after it")
    }

    @Test func aSlowChangeOfLightIsStillAndAddsUpToNothing() throws {
        var scene = StillScene()
        _ = try Self.play(0..<60, in: &scene)
        let slow = try Self.play(60..<660, in: &scene) { 90 + ($0 - 60) / 20 }
        #expect(slow.examined.count <= 120)
    }

    @Test func timeThatStepsBackIsNoReasonToSleep() throws {
        var scene = StillScene()
        _ = try Self.play(0..<90, in: &scene)
        #expect(!scene.skips(.zero))
    }
}
