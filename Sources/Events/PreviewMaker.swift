public import CardNumber
public import Frames
public import Locate

/// Makes what people may see of a camera's picture: a card whose number's place is known for certain, painted over as a
/// policy says, and all else so coarse that no number in it can be read.
public enum PreviewMaker {
    /// Parts of the coarse picture from left to right: of a card that fills it, two for each digit.
    static let columns = 40

    /// The card that is shown sharply.
    public struct Card: Sendable, Equatable {
        /// Its corners in pixels of the picture.
        public var quad: CardQuad
        /// Its number in pixels of the same picture.
        public var line: NumberLine
        /// Where verification codes may stand, as parts of the card.
        public var codes: [CardQuad]

        /// Makes a card.
        public init(quad: CardQuad, line: NumberLine, codes: [CardQuad]) {
            (self.quad, self.line, self.codes) = (quad, line, codes)
        }
    }

    /// Makes the picture.
    ///
    /// - Parameters:
    ///   - picture: the frame.
    ///   - card: `nil` where the number's place is not known in this very frame: then nothing is sharp.
    ///   - policy: unless it is `.full`, the whole number is painted over: where its ends lie is not known of each frame
    ///     well enough to leave digits open. Codes are painted over whatever it is.
    public static func preview(of picture: ColorImage, showing card: Card?, policy: NumberPolicy) -> ColorImage {
        var preview = frosted(picture, columns: columns)
        guard let card, let covered = covered(picture, card, policy) else { return preview }
        for y in 0..<picture.height {
            guard let columns = card.quad.columns(inRow: y, of: picture.width) else { continue }
            let bytes = (y * picture.width + columns.lowerBound) * 3..<(y * picture.width + columns.upperBound) * 3
            preview.pixels.replaceSubrange(bytes, with: covered.pixels[bytes])
        }
        return preview
    }

    /// The picture with the number and the codes painted over; `nil` where that cannot be done.
    private static func covered(_ picture: ColorImage, _ card: Card, _ policy: NumberPolicy) -> ColorImage? {
        let unit = CardQuad(x: 0, y: 0, width: 1, height: 1)
        guard let toPicture = Homography(from: unit, to: card.quad) else { return nil }
        var covered = picture
        let areas = policy == .full ? [] : [NumberPainter.whole(card.line.layout)]
        guard NumberPainter.paint(areas, line: card.line.quad, on: &covered) else { return nil }
        for code in card.codes {
            let row = code.mapped { toPicture($0) }
            guard NumberPainter.paint([CropMaker.codeArea], line: row, on: &covered) else { return nil }
        }
        return covered
    }
}

extension CardQuad {
    /// The pixels of a row of a picture that lie on this quadrilateral, which turns one way at each corner.
    fileprivate func columns(inRow y: Int, of width: Int) -> Range<Int>? {
        let y = Float(y)
        let crossings = zip(corners, corners.dropFirst() + [topLeft]).compactMap { a, b in
            (a.y <= y) != (b.y <= y) ? a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x) : nil
        }
        guard let first = crossings.min(), let last = crossings.max(), last >= 0, first <= Float(width - 1) else {
            return nil
        }
        let (left, right) = (Int(max(first, 0).rounded(.up)), Int(min(last, Float(width - 1)).rounded(.down)))
        return left <= right ? left..<right + 1 : nil
    }
}
