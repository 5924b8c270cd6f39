import CardNumber
import Foundation

/// What a recording shows: the cards in their order.
struct Truth: Decodable {
    /// One card, from the first frame that shows it to the last.
    struct Card: Decodable {
        let number: String
        let grouping: [Int]
        let firstFrame: Int
        let lastFrame: Int
        let expect: String?
        let expiry: String?
        let holder: String?

        /// Whether the card must give a result.
        var isExpected: Bool { expect != "unread" }
        var pan: PAN? { PAN(number) }
    }

    let cards: [Card]

    /// Reads `truth.json` of a recording.
    init(of name: String) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let file = Bench.recordings.appending(path: "\(name)/truth.json")
        self = try decoder.decode(Truth.self, from: try Data(contentsOf: file))
    }

    /// The cards that must give a result.
    var expected: [Card] { cards.filter(\.isExpected) }
}
