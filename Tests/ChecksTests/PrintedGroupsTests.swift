import Frames
import Testing

@testable import Checks

/// Short groups of characters are found, whatever their tone; single characters and long words are not.
@Suite struct PrintedGroupsTests {
    private static let (width, height) = (200, 110)

    /// Upright bars of 14 x 30 pixels, `room` apart, from a place on.
    private func card(
        bars: Int, room: Int = 6, at place: (x: Int, y: Int) = (50, 40), ink: UInt8 = 30, ground: UInt8 = 200
    ) -> LumaImage {
        var image = LumaImage(width: Self.width, height: Self.height, filling: ground)
        for bar in 0..<bars {
            for y in place.y..<place.y + 30 {
                for x in 0..<14 { image.pixels[y * Self.width + place.x + bar * (14 + room) + x] = ink }
            }
        }
        return image
    }

    @Test(arguments: [3, 4], [(UInt8(30), UInt8(200)), (220, 90)])
    func aGroupIsFoundWhereItStands(bars: Int, tones: (ink: UInt8, ground: UInt8)) {
        let boxes = PrintedGroups(card(bars: bars, ink: tones.ink, ground: tones.ground)).boxes
        #expect(boxes == [.init(left: 50, top: 40, right: 50 + bars * 20 - 6, bottom: 70)])
    }

    @Test(arguments: [0, 1, 6, 7])
    func whatIsNoShortGroupIsNot(bars: Int) { #expect(PrintedGroups(card(bars: bars)).boxes.isEmpty) }

    @Test func charactersFarApartAreNoGroup() {
        #expect(PrintedGroups(card(bars: 4, room: 30, at: (10, 40))).boxes.isEmpty)
    }

    @Test func whatHardlyStandsOutIsNotSeen() { #expect(PrintedGroups(card(bars: 3, ink: 195)).boxes.isEmpty) }

    /// Where art gives more groups than are looked at, the code must not be among the others.
    @Test func printComesBeforeArt() {
        let code = PrintedGroups.Box(left: 60, top: 60, right: 114, bottom: 90)
        var image = card(bars: 3, at: (60, 60))
        // Above it two ragged bars, of which one is shorter.
        for (left, height) in [(60, 30), (80, 22)] {
            for y in 10..<10 + height {
                for x in left..<left + 14 { image.pixels[y * Self.width + x] = 30 }
            }
        }
        let boxes = PrintedGroups(image).boxes
        #expect(boxes.count == 2 && boxes.first == code)
    }

    /// A caption with its code stands closer together than two groups: `CVC` and three digits make six characters.
    @Test func aCodeIsPartedFromItsCaption() {
        var image = LumaImage(width: Self.width, height: Self.height, filling: 200)
        for left in [20, 36, 52, 76, 92, 108] {
            for y in 40..<70 {
                for x in left..<left + 14 { image.pixels[y * Self.width + x] = 30 }
            }
        }
        let boxes = PrintedGroups(image).boxes
        #expect(boxes.contains(.init(left: 76, top: 40, right: 122, bottom: 70)))
        #expect(boxes.count == 2)
    }

    /// Two letters of `CVV` touch and are one spot: five make a group, which is too long for one.
    @Test func aCodeIsPartedFromACaptionWhoseLettersTouch() {
        var image = LumaImage(width: Self.width, height: Self.height, filling: 200)
        for (left, width) in [(10, 18), (30, 46), (86, 18), (106, 18), (126, 18)] {
            for y in 40..<70 {
                for x in left..<left + width { image.pixels[y * Self.width + x] = 30 }
            }
        }
        #expect(PrintedGroups(image).boxes.contains(.init(left: 86, top: 40, right: 144, bottom: 70)))
    }

    /// Art that is paler than the print, and touches it.
    @Test func printIsPartedFromArtThatItStandsOn() {
        var image = card(bars: 3)
        for y in 20..<100 {
            for x in 47..<107 where image.pixels[y * Self.width + x] == 200 && (x / 3 + y / 3).isMultiple(of: 2) {
                image.pixels[y * Self.width + x] = 170
            }
        }
        #expect(PrintedGroups(image).boxes.contains(.init(left: 50, top: 40, right: 104, bottom: 70)))
    }

    @Test func groupsAtTheEdgeOfTheCardAreFound() {
        for corner in [(x: 0, y: 0), (x: Self.width - 54, y: Self.height - 30)] {
            let box = PrintedGroups.Box(left: corner.x, top: corner.y, right: corner.x + 54, bottom: corner.y + 30)
            #expect(PrintedGroups(card(bars: 3, at: corner)).boxes.contains(box))
        }
    }
}
