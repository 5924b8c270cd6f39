import CardNumber
import Codecs
import Foundation
import Frames

/// Photographs of specimen cards, five shots of each design: measured where they stand beside the package.
struct Photographs {
    /// One picture, and the number that is printed on the card.
    struct Shot {
        let file: URL
        /// Empty where the card bears no number.
        let digits: String
        let isValid: Bool
        let design: String
    }

    let shots: [Shot]

    /// Reads the manifest.
    init(in folder: URL) throws {
        let text = String(decoding: try Data(contentsOf: folder.appending(path: "manifest.csv")), as: UTF8.self)
        shots = text.split(whereSeparator: \.isNewline).dropFirst().map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return Shot(
                file: folder.appending(path: fields[0]), digits: fields[1], isValid: fields[6] == "yes",
                design: fields[7])
        }
    }

    /// The shots of each design, both in the manifest's order.
    var groups: [[Shot]] {
        var groups: [[Shot]] = []
        for shot in shots {
            if groups.last?.first?.design == shot.design {
                groups[groups.count - 1].append(shot)
            } else {
                groups.append([shot])
            }
        }
        return groups
    }
}

extension Photographs.Shot {
    /// The picture, at a place in a stream.
    func frame(sequence: Int = 0, time: Duration = .zero) throws -> Frame {
        let image = try StillDecoder.decode([UInt8](try Data(contentsOf: file)))
        return try FrameDecoder().decode(CapturedFrame(image: image, sequence: sequence, time: time))
    }

    /// The printed number; `nil` where the card bears none.
    var number: PAN? { PAN(digits) }
}
