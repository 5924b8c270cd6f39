import Locate
import Testing

@testable import Read

/// Which of the rows where a field may stand is taken for it.
@Suite struct FieldReadingTests {
    private static func row(_ text: String, of field: CardField, at y: Float) -> FieldReading {
        let line = TextLine(quad: CardQuad(x: 10, y: y, width: 60, height: 10), aspect: 6, score: 0.9)
        return FieldReading(field, line: line, text: TextReading([TextScores(text, of: field, sure: 0.99)]))
    }

    private static func chosen(_ texts: [String], for field: CardField) -> String? {
        let rows = texts.enumerated().map { row($1, of: field, at: Float($0) * 20) }
        return FieldReading.chosen(of: rows)?.text.candidates.first?.text
    }

    @Test(arguments: [
        (["07/28", "07/24"], "07/28"), (["07/24", "07/28"], "07/28"), (["11/2027", "03/28"], "03/28"),
        (["2025", "2889", "07/28"], "07/28"), (["88/88", "07/28"], "07/28"),
    ])
    func ofTwoDatesTheLaterOneIsTheExpiry(_ texts: [String], _ expiry: String) {
        #expect(Self.chosen(texts, for: .expiry) == expiry)
    }

    @Test func ofTheSameDateTwiceTheLikelierRowCounts() {
        let rows = ["07/28", "07/28"].enumerated().map { Self.row($1, of: .expiry, at: Float($0) * 20) }
        #expect(FieldReading.chosen(of: rows) == rows[0])
    }

    @Test func theLikelierNameCounts() {
        #expect(Self.chosen(["ANN LEE", "BO CHEN"], for: .holder) == "ANN LEE")
        #expect(Self.chosen(["VALID THRU", "BO CHEN"], for: .holder) == "BO CHEN")
        #expect(Self.chosen(["", "BO CHEN"], for: .holder) == "BO CHEN")
    }

    @Test func whereNoRowSaysTheFieldTheLikeliestIsHeard() {
        #expect(Self.chosen(["2889", ""], for: .expiry) == "2889")
        #expect(Self.chosen([], for: .expiry) == nil)
    }
}
