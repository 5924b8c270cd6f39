import CardNumber
import Codecs
import Frames
import Locate
import Testing

@testable import Events

/// What is masked in text is masked in pictures: frames are drawn whose hidden digits are red and whose visible digits
/// are green, and no crop may show red.
@Suite struct CropTests {
    private static let placement = SampleEvents.placement

    /// A frame with a white card at `quad`; the digits are coloured, and so is the small print below the first four.
    private func frame(_ quad: CardQuad, policy: NumberPolicy) throws -> ColorImage {
        let unit = CardQuad(x: 0, y: 0, width: 1, height: 1)
        let toCard = try #require(Homography(from: quad, to: unit))
        let toLine = try #require(Homography(from: Self.placement.line, to: unit))
        let visible = policy.visiblePlaces(count: 16)
        var image = ColorImage(width: 320, height: 240, pixels: [UInt8](repeating: 90, count: 320 * 240 * 3))
        for y in 0..<240 {
            for x in 0..<320 {
                let onCard = toCard(Point(Float(x), Float(y)))
                guard (0...1).contains(onCard.x), (0...1).contains(onCard.y) else { continue }
                let p = toLine(onCard)
                let place = Self.placement.digitSpans.firstIndex { ($0.start...$0.end).contains(p.x) }
                let isPrinted = (0...1).contains(p.y) || ((1.5...2).contains(p.y) && place ?? 16 < 4)
                var color: [UInt8] = [255, 255, 255]
                if let place, isPrinted { color = visible[place] ? [0, 255, 0] : [255, 0, 0] }
                let at = (y * 320 + x) * 3
                for channel in 0..<3 { image.pixels[at + channel] = color[channel] }
            }
        }
        return image
    }

    private func count(_ crop: Crop?, where matches: (Int, Int, Int) -> Bool) throws -> Int {
        let image = try JPEGDecoder().color(of: try #require(crop).jpeg)
        return stride(from: 0, to: image.pixels.count, by: 3).count {
            matches(Int(image.pixels[$0]), Int(image.pixels[$0 + 1]), Int(image.pixels[$0 + 2]))
        }
    }

    private func red(_ crop: Crop?) throws -> Int { try count(crop) { $0 > $1 + 60 && $0 > $2 + 60 } }
    private func green(_ crop: Crop?) throws -> Int { try count(crop) { $1 > $0 + 100 && $1 > $2 + 100 } }

    private static let quads = [
        CardQuad(x: 20, y: 30, width: 280, height: 177),
        CardQuad(Point(45, 55), Point(280, 30), Point(300, 200), Point(30, 185)),
        // Upside down.
        CardQuad(Point(300, 200), Point(30, 185), Point(45, 55), Point(280, 30)),
        // An upright card.
        CardQuad(x: 90, y: 10, width: 135, height: 215),
    ]

    @Test(arguments: [
        (0, NumberPolicy.masked), (1, .masked), (2, .masked), (3, .masked), (1, .bin8), (2, .last4),
    ])
    func hiddenDigitsArePaintedOver(index: Int, policy: NumberPolicy) throws {
        let quad = Self.quads[index]
        let crops = CropMaker.crops(
            of: try frame(quad, policy: policy), quad: quad, placement: Self.placement, codes: [], digitCount: 16,
            policy: policy,
            wanted: .all)
        for crop in [crops.card, crops.number] {
            #expect(try red(crop) == 0)
            #expect(try green(crop) > 200)
        }
    }

    @Test func theFullPolicyPaintsNothing() throws {
        let quad = Self.quads[0]
        let crops = CropMaker.crops(
            of: try frame(quad, policy: .last4), quad: quad, placement: Self.placement, codes: [], digitCount: 16,
            policy: .full,
            wanted: .all)
        #expect(try red(crops.card) > 1000)
        #expect(try red(crops.number) > 1000)
    }

    @Test(arguments: [nil, 15, 19])
    func withoutAPlaceForEachDigitTheWholeLineIsPainted(digitCount: Int?) throws {
        let quad = Self.quads[0]
        let crops = CropMaker.crops(
            of: try frame(quad, policy: .masked), quad: quad, placement: Self.placement, codes: [],
            digitCount: digitCount,
            policy: .masked, wanted: .all)
        #expect(try red(crops.card) == 0)
        #expect(try green(crops.card) == 0)
    }

    @Test func withoutAPlacementNothingIsShown() throws {
        var unplaced = Self.placement
        unplaced.line.topLeft = Point(.nan, 0)
        for placement in [nil, unplaced, NumberPlacement(line: CardQuad(x: 0.5, y: 0.5, width: 0, height: 0))] {
            let crops = CropMaker.crops(
                of: SampleEvents.picture, quad: SampleEvents.quad, placement: placement, codes: [], digitCount: 16,
                policy: .masked, wanted: .all)
            #expect(crops == Crops())
        }
    }

    /// A row of digits in a frame in which no card was made out: codes beside it are not looked for closely enough.
    @Test(arguments: CropSelection.allCases) func withoutAnOutlineThereIsNoCropOfACard(_ wanted: CropSelection) {
        var card = SampleEvents.card
        card.picture = SampleEvents.picture
        card.isOutlined = false
        var options = EncodingOptions()
        options.crops = wanted
        let crops = card.crops(options)
        #expect(crops.card == nil)
        #expect((crops.number != nil) == wanted.includesNumber)
    }

    @Test func cropsHaveTheSizeOfACard() throws {
        let sizes = Self.quads.map { quad in
            CropMaker.crops(
                of: SampleEvents.picture, quad: quad, placement: nil, codes: [], digitCount: nil, policy: .full,
                wanted: .card
            ).card.map { [$0.width, $0.height] }
        }
        #expect(sizes == [[856, 540], [856, 540], [856, 540], [540, 856]])
    }

    /// A code is painted over in both crops whatever the policy, and nothing beside it.
    @Test(arguments: quads.indices, [NumberPolicy.full, .masked])
    func codesArePaintedOver(index: Int, policy: NumberPolicy) throws {
        let quad = Self.quads[index]
        let picture = try frame(quad, policy: .last4)
        let (left, right) = (CardQuad(x: 0.05, y: 0.45, width: 0.72, height: 0.4), Self.placement)
        let crops = CropMaker.crops(
            of: picture, quad: quad, placement: right, codes: [left], digitCount: 16, policy: policy, wanted: .all)
        let open = CropMaker.crops(
            of: picture, quad: quad, placement: right, codes: [], digitCount: 16, policy: .full, wanted: .all)
        for (crop, whole) in [(crops.card, open.card), (crops.number, open.number)] {
            #expect(try red(whole) > 1000)
            #expect(try red(crop) == 0)
            #expect(try green(crop) > 200)
        }
    }

    @Test func cornersThatSpanNothingGiveNoCrop() {
        let point = CardQuad(x: 5, y: 5, width: 0, height: 0)
        let crops = CropMaker.crops(
            of: SampleEvents.picture, quad: point, placement: Self.placement, codes: [], digitCount: 16, policy: .full,
            wanted: .all)
        #expect(crops == Crops())
    }
}
