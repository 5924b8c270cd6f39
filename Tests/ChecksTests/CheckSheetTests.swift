import Frames
import Locate
import Testing

@testable import Checks

/// What the network is given to look at.
@Suite struct CheckSheetTests {
    private static let (width, height) = (640, 480)

    /// A frame whose left half is dark and right half bright, with stripes of one pixel in the lower half.
    private static let frame = LumaImage(
        width: width, height: height,
        pixels: (0..<width * height).map { i in
            let (x, y) = (i % width, i / width)
            return (x < width / 2 ? 40 : 180) + (y >= height / 2 && x % 2 == 0 ? 20 : 0)
        })

    private func sheet(_ card: CardQuad, of frame: LumaImage = frame) -> LumaImage? {
        CheckSheet(LumaPyramid(frame.view), card: card)?.looks[0]
    }

    @Test func theCardFillsMostOfTheOverviewUpright() throws {
        let image = try #require(sheet(CardQuad(x: 160, y: 40, width: 320, height: 200)))
        #expect([image.width, image.height] == [CheckSheet.width, CheckSheet.height])
        // The middle of the card is that of the frame.
        #expect(image.view[94, 64] < 60 && image.view[98, 64] > 160)
    }

    @Test func aCardThatStandsIsLaidDown() throws {
        let upright = CardQuad(x: 220, y: 10, width: 200, height: 320)
        let image = try #require(sheet(upright))
        // Its left side, which is dark, lies at the bottom or at the top.
        #expect(abs(Int(image.view[96, 20]) - Int(image.view[96, 108])) > 100)
        #expect(abs(Int(image.view[40, 40]) - Int(image.view[152, 40])) < 30)
    }

    @Test func piecesAreNeverResampled() throws {
        let image = try #require(sheet(CardQuad(x: 30.3, y: 20.7, width: 580.2, height: 430.9)))
        // The lower left piece lies where the stripes are: each other pixel differs by all of 20.
        let row = (0..<64).map { Int(image.view[$0, 128 + 64 + 32]) }
        #expect(zip(row, row.dropFirst()).allSatisfy { abs($0 - $1) == 20 })
    }

    @Test(arguments: [(1, true, false), (2, false, true), (3, true, true)])
    func otherLooksMirrorTheCardAndWhatIsAroundIt(look: Int, across: Bool, down: Bool) throws {
        let made = CheckSheet(LumaPyramid(Self.frame.view), card: CardQuad(x: 100, y: 60, width: 300, height: 200))
        let looks = try #require(made).looks
        #expect(looks.count == 4)
        for y in [0..<128, 256..<384].joined() {
            for x in 0..<CheckSheet.width {
                let fromX = across ? CheckSheet.width - 1 - x : x
                let fromY = down ? y / 128 * 128 + 127 - y % 128 : y
                let (first, width) = (looks[0].pixels, CheckSheet.width)
                guard looks[look].pixels[y * width + x] != first[fromY * width + fromX] else { continue }
                Issue.record("another pixel at \(x), \(y)")
                return
            }
        }
    }

    @Test(arguments: [(0, false, false), (1, true, false), (2, false, true), (3, true, true)])
    func eachLookTakesPiecesOfOtherPlaces(look: Int, across: Bool, down: Bool) throws {
        // Luma tells the column, or the row, divided by 4.
        func shown(_ luma: (Int, Int) -> Int) throws -> LumaImage {
            let pixels = (0..<Self.width * Self.height).map { UInt8(luma($0 % Self.width, $0 / Self.width) / 4) }
            let frame = LumaImage(width: Self.width, height: Self.height, pixels: pixels)
            let made = CheckSheet(LumaPyramid(frame.view), card: CardQuad(x: 100, y: 60, width: 400, height: 300))
            return try #require(made).looks[look]
        }
        let (columns, rows) = (try shown { x, _ in x }, try shown { _, y in y })
        let (lefts, tops) = (across ? [0.88, 0.58, 0.28] : [0.12, 0.42, 0.72], down ? [0.83, 0.39] : [0.17, 0.61])
        for (column, left) in lefts.enumerated() {
            for (row, top) in tops.enumerated() {
                let (x, y) = (column * 64 + 32, 128 + row * 64 + 32)
                #expect(abs(Double(columns.view[x, y]) * 4 - (100 + 400 * left)) < 5)
                #expect(abs(Double(rows.view[x, y]) * 4 - (60 + 300 * top)) < 5)
                let toRight = Int(columns.view[x + 24, y]) - Int(columns.view[x - 24, y])
                let toBottom = Int(rows.view[x, y + 24]) - Int(rows.view[x, y - 24])
                #expect((toRight < 0) == across && (toBottom < 0) == down)
            }
        }
    }

