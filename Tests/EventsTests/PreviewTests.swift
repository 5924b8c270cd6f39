import CardNumber
import Frames
import Locate
import Testing

@testable import Events

/// What people may see of a picture: nothing that a number could be read from.
@Suite struct PreviewTests {
    private static let card = CardQuad(Point(60, 40), Point(260, 30), Point(270, 170), Point(50, 160))
    private static let line = NumberLine(quad: CardQuad(x: 80, y: 90, width: 160, height: 12), score: 1)

    /// A grey picture with black and white stripes of one pixel, red on the row and green on a place for a code.
    private static func picture() -> ColorImage {
        var pixels: [UInt8] = []
        for y in 0..<180 {
            for x in 0..<320 {
                let isRow = (80..<240).contains(x) && (90..<102).contains(y)
                let isCode = (90..<110).contains(x) && (130..<140).contains(y)
                let stripe: UInt8 = x.isMultiple(of: 2) ? 255 : 0
                pixels += isRow ? [255, 0, 0] : isCode ? [0, 255, 0] : [stripe, stripe, stripe]
            }
        }
        return ColorImage(width: 320, height: 180, pixels: pixels)
    }

    private static func pixel(_ image: ColorImage, _ x: Int, _ y: Int) -> [Int] {
        (0..<3).map { Int(image.pixels[(y * image.width + x) * 3 + $0]) }
    }

    /// The largest difference from one pixel to the next in a part of a picture.
    private static func contrast(_ image: ColorImage, _ columns: Range<Int>, _ rows: Range<Int>) -> Int {
        rows.flatMap { y in columns.map { x in abs(pixel(image, x, y)[0] - pixel(image, x + 1, y)[0]) } }.max() ?? 0
    }

    @Test func withoutARowNothingIsSharp() {
        let preview = PreviewMaker.preview(of: Self.picture(), showing: nil, policy: .masked)
        #expect(Self.contrast(preview, 0..<319, 0..<180) < 60)
        #expect(preview.width == 320 && preview.height == 180)
    }

    @Test func whoMaySeeTheNumberSeesNoMoreThanTheCard() {
        let card = PreviewMaker.Card(quad: Self.card, line: Self.line, codes: [])
        let preview = PreviewMaker.preview(of: Self.picture(), showing: card, policy: .full)
        #expect(Self.pixel(preview, 100, 95) == [255, 0, 0])
        #expect(Self.contrast(preview, 0..<45, 0..<180) < 60)
        #expect(Self.contrast(preview, 275..<319, 0..<180) < 60)
    }

    @Test(arguments: [NumberPolicy.masked, .bin8, .last4]) func theRowIsPaintedOver(policy: NumberPolicy) {
        let card = PreviewMaker.Card(quad: Self.card, line: Self.line, codes: [])
        let preview = PreviewMaker.preview(of: Self.picture(), showing: card, policy: policy)
        let painted = (76..<244).flatMap { x in (88..<104).map { Self.pixel(preview, x, $0) } }
        #expect(Set(painted) == [[0x20, 0x20, 0x20]])
        // The rest of the card is sharp.
        #expect(Self.contrast(preview, 100..<200, 50..<60) == 255)
    }

    @Test(arguments: NumberPolicy.allCases) func codesArePaintedOverWhateverThePolicy(policy: NumberPolicy) throws {
        let toCard = try #require(Homography(from: Self.card, to: CardQuad(x: 0, y: 0, width: 1, height: 1)))
        let code = CardQuad(x: 90, y: 130, width: 20, height: 10).mapped { toCard($0) }
        let card = PreviewMaker.Card(quad: Self.card, line: Self.line, codes: [code])
        let preview = PreviewMaker.preview(of: Self.picture(), showing: card, policy: policy)
        #expect(Set((90..<110).map { Self.pixel(preview, $0, 135) }) == [[0x20, 0x20, 0x20]])
    }

    @Test func whatIsNoPlaceIsNotShown() {
        let wrong = CardQuad(Point(.nan, 0), Point(1, 0), Point(1, 1), Point(0, 1))
        let flat = CardQuad(x: 5, y: 5, width: 0, height: 0)
        let flatLine = NumberLine(quad: flat, score: 1)
        let coarse = PreviewMaker.preview(of: Self.picture(), showing: nil, policy: .masked)
        for (quad, line) in [(wrong, Self.line), (Self.card, flatLine), (flat, Self.line)] {
            let card = PreviewMaker.Card(quad: quad, line: line, codes: [])
            #expect(PreviewMaker.preview(of: Self.picture(), showing: card, policy: .masked) == coarse)
        }
    }

    @Test func aCardThatReachesBeyondThePictureIsShownWithinIt() {
        let large = CardQuad(x: -100, y: -50, width: 600, height: 380)
        let line = NumberLine(quad: CardQuad(x: -50, y: 90, width: 500, height: 30), score: 1)
        let card = PreviewMaker.Card(quad: large, line: line, codes: [])
        let preview = PreviewMaker.preview(of: Self.picture(), showing: card, policy: .masked)
        #expect(Set((0..<320).map { Self.pixel(preview, $0, 95) }) == [[0x20, 0x20, 0x20]])
        #expect(Self.contrast(preview, 0..<319, 10..<20) == 255)
    }

    @Test func tinyPicturesAreFrostedToo() {
        let tiny = ColorImage(width: 3, height: 2, pixels: [UInt8](repeating: 200, count: 18))
        #expect(PreviewMaker.preview(of: tiny, showing: nil, policy: .masked).pixels.count == 18)
    }
}
