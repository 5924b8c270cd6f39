import Arguments
import CardNumber
import Codecs
import Dialects
import Events
import Frames
import Inference
import Issuers
import Locate
import Pipeline
import Quality

/// Reads one picture from its bytes: checks, decodes, reads, judges, cuts.
struct PictureReader: Sendable {
    /// What is to be done with a picture.
    struct Order: Sendable {
        /// The file.
        var bytes: [UInt8]
        /// What the service takes.
        var rules: ImageRules
        /// The crops to make.
        var crops: CropSelection
        /// Whether the holder is asked for.
        var namesHolder: Bool
        /// Whether a number that fails the Luhn check is an answer.
        var allowsNonLuhn: Bool
        /// Least probability of a number.
        var minimumConfidence: Double
    }

    private let models: Models
    private let options: RecognizerOptions
    private let megapixels: Double

    init(models: Models, issuers: IssuerDirectory, megapixels: Double) {
        var options = RecognizerOptions()
        options.issuers = issuers
        // A card that has expired is warned of by the day on which it is asked about.
        options.today = { CalendarDate(LocalDay.now) }
        (self.models, self.options, self.megapixels) = (models, options, megapixels)
    }

    func read(_ order: Order) -> Result<Answer, Trouble> {
        let begin = ContinuousClock.now
        return Result { () throws(Trouble) in
            let frame = try decode(order)
            guard let (card, _) = try? reader(for: order).read(frame) else { throw .internal }
            try judge(card, order)
            let seconds = (ContinuousClock.now - begin) / .seconds(1)
            return Answer(card: card, crops: crops(card, order), seconds: seconds)
        }
    }

    /// A reader that does what the answer needs and no more.
    private func reader(for order: Order) -> StillReader {
        var options = options
        options.wantsPicture = order.crops != .none
        let fields: [CardField] = order.namesHolder ? [.expiry, .holder] : [.expiry]
        return StillReader(models: models, options: options, fields: fields)
    }

    private func decode(_ order: Order) throws(Trouble) -> Frame {
        guard let kind = ImageRules.Kind(order.bytes), order.rules.kinds.contains(kind) else { throw .notAnImage }
        // Looked at first: a small file may hold a picture that fills the memory.
        if let (width, height) = PictureSize.of(order.bytes, kind) {
            guard order.rules.allows(width: width, height: height), Double(width) * Double(height) <= megapixels * 1e6
            else { throw .imageSize }
        }
        do throws(DecodeFailure) {
            let image = try StillDecoder.decode(order.bytes)
            return try FrameDecoder().decode(CapturedFrame(image: image, sequence: 0, time: .zero))
        } catch {
            switch error.code {
            case .tooLarge: throw .imageSize
            case .notAnImage: throw .notAnImage
            case .damaged, .truncated, .unsupported:
                throw kind == .gif ? Trouble(ofDamagedGIF: order.bytes) : .damagedImage
            }
        }
    }

    /// Says why a reading is no answer.
    private func judge(_ card: CardReading, _ order: Order) throws(Trouble) {
        guard card.number != nil, card.confidence ?? 0 >= order.minimumConfidence else {
            guard let quad = card.quad else { throw .notACard }
            let gate = QualityGate()
            if Double(max(quad.width, quad.height)) < gate.minimumWidth { throw .unusableCard }
            if Double(card.quality ?? 100) < gate.minimumQuality { throw .blurred }
            throw .numberNotRead
        }
        guard card.luhn == true || order.allowsNonLuhn else { throw .illegalNumber }
    }

    private func crops(_ card: CardReading, _ order: Order) -> Crops {
        var options = EncodingOptions()
        (options.number, options.crops) = (.full, order.crops)
        return card.crops(options)
    }
}
