import ArgumentParser
internal import Checks
internal import Codecs
internal import Foundation
internal import Frames
internal import Locate
internal import Pipeline

/// For training and measuring the checks: writes what they look at, so that both see what the program sees.
@main
struct Sheets: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes what the checks see of pictures: reads lines of PATH [X Y X Y X Y X Y], parted by tabs.",
        discussion: """
            Where no corners of the card are given it is looked for. For each line goes out: one byte, 1 where a card is \
            seen; then, where it is, its corners, 8 floats; how far it reaches beyond the picture and how level it stands, \
            as the checks score it, 2 floats; and the four looks of its sheet, 192 x 384 bytes each.
            """)

    func run() throws {
        let locator = CardLocator(model: try Models().locator)
        /// The picture of the line before: several sheets of one follow each other.
        var last: (path: String, frame: Frame)?
        while let line = readLine() {
            let words = line.split(separator: "\t")
            guard let path = words.first.map(String.init) else { throw ValidationError("not a picture's path") }
            let corners = words.dropFirst().compactMap { Float($0) }
            let frame = try last?.path == path ? last?.frame : decoded(path)
            last = frame.map { (path, $0) }
            let record = try frame?.withLuma { view in
                try Self.record(of: LumaPyramid(view), card: CardQuad(corners), locator)
            }
            try FileHandle.standardOutput.write(contentsOf: Data(record ?? [0]))
        }
    }

    private func decoded(_ path: String) throws -> Frame {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        return try FrameDecoder().decode(CapturedFrame(image: try StillDecoder.decode(bytes), sequence: 0, time: .zero))
    }

    private static func record(of luma: LumaPyramid, card: CardQuad?, _ locator: CardLocator) throws -> [UInt8] {
        guard let card = try card ?? locator.locate(luma)?.quad, let sheet = CheckSheet(luma, card: card) else {
            return [0]
        }
        let outside = CardChecks.outside(card, width: luma.width, height: luma.height)
        let corners = card.corners.flatMap { $0.x.stored + $0.y.stored }
        return [1] + corners + outside.stored + CardChecks.level(card).stored + sheet.looks.flatMap(\.pixels)
    }
}

extension Float {
    /// As it is stored, its lowest byte first.
    fileprivate var stored: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: bitPattern >> (8 * $0)) } }
}

extension CardQuad {
    /// Of eight numbers; `nil` where there are others.
    fileprivate init?(_ numbers: [Float]) {
        guard numbers.count == 8 else { return nil }
        let points = stride(from: 0, to: numbers.count, by: 2).map { Point(numbers[$0], numbers[$0 + 1]) }
        self.init(points[0], points[1], points[2], points[3])
    }
}
