import Frames
import Quality
import Testing

/// Too little light, too much and reflections all cost quality, on a card as sharp as before.
@Suite struct LightTests {
    private let card = TestCards.draw(.print)

    @Test func measuresTheMean() {
        #expect(CardQuality(card: LumaImage(width: 8, height: 8, filling: 77)).brightness == 77)
    }

    @Test func highlightsShowTheLightOnADarkCard() {
        var image = LumaImage(width: 10, height: 10, filling: 20)
        for i in 0..<5 { image.pixels[i] = 170 }
        #expect(CardQuality(card: image).highlights == 20)
        image.pixels[5] = 160
        #expect(CardQuality(card: image).highlights == 160)
        #expect(QualityGate().complaint(CardQuality(card: image), width: 500) != .tooDark)
    }

    @Test func countsWhatIsBurntOut() {
        var image = LumaImage(width: 10, height: 10, filling: 100)
        for i in 0..<25 { image.pixels[i] = 255 }
        image.pixels[30] = 250
        image.pixels[31] = 249
        #expect(CardQuality(card: image).glare == 0.26)
    }

    @Test func darknessLowersTheValue() {
        let values = [1.0, 0.35, 0.2, 0.1].map { light in
            CardQuality(card: card.mapped { UInt8(Double($0) * light) }).score
        }
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 > $1 })
    }

    @Test func overexposureLowersTheValue() {
        let values = [0, 80, 100].map { light in
            CardQuality(card: card.mapped { UInt8(clamping: Int($0) + light) }).score
        }
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 > $1 })
    }

    @Test func lightCountsBesideSharpness() {
        func score(_ brightness: Double, _ glare: Double) -> Double {
            CardQuality(sharpness: 0.8, brightness: brightness, highlights: brightness, glare: glare).score
        }
        #expect(score(120, 0) == 80)
        #expect(score(70, 0.08) == 80)
        #expect(score(40, 0) < 60 && score(15, 0) == 20)
        #expect(score(240, 0) < 60 && score(255, 0) == 20)
        #expect(score(120, 0.3) < 60 && abs(score(120, 0.5) - 32) < 1e-9)
    }

    @Test func aGrowingReflectionLowersTheValue() {
        let values = [0, 20, 40, 60].map { rows in
            var image = card
            for i in 0..<rows * image.width { image.pixels[i] = 255 }
            return CardQuality(card: image).score
        }
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 > $1 })
    }

    @Test(arguments: [0.0, 0.3, 1], [0.0, 20, 128, 240, 255])
    func staysBetweenNoneAndAHundred(share: Double, brightness: Double) {
        let quality = CardQuality(sharpness: share, brightness: brightness, highlights: brightness, glare: 1 - share)
        #expect((0...100).contains(quality.score))
        #expect(quality.value == Int(quality.score.rounded()))
    }

    @Test func aFineFrameReachesTheThresholdOfServices() {
        #expect(CardQuality(card: card).value >= 50)
    }
}
