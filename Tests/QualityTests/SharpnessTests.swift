import Frames
import Quality
import Testing

/// The sharper of two pictures of the same card must have the higher value, whatever the card shows.
@Suite struct SharpnessTests {
    private static func scores(_ pictures: [LumaImage]) -> [Double] { pictures.map { CardQuality(card: $0).score } }

    /// Whether each value is less than the one before, down to nothing.
    private static func falls(_ values: [Double]) -> Bool {
        zip(values, values.dropFirst()).allSatisfy { $0 > $1 || ($0 == 0 && $1 == 0) }
    }

    @Test(arguments: TestCards.Kind.allCases)
    func fallsWithEveryStepOfBlur(_ kind: TestCards.Kind) {
        let card = TestCards.draw(kind)
        let scores = Self.scores([0, 0.5, 1, 1.8, 3, 6].map { card.blurred($0) })
        #expect(Self.falls(scores))
        #expect(scores[0] > 35, "a sharp card asks nobody to hold still")
        #expect(scores[5] < 12, "a card blurred away is not read")
    }

    @Test(arguments: TestCards.Kind.allCases, [(1, 0), (0, 1), (1, 1)])
    func fallsWithEveryStepOfMotion(_ kind: TestCards.Kind, direction: (Int, Int)) {
        let card = TestCards.draw(kind)
        let scores = Self.scores([1, 4, 8, 13].map { card.smeared($0, direction.0, direction.1) })
        #expect(Self.falls(scores))
        #expect(scores[3] < 0.7 * scores[0], "the edges along the motion must not hide the smear")
    }

    @Test(arguments: TestCards.Kind.allCases, [2, 4])
    func noiseDoesNotMakeABlurredCardSharp(_ kind: TestCards.Kind, noise: Int) {
        let card = TestCards.draw(kind)
        let sharp = CardQuality(card: card).score
        for sigma in [1.2, 4.0] {
            let blurred = card.blurred(sigma).noisy(noise, seed: 7)
            #expect(CardQuality(card: blurred).score < sharp)
        }
    }

    @Test(arguments: TestCards.Kind.allCases)
    func contrastChangesLittle(_ kind: TestCards.Kind) {
        let card = TestCards.draw(kind)
        let faint = card.mapped { UInt8(70 + Int($0) / 2) }
        let (full, low) = (CardQuality(card: card).sharpness, CardQuality(card: faint).sharpness)
        #expect(abs(full - low) < 0.2)
        #expect(low > CardQuality(card: card.blurred(2)).sharpness)
    }

    @Test func nothingIsNotSharp() {
        #expect(CardQuality(card: LumaImage(width: 214, height: 135, filling: 120)).sharpness == 0)
        #expect(CardQuality(card: LumaImage(width: 214, height: 135, filling: 120).noisy(1, seed: 1)).sharpness < 0.1)
    }
}
