import CardNumber
import Frames
import Fuse
import Locate
import Quality
import TestSupport
import Testing

@testable import Pipeline
@testable import Read

/// Frames and what they show, made by hand.
enum Examinations {
    /// A card in the middle of a 640x480 frame.
    static let place = CardQuad(x: 120, y: 120, width: 400, height: 252)

    /// A grey frame of the size that `place` is in, or smaller.
    static func frame(_ sequence: Int, at time: Duration, width: Int = 640, height: Int = 480) throws -> Frame {
        let bytes = [UInt8](repeating: 90, count: width * height)
        let image = try #require(PixelBuffer(format: .grey, width: width, height: height, bytes: bytes))
        return try #require(Frame(CapturedFrame(image: image, sequence: sequence, time: time)))
    }

    /// What a frame shows of a card at a place, with a number or without.
    static func card(
        _ digits: [UInt8]? = nil, sure p: Double = 0.999, at quad: CardQuad = place, sharpness: Double = 0.7,
        brightness: Double = 120, glare: Double = 0, picture: UInt64 = 0, fields: [CardField: TextReading] = [:]
    ) -> Examination {
        let quality = CardQuality(sharpness: sharpness, brightness: brightness, highlights: brightness, glare: glare)
        let gate = QualityGate()
        let width = Double(max(quad.width, quad.height))
        let sighting = CardSighting(quad: quad, overlap: 0.95, line: nil, squaredLine: nil)
        var examination = Examination(
            sighting: sighting, quality: quality, refusal: gate.refusal(quality, width: width),
            complaint: gate.complaint(quality, width: width))
        if let digits { examination.reading = reading(digits, sure: p) }
        let row = TextLine(quad: CardQuad(x: 200, y: 300, width: 80, height: 12), aspect: 6, score: 0.9)
        examination.sought = CardField.allCases
        for (field, text) in fields { examination.fields[field] = FieldReading(field, line: row, text: text) }
        examination.fingerprint = (0..<2560).map { UInt8(truncatingIfNeeded: ($0 &* 37) ^ Int(picture &* 91)) }
        return examination
    }

    /// A reading that is equally sure of every digit.
    static func reading(_ digits: [UInt8], sure p: Double = 0.999) -> Reading {
        let places = digits.map { digit in (0..<10).map { $0 == Int(digit) ? p : (1 - p) / 9 } }
        let centers = digits.indices.map { (Double($0) + 0.5) / Double(digits.count) }
        return Reading(hypotheses: [.init(places: places, probability: 1, centers: centers)])
    }

    /// A reading of a field that is equally sure of every character.
    static func text(_ text: String, of field: CardField, sure p: Double = 0.999) -> TextReading {
        let alphabet = TextAlphabet(of: field)
        let characters = (alphabet.places(of: text) ?? []).map { [$0: p] }
        let odds = TextSheet.printed(characters, of: alphabet.characters.count)
        return TextReading([TextScores(probabilities: odds, alphabet: alphabet, columns: TextSheet.columns)])
    }

    /// An invented number that obeys the check digit rule.
    static let valid: [UInt8] = [4, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9]
    /// Another one, far from the first.
    static let other: [UInt8] = [5, 5, 5, 5, 5, 5, 9, 8, 7, 6, 5, 4, 3, 2, 1, 9]
    /// One that does not.
    static let invalid: [UInt8] = [4, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0]
}
