public import CardNumber
public import Frames
public import Issuers
public import Locate

/// What a card says, as far as it is known: what is `nil` or empty is absent from the event.
public struct CardReading: Sendable {
    /// The card number; `nil` for a still picture without one.
    public var number: PAN?
    /// How many digits stand together, as printed: `[4, 4, 4, 4]`. Empty where it is not known.
    public var grouping: [Int] = []
    /// Whether the number obeys the check digit rule.
    public var luhn: Bool?
    /// The network that the number belongs to.
    public var network: CardNetwork?
    /// Probability 0...1 that every digit is right.
    public var confidence: Double?
    /// What each digit rests on, first digit first.
    public var digits: [DigitEvidence] = []
    /// The expiry date.
    public var expiry: Expiry?
    /// The holder's name.
    public var holder: Holder?
    /// The institution that issued the card.
    public var issuer: CardIssuer?
    /// How the card is paid.
    public var cardType: CardType?
    /// The issuer's name for the card.
    public var cardName: String?
    /// Whether this is a card or a picture of one made on a screen.
    public var category: Category?
    /// Quality 0...100 of the best frame; services advise 50 or more.
    public var quality: Int?
    /// What is wrong with the card or the picture though it was read.
    public var warnings: [CardWarning] = []
    /// The card's corners in the best frame, from its printed top-left, clockwise.
    public var quad: CardQuad?
    /// Whether the card's outline was seen; else the corners are those of the whole frame, and there is no crop of a card.
    public var isOutlined = true
    /// Where the number stands on the card: the crops are painted over by it.
    public var placement: NumberPlacement?
    /// Where verification codes may stand, as parts of the card: painted over in every crop.
    public var codes: [CardQuad] = []
    /// The best frame, which crops are cut from; `nil` where none are wanted.
    public var picture: ColorImage?

    /// Knows the number, or nothing.
    public init(number: PAN? = nil) { self.number = number }
}

/// What one digit rests on.
public struct DigitEvidence: Sendable, Equatable {
    /// Probability 0...1 that it is right.
    public var p: Double
    /// How many frames showed it.
    public var frames: Int

    /// Makes the evidence.
    public init(p: Double, frames: Int) { (self.p, self.frames) = (p, frames) }
}

/// Where a number stands on its card.
public struct NumberPlacement: Sendable, Equatable {
    /// Where a digit begins and ends along its row: 0...1 in the first one, 1...2 in the second, and so on.
    public struct DigitSpan: Sendable, Equatable {
        /// Its left edge.
        public var start: Float
        /// Its right edge.
        public var end: Float

        /// Makes a span.
        public init(start: Float, end: Float) { (self.start, self.end) = (start, end) }
    }

    /// The line's corners as parts of the card, from its first digit's top, clockwise: x 0...1 from the card's printed
    /// left edge to its right, y 0...1 from its top to its bottom. They hold all rows of a number in several.
    public var line: CardQuad
    /// How the rows lie within these corners.
    public var layout: RowLayout
    /// The digits, first to last; empty where it is not known where each stands.
    public var digitSpans: [DigitSpan]

    /// Makes a placement.
    public init(line: CardQuad, layout: RowLayout = .single, digitSpans: [DigitSpan] = []) {
        (self.line, self.layout, self.digitSpans) = (line, layout, digitSpans)
    }
}

/// What the picture shows.
public enum Category: String, Sendable, CaseIterable {
    /// A card.
    case card
    /// A picture of a card made on a screen.
    case screenshot
}

/// What is wrong with a card or its picture though it was read; the raw values are the codes that services use.
public enum CardWarning: Int, Sendable, CaseIterable {
    /// The expiry date is no date, or has passed.
    case invalidDate = -9110
    /// A part of the card's edge is hidden or lies outside the picture.
    case cornerExceed = -9111
    /// A reflection lies on it.
    case reflectLight = -9112
    /// It is a paper copy.
    case copyCard = -9113
    /// It was photographed from a screen.
    case reshootCard = -9114

    /// The name that stands beside the code.
    public var name: String {
        switch self {
        case .invalidDate: "invalid_date"
        case .cornerExceed: "corner_exceed"
        case .reflectLight: "reflect_light"
        case .copyCard: "copy_card"
        case .reshootCard: "reshoot_card"
        }
    }
}
