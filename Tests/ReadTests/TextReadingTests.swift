import Locate
import Testing

@testable import Read

/// What one frame says of a field.
@Suite struct TextReadingTests {
    @Test func namesTheLikeliestTextsFirst() throws {
        let reading = TextReading([TextScores("07/28", of: .expiry, sure: 0.9)])
        let best = try #require(reading.candidates.first)
        #expect(best.text == "07/28")
        #expect(abs(best.probability - reading.probability(of: "07/28")) < 1e-12)
        #expect(abs(best.probability - 0.6) < 0.1)
        for (a, b) in zip(reading.candidates, reading.candidates.dropFirst()) {
            #expect(a.probability >= b.probability)
        }
        #expect(reading.candidates.count <= 4)
    }

    @Test func knowsTheOddsOfTextsThatItDidNotName() {
        let reading = TextReading([TextScores("07/28", of: .expiry, sure: 0.9)])
        let near = reading.probability(of: "07/23")
        #expect(near > 1e-3 && near < 0.02)
        #expect(reading.probability(of: "11/11") < 1e-6)
        #expect(reading.probability(of: "LETTERS") == 0)
    }

    @Test func eachPlaceTellsWhatMayStandThere() throws {
        let reading = TextReading([TextScores("07/28", of: .expiry, sure: 0.9)])
        let places = reading.places(of: "07/23")
        #expect(places.count == 5)
        for (place, character) in zip(places, try #require(TextAlphabet(of: .expiry).places(of: "07/28"))) {
            #expect(abs(place.reduce(0, +) - 1) < 1e-9)
            #expect(abs(place[character] - 0.9) < 0.02, "what was asked for does not matter in its own place")
        }
        #expect(reading.places(of: "LETTERS").isEmpty && reading.places(of: "").isEmpty)
    }

    @Test func cutsAreAveraged() {
        let cuts = ["07/28", "07/28", "07/23"].map { TextScores($0, of: .expiry, sure: 0.999) }
        let reading = TextReading(cuts)
        #expect(abs(reading.probability(of: "07/28") - 2.0 / 3) < 0.01)
        #expect(abs(reading.probability(of: "07/23") - 1.0 / 3) < 0.01)
        #expect(abs(reading.places(of: "07/28")[4][8] - 2.0 / 3) < 0.01)
    }

    @Test func straySpacesAreNoOtherText() throws {
        let cuts = ["ANN LEE", " ANN LEE", "ANN  LEE "].map { TextScores($0, of: .holder, sure: 0.999) }
        let best = try #require(TextReading(cuts).candidates.first)
        #expect(best.text == "ANN LEE")
        #expect(best.probability > 0.97)
    }

    @Test func anEmptyRowIsAnEmptyText() throws {
        let best = try #require(TextReading([TextScores("", of: .holder)]).candidates.first)
        #expect(best.text.isEmpty && best.probability > 0.99)
    }
}