    @Test func theCardStandsInTheMiddleOfWhatIsAroundIt() throws {
        let image = try #require(sheet(CardQuad(x: 200, y: 160, width: 240, height: 160)))
        // As the frame is, from dark to bright in the middle. Of three cards' width 40 pixels lie outside on either side.
        #expect(image.view[94, 256 + 64] < 62 && image.view[98, 256 + 64] > 160)
        #expect(image.view[9, 256 + 20] == 0 && image.view[12, 256 + 20] == 40)
        #expect(image.view[182, 256 + 20] == 0 && image.view[179, 256 + 20] == 180)
        let upright = try #require(sheet(CardQuad(x: 240, y: 120, width: 160, height: 240)))
        #expect(abs(Int(upright.view[96, 256 + 50]) - Int(upright.view[96, 256 + 78])) > 100)
    }

    @Test func onlyWhatLiesOutsideThePictureIsZero() throws {
        // The card begins where the picture does; the frame is 2 2/3 cards wide and 3.2 high.
        let image = try #require(sheet(CardQuad(x: 0, y: 150, width: 240, height: 150)))
        #expect((256..<384).allSatisfy { image.view[63, $0] == 0 && image.view[64, $0] >= 40 })
        let black = LumaImage(width: 64, height: 64)
        let dark = try #require(sheet(CardQuad(x: 24, y: 24, width: 16, height: 10), of: black))
        #expect((256..<384).allSatisfy { dark.view[96, $0] == 1 })
    }

    @Test func aCardBeyondThePictureIsLookedAtAllTheSame() {
        #expect(sheet(CardQuad(x: -300, y: -200, width: 500, height: 315)) != nil)
        #expect(sheet(CardQuad(x: 5000, y: 5000, width: 500, height: 315)) != nil)
    }

    @Test(arguments: [(Float(20), false), (0, false), (-20, false), (-28, false), (-32, true), (-300, true)])
    func whatLiesOutsideIsToldByTheCorners(left: Float, isOutside: Bool) {
        let card = CardQuad(x: left, y: 40, width: 400, height: 252)
        #expect((CardChecks.outside(card, width: 640, height: 480) > 0) == isOutside)
        let mirrored = CardQuad(x: 640 - 400 - left, y: 40, width: 400, height: 252)
        #expect((CardChecks.outside(mirrored, width: 640, height: 480) > 0) == isOutside)
    }

    @Test(arguments: [(Float(0), true), (30, true), (45, false), (-45, false), (120, false)])
    func onlyWhatStandsLevelCanBeADigitalPicture(lean: Float, isLevel: Bool) {
        let card = CardQuad(Point(100, 100), Point(500, 100 + lean), Point(500 - lean, 352 + lean), Point(100, 352))
        #expect((CardChecks.level(card) > 0) == isLevel)
        #expect((CardChecks.level(card.turned) > 0) == isLevel)
    }

    @Test func cornersThatSpanNothingGiveNoSheet() {
        #expect(sheet(CardQuad(x: 5, y: 5, width: 0, height: 0)) == nil)
        #expect(sheet(CardQuad(x: .nan, y: 5, width: 10, height: 10)) == nil)
    }
}
