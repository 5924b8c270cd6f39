import CardNumber
import Codecs
import Frames
import Locate
import Testing

@testable import Events

/// A number in four rows is hidden in all four: hidden digits are red, visible ones green, and no picture shows red.
@Suite struct BlockCropTests {
    private static let unit = CardQuad(x: 0, y: 0, width: 1, height: 1)
    private static let card = CardQuad(Point(15, 20), Point(295, 10), Point(305, 185), Point(10, 190))
    private static let layout = RowLayout(count: 4, height: 0.16)
    /// Four digits in each row, their middles at an eighth, three eighths and so on.
    private static let placement = NumberPlacement(
        line: CardQuad(x: 0.1, y: 0.25, width: 0.22, height: 0.45), layout: layout,
        digitSpans: (0..<16).map { .init(start: Float($0) / 4, end: Float($0 + 1) / 4) })

    /// A frame with the card, its digits where they are thought to be but for an error in parts of the block.
    private func frame(_ policy: NumberPolicy, off: Point = Point(0, 0), stretched: Float = 1) throws -> ColorImage {
        let toCard = try #require(Homography(from: Self.card, to: Self.unit))
        let toBlock = try #require(Homography(from: Self.placement.line, to: Self.unit))
        let visible = policy.visiblePlaces(count: 16)
        var image = ColorImage(width: 320, height: 200, pixels: [UInt8](repeating: 200, count: 320 * 200 * 3))
        for y in 40..<160 {
            for x in 20..<140 {
                let p = toBlock(toCard(Point(Float(x), Float(y)))) - off
                let place = Point(0.5 + (p.x - 0.5) / stretched, 0.5 + (p.y - 0.5) / stretched)
                let row = Self.layout.spans.firstIndex { $0.contains(place.y) }
                // A digit fills two thirds of its room, and reaches the block's sides in the first and the last.
                let column = (0..<4).first { abs(place.x - [0.083, 0.36, 0.64, 0.917][$0]) < 0.083 }
                guard let row, let column else { continue }
                let color: [UInt8] = visible[row * 4 + column] ? [0, 255, 0] : [255, 0, 0]
                for channel in 0..<3 { image.pixels[(y * 320 + x) * 3 + channel] = color[channel] }
            }
        }
        return image
    }

    private func crops(
        _ policy: NumberPolicy, of picture: ColorImage, _ placement: NumberPlacement = placement
    ) -> Crops {
        CropMaker.crops(
            of: picture, quad: Self.card, placement: placement, codes: [], digitCount: 16, policy: policy, wanted: .all)
    }

    /// How many pixels show a hidden digit, and how many a visible one.
    private static func colored(_ image: ColorImage) -> (red: Int, green: Int) {
        let pixels = image.pixels.span
        var (red, green, at) = (0, 0, 0)
        while at < pixels.count {
            let (r, g, b) = (Int(pixels[at]), Int(pixels[at + 1]), Int(pixels[at + 2]))
            if r > g + 60, r > b + 60 { red += 1 }
            if g > r + 100, g > b + 100 { green += 1 }
            at += 3
        }
        return (red, green)
    }

    private func pictures(_ crops: Crops) throws -> [ColorImage] {
        try [crops.card, crops.number].map { try JPEGDecoder().color(of: try #require($0).jpeg) }
    }

    /// Digits that lie a third of their height from where they are thought to be are covered all the same.
    @Test(
        arguments: [
            (.masked, Point(0, 0), 1), (.bin8, Point(0, 0), 1), (.last4, Point(0, 0), 1),
            (.masked, Point(0.04, 0.05), 1), (.last4, Point(-0.04, -0.05), 1), (.last4, Point(0, 0), 1.08),
            (.masked, Point(0, 0), 0.94),
        ] as [(NumberPolicy, Point, Float)])
    func hiddenDigitsOfAllRowsArePaintedOver(policy: NumberPolicy, off: Point, stretched: Float) throws {
        let picture = try frame(policy, off: off, stretched: stretched)
        for crop in try pictures(crops(policy, of: picture)) {
            let (red, green) = Self.colored(crop)
            #expect(red == 0 && green > 200)
        }
    }

    @Test func theNumberCropShowsTheWholeBlock() throws {
        let crops = crops(.full, of: try frame(.last4))
        let number = try #require(crops.number)
        #expect(number.height > number.width)
        #expect(Self.colored(try JPEGDecoder().color(of: number.jpeg)).red > 1000)
    }

    /// Places that do not fit the rows, as those of a number read in one row: nothing of the block may be seen.
    @Test(
        arguments: [
            [], (0..<16).map { .init(start: Float($0) / 16, end: Float($0 + 1) / 16) },
            (0..<16).map { .init(start: Float($0) / 4 + 0.2, end: Float($0 + 1) / 4 + 0.2) },
            (0..<15).map { .init(start: Float($0) / 4, end: Float($0 + 1) / 4) },
        ] as [[NumberPlacement.DigitSpan]])
    func withoutAPlaceForEachDigitTheWholeBlockIsPainted(spans: [NumberPlacement.DigitSpan]) throws {
        var placement = Self.placement
        placement.digitSpans = spans
        for crop in try pictures(crops(.masked, of: try frame(.masked), placement)) {
            #expect(Self.colored(crop) == (0, 0))
        }
    }

    /// Places of a block on a line that was seen in one row.
    @Test func placesOfRowsThatAreNotThereAreNotTrusted() throws {
        let line = NumberPlacement(line: SampleEvents.placement.line, digitSpans: Self.placement.digitSpans)
        #expect(NumberPainter.areas(of: line, count: 16, policy: .masked) == [NumberPainter.whole(.single)])
    }

    @Test(arguments: [Point(0, 0), Point(0.05, 0.08), Point(-0.05, -0.08)])
    func aPreviewShowsNoDigitOfIt(off: Point) throws {
        let toPicture = try #require(Homography(from: Self.unit, to: Self.card))
        let line = NumberLine(quad: Self.placement.line.mapped { toPicture($0) }, layout: Self.layout, score: 1)
        let picture = try frame(.last4, off: off)
        let shown = PreviewMaker.Card(quad: Self.card, line: line, codes: [])
        let preview = PreviewMaker.preview(of: picture, showing: shown, policy: .last4)
        #expect(Self.colored(preview) == (0, 0))
        let open = PreviewMaker.preview(of: picture, showing: shown, policy: .full)
        #expect(Self.colored(open).red > 1000)
        // What stands beside the block and below it is sharp.
        let (x, y) = (150, 150)
        #expect(preview.pixels[(y * 320 + x) * 3] == 200)
    }
}
