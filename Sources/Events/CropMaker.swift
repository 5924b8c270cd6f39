public import CardNumber
import Codecs
public import Frames
public import Locate

/// An upright picture of a card, or of its number.
public struct Crop: Sendable, Equatable {
    /// Columns.
    public let width: Int
    /// Rows.
    public let height: Int
    /// The picture as a JPEG file.
    public let jpeg: [UInt8]
}

/// The pictures that belong to a reading.
public struct Crops: Sendable, Equatable {
    /// The card.
    public var card: Crop?
    /// Its number line.
    public var number: Crop?

    /// Makes none.
    public init() {}
}

/// Cuts upright crops from a frame and paints over the digits that a policy hides, before anything is encoded.
public enum CropMaker {
    /// Size of a card crop's longer side in pixels: ten for each millimetre of a card.
    public static let longSide = 856
    /// Size of a card crop's shorter side.
    public static let shortSide = 540
    /// What is painted of a verification code: all of it, and some more on each side.
    static let codeArea = NumberPainter.Area(along: -0.12...1.12, across: -0.25...1.25)
    /// Room around the digits in a number crop, in digit heights.
    private static let numberMargin: Float = 0.3

    /// What is painted over: areas of a row whose corners are in pixels of a crop.
    private struct Cover {
        var row: CardQuad
        var areas: [NumberPainter.Area]
    }

    /// Makes the crops that are wanted and possible.
    ///
    /// A crop is left out where the corners span no picture, and, unless the policy is `.full`, where it is not known
    /// where the number stands: a picture that might show hidden digits is never made.
    ///
    /// - Parameters:
    ///   - picture: the whole frame.
    ///   - quad: the card's corners in frame pixels.
    ///   - placement: where the number stands on the card.
    ///   - codes: where verification codes may stand, as parts of the card: painted over whatever the policy.
    ///   - digitCount: how many digits the number has; `nil` where it was not read.
    public static func crops(
        of picture: ColorImage, quad: CardQuad, placement: NumberPlacement?, codes: [CardQuad], digitCount: Int?,
        policy: NumberPolicy, wanted: CropSelection
    ) -> Crops {
        var crops = Crops()
        let size = cardSize(quad)
        let frame = CardQuad(x: -0.5, y: -0.5, width: Float(size.width), height: Float(size.height))
        let placement = placement.flatMap { $0.isFinite ? $0 : nil }
        guard placement != nil || policy == .full, let toPicture = Homography(from: frame, to: quad) else {
            return crops
        }
        func onCrop(_ row: CardQuad) -> CardQuad {
            row.mapped { Point($0.x * Float(size.width) - 0.5, $0.y * Float(size.height) - 0.5) }
        }
        var covers = codes.map { Cover(row: onCrop($0), areas: [codeArea]) }
        let line = placement.map { onCrop($0.line) }
        if let placement, let line {
            let areas = NumberPainter.areas(of: placement, count: digitCount ?? -1, policy: policy)
            covers.append(Cover(row: line, areas: areas))
        }

        if wanted.includesCard { crops.card = crop(of: picture, quad: quad, size: size, covers: covers) }
        if wanted.includesNumber, let placement, let line {
            let box = grown(line, by: numberMargin * placement.layout.height)
            let (width, height) = (pixels(box.width), pixels(box.height))
            let target = CardQuad(x: -0.5, y: -0.5, width: Float(width), height: Float(height))
            if let toNumber = Homography(from: box, to: target) {
                crops.number = crop(
                    of: picture, quad: box.mapped { toPicture($0) }, size: (width, height),
                    covers: covers.map { Cover(row: $0.row.mapped { toNumber($0) }, areas: $0.areas) })
            }
        }
        return crops
    }

    /// The upright bounds of a row in pixels of the card crop: x, y, width, height.
    ///
    /// - Parameters:
    ///   - row: as parts of the card.
    ///   - quad: the card's corners in frame pixels.
    public static func box(around row: CardQuad, of quad: CardQuad) -> [Float] {
        let size = cardSize(quad)
        let xs = row.corners.map { min(max($0.x, 0), 1) * Float(size.width) }
        let ys = row.corners.map { min(max($0.y, 0), 1) * Float(size.height) }
        let (left, top) = (xs.min() ?? 0, ys.min() ?? 0)
        return [left, top, (xs.max() ?? 0) - left, (ys.max() ?? 0) - top]
    }

    /// The size of a card's crop: some cards are printed upright.
    private static func cardSize(_ quad: CardQuad) -> (width: Int, height: Int) {
        quad.isPortrait ? (shortSide, longSide) : (longSide, shortSide)
    }

    private static func pixels(_ length: Float) -> Int { Int(min(max(length, 16), Float(longSide)).rounded()) }

    /// The line with room around it, which is a share of its height.
    private static func grown(_ line: CardQuad, by margin: Float) -> CardQuad {
        let unit = CardQuad(x: 0, y: 0, width: 1, height: 1)
        guard let map = Homography(from: unit, to: line), line.width > 0 else { return line }
        let along = margin * line.height / line.width
        return CardQuad(x: -along, y: -margin, width: 1 + 2 * along, height: 1 + 2 * margin)
            .mapped { map($0) }
    }

    private static func crop(
        of picture: ColorImage, quad: CardQuad, size: (width: Int, height: Int), covers: [Cover]
    ) -> Crop? {
        guard var image = rectified(picture, quad, width: size.width, height: size.height) else { return nil }
        for cover in covers where !NumberPainter.paint(cover.areas, line: cover.row, on: &image) { return nil }
        guard let jpeg = try? JPEGEncoder.encode(image, quality: 85) else { return nil }
        return Crop(width: size.width, height: size.height, jpeg: jpeg)
    }
}

extension CardReading {
    /// The crops that are wanted and possible, with what the options hide painted over.
    package func crops(_ options: EncodingOptions) -> Crops {
        guard options.crops != .none, let picture, let quad else { return Crops() }
        // Where the card's edge is not known, a code on it is too small to be found in the whole frame.
        return CropMaker.crops(
            of: picture, quad: quad, placement: placement, codes: codes, digitCount: number?.count,
            policy: options.number, wanted: isOutlined ? options.crops : options.crops.withoutCard)
    }
}

extension NumberPlacement {
    /// Whether the corners are places at all.
    fileprivate var isFinite: Bool { line.corners.allSatisfy { $0.x.isFinite && $0.y.isFinite } }
}
