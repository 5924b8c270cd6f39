import Frames
import Locate
import Testing

@testable import Pipeline
@testable import Read

/// Rows of names that are found too short: what they say goes on beyond them.
@Suite struct CutShortTests {
    /// - Parameter missing: how much of the row is cut off at either end, in heights of capitals.
    @Test(
        arguments: [(left: Float(0), right: Float(0)), (3.5, 0), (0, 3.5), (2, 3)], ["flat-print", "embossed-silver"])
    func theWholeNameIsRead(_ missing: (left: Float, right: Float), _ recording: String) throws {
        let (locator, models) = (CardLocator(model: try Bench.models().locator), try Bench.models())
        let reader = TextReader(network: models.texts, names: models.names)
        let name = try #require(try Truth(of: recording).cards.first?.holder)
        let read = try Bench.frame(12, of: recording).withLuma { view -> TextReading? in
            let luma = LumaPyramid(view)
            guard let sighting = try locator.locate(luma),
                let row = try locator.fields(of: sighting, in: luma)[.holder]?.first?
                    .extended(left: -missing.left, right: -missing.right)
            else { return nil }
            return try reader.read(luma, lines: [.holder: [row]], cuts: [[TextReader.Cut.quick[1]]])[.holder]?.text
        }
        #expect(try #require(read).candidates.first?.text == name)
    }
}
