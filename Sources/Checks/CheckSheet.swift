public import Frames
public import Locate

/// What the checks look at, joined in pictures of 192 x 384.
///
/// Above, the card squared up, its long side across: where fingers and edges show. In the middle, six pieces of the card
/// as the camera delivered them, never resampled: where dots of print, screen pixels and noise show. Below, a place
/// three times as wide and as high as the card, which stands in its middle: where sheets of paper and a display's rim show.
///
/// Four such pictures look at the same card: as it is, mirrored across, down, and both ways, each with pieces of other
/// places. The mean of what a network says of them errs less (test-time augmentation: Krizhevsky et al., 2012).
public struct CheckSheet: Sendable {
    /// Columns of the picture.
    public static let width = pieceSide * columns
    /// Rows of the picture.
    public static let height = overviewHeight + pieceSide * rows + surroundingsHeight

    private static let (overviewHeight, surroundingsHeight) = (128, 128)
    private static let pieceSide = 64
    private static let (columns, rows) = (3, 2)
    /// What a picture is joined of: the card, its pieces, what is around it.
    private static let parts: [(left: Int, top: Int, width: Int, height: Int)] =
        [(0, 0, width, overviewHeight)]
        + (0..<rows * columns).map {
            ($0 % columns * pieceSide, overviewHeight + $0 / columns * pieceSide, pieceSide, pieceSide)
        }
        + [(0, height - surroundingsHeight, width, surroundingsHeight)]
    /// Share of the overview that the card fills.
    private static let fill: Float = 0.84
    /// How many cards the surroundings are long and high.
    private static let reach: Float = 3
    /// Where the middles of the pieces lie, as parts of the card: off its middle, so that mirrored they are other places.
    private static let across: [Float] = [0.12, 0.42, 0.72]
    private static let down: [Float] = [0.17, 0.61]
    /// Pieces are taken from the largest level in which the card is no longer than this.
    private static let longestCard: Float = 1000

    /// The four pictures, the first not mirrored.
    public let looks: [LumaImage]

    /// Looks at a card in a frame; `nil` where its corners span no picture.
    ///
    /// - Parameters:
    ///   - luma: the frame.
    ///   - card: the card's corners in frame pixels.
    public init?(_ luma: borrowing LumaPyramid, card: CardQuad) {
        let lying = card.height > card.width ? card.quarterTurned : card
        guard let overview = Self.overview(luma, lying), let surroundings = Self.surroundings(luma, lying),
            let onCard = Homography(from: CardQuad(x: 0, y: 0, width: 1, height: 1), to: card)
        else { return nil }
        var image = LumaImage(width: Self.width, height: Self.height)
        image.pixels.replaceSubrange(0..<overview.pixels.count, with: overview.pixels)
        let below = image.pixels.count - surroundings.pixels.count
        image.pixels.replaceSubrange(below..., with: surroundings.pixels)
        let level = Self.level(max(card.width, card.height))
        var looks: [LumaImage] = []
        for (isAcross, isDown) in [(false, false), (true, false), (false, true), (true, true)] {
            for row in 0..<Self.rows {
                for column in 0..<Self.columns {
                    let (x, y) = (Self.across[column], Self.down[row])
                    let middle = onCard(Point(isAcross ? 1 - x : x, isDown ? 1 - y : y)) * (1 / Float(1 << level))
                    Self.copyPiece(luma.level(level), around: middle, to: &image, column: column, row: row)
                }
            }
            looks.append(Self.mirrored(image, across: isAcross, down: isDown))
        }
        self.looks = looks
    }

    private static func level(_ length: Float) -> Int {
        (0..<LumaPyramid.levels - 1).first { length <= longestCard * Float(1 << $0) } ?? LumaPyramid.levels - 1
    }

    private static func overview(_ luma: borrowing LumaPyramid, _ lying: CardQuad) -> LumaImage? {
        let (w, h) = (Float(width), Float(overviewHeight))
        let place = CardQuad(
            x: w * (1 - fill) / 2 - 0.5, y: h * (1 - fill) / 2 - 0.5, width: w * fill, height: h * fill)
        guard let toFrame = Homography(from: place, to: lying) else { return nil }
        let view = CardQuad(x: -0.5, y: -0.5, width: w, height: h).mapped { toFrame($0) }
        guard view.isConvexClockwise else { return nil }
        return rectify(luma, view, width: width, height: overviewHeight)
    }

    /// What is around a card, turned as the card is, but not squared up: seen aslant, that would reach to the horizon.
    ///
    /// Where there is no picture it is 0, and nowhere else.
    private static func surroundings(_ luma: borrowing LumaPyramid, _ lying: CardQuad) -> LumaImage? {
        let across = (lying.topRight - lying.topLeft + lying.bottomRight - lying.bottomLeft) * (reach / 2)
        let down = (lying.bottomLeft - lying.topLeft + lying.bottomRight - lying.topRight) * (reach / 2)
        let first = lying.center - (across + down) * 0.5
        let view = CardQuad(first, first + across, first + across + down, first + down)
        guard var seen = rectify(luma, view, width: width, height: surroundingsHeight) else { return nil }
        let (right, bottom) = (Float(luma.width) - 0.5, Float(luma.height) - 0.5)
        for y in 0..<seen.height {
            let row = first + down * ((Float(y) + 0.5) / Float(seen.height))
            for x in 0..<width {
                let place = row + across * ((Float(x) + 0.5) / Float(width))
                let isInside = place.x >= -0.5 && place.y >= -0.5 && place.x <= right && place.y <= bottom
                seen.pixels[y * width + x] = isInside ? max(1, seen.pixels[y * width + x]) : 0
            }
        }
        return seen
    }

    private static func copyPiece(
        _ luma: borrowing LumaView, around middle: Point, to image: inout LumaImage, column: Int, row: Int
    ) {
        let side = pieceSide
        func start(_ middle: Float, _ size: Int) -> Int {
            Int(max(0, min(middle.rounded() - Float(side / 2), Float(size - side))))
        }
        guard middle.x.isFinite, middle.y.isFinite else { return }
        let (left, top) = (start(middle.x, luma.width), start(middle.y, luma.height))
        for y in 0..<side {
            let source = luma.row(min(top + y, luma.height - 1))
            let target = (overviewHeight + row * side + y) * width + column * side
            for x in 0..<side {
                image.pixels[target + x] = source[min(left + x, luma.width - 1) * luma.pixelStride]
            }
        }
    }

    /// A picture whose parts, and each piece by itself, are mirrored: each shows what it showed.
    private static func mirrored(_ image: LumaImage, across: Bool, down: Bool) -> LumaImage {
        var mirrored = image
        for part in parts {
            for y in 0..<part.height {
                let target = (part.top + y) * width + part.left
                let source = (part.top + (down ? part.height - 1 - y : y)) * width + part.left
                for x in 0..<part.width {
                    mirrored.pixels[target + x] = image.pixels[source + (across ? part.width - 1 - x : x)]
                }
            }
        }
        return mirrored
    }
}

extension CardQuad {
    /// The same place with its left side taken for the top.
    fileprivate var quarterTurned: CardQuad { CardQuad(bottomLeft, topLeft, topRight, bottomRight) }
}
