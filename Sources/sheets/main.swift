// Writes what the checks look at, for training and measuring: so that both see what the program sees.
//
// Names of pictures come in on standard input, one a line, each perhaps followed by the eight numbers of a card's corners,
// parted by tabs; without them the card is looked for. For each line goes out on standard output: one byte, 1 where a card
// is seen; its corners, 8 floats, how far it reaches beyond the picture and how level it stands, as the checks score it,
// 2 floats; the sheet, 192 x 384 bytes. These are there only where a card is seen.
internal import Checks
internal import Codecs
internal import Foundation
internal import Frames
internal import Locate
internal import Pipeline

/// A number as it is stored, its lowest byte first.
func stored(_ number: Float) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0)) } }

func decoded(_ path: String) throws -> Frame {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    return try FrameDecoder().decode(
        CapturedFrame(image: try StillDecoder.decode(bytes), sequence: 0, time: .zero))
}

/// The picture of the line before: several sheets of one follow each other.
var last: (path: String, frame: Frame)?
let locator = CardLocator(model: try Models().locator)
while let line = readLine() {
    let words = line.split(separator: "\t")
    let numbers = words.dropFirst().compactMap { Float($0) }
    let corners = stride(from: 0, to: numbers.count - 1, by: 2).map { Point(numbers[$0], numbers[$0 + 1]) }
    let given = corners.count == 4 ? CardQuad(corners[0], corners[1], corners[2], corners[3]) : nil
    let path = String(words.first ?? "")
    let frame = try last?.path == path ? last?.frame : decoded(path)
    last = frame.map { (path, $0) }
    let record = try frame?.withLuma { view -> [UInt8] in
        let luma = LumaPyramid(view)
        guard let card = try given ?? locator.locate(luma)?.quad, let sheet = CheckSheet(luma, card: card) else {
            return [0]
        }
        let outside = CardChecks.outside(card, width: luma.width, height: luma.height)
        let corners = card.corners.flatMap { stored($0.x) + stored($0.y) }
        return [1] + corners + stored(outside) + stored(CardChecks.level(card)) + sheet.image.pixels
    }
    try FileHandle.standardOutput.write(contentsOf: Data(record ?? [0]))
}
