import Capture
import CardNumber
import Foundation
import Frames

/// Cards as they are shown: frames of recordings, and the number that must come out.
struct Album {
    /// One card, from its approach until a little after its result: then people take it away.
    struct Page {
        let frames: [PixelBuffer]
        let number: PAN
    }

    let pages: [Page]
    /// The scene without a card.
    let empty: [PixelBuffer]

    private static let names = [
        "embossed-silver", "flat-print", "amex-15", "tilted", "upside-down", "flat-19-digits",
    ]

    /// Loads the recordings of this repository.
    init(folder: String) throws {
        pages = try Self.names.map { name in
            let truth = try JSONDecoder().decode(
                Truth.self, from: Data(contentsOf: URL(filePath: "\(folder)/\(name)/truth.json")))
            guard let card = truth.cards.first, let number = PAN(digits: card.number.compactMap(\.wholeDigit)) else {
                throw CaptureFailure(.badRecording, "\(name): has no card")
            }
            let frames = try Self.frames("\(folder)/\(name)")
            return Page(frames: Array(frames.prefix(try Self.result("\(folder)/\(name)") + 5)), number: number)
        }
        empty = Array(try Self.frames("\(folder)/negative-empty-scene").prefix(4))
    }

    /// The frame at which a recording's golden events tell the number.
    private static func result(_ path: String) throws -> Int {
        let lines = try Data(contentsOf: URL(filePath: "\(path)/events.jsonl")).split(separator: 0x0A)
        let events = try lines.map { try JSONDecoder().decode(Event.self, from: $0) }
        guard let frame = events.first(where: { $0.event == "result" })?.frame else {
            throw CaptureFailure(.badRecording, "\(path): has no result")
        }
        return frame
    }

    private static func frames(_ path: String) throws -> [PixelBuffer] {
        let source = try RecordingSource(path: path)
        var frames: [PixelBuffer] = []
        while let frame = try source.next() { frames.append(frame.image) }
        return frames
    }

    private struct Event: Decodable {
        let event: String
        let frame: Int?
    }

    private struct Truth: Decodable {
        struct Card: Decodable { let number: String }
        let cards: [Card]
    }
}

extension Character {
    fileprivate var wholeDigit: UInt8? { wholeNumberValue.map { UInt8($0) } }
}
