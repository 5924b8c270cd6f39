public import Locate

/// An expiry date.
public struct Expiry: Sendable, Equatable {
    /// As printed.
    public var text: String
    /// 1...12; `nil` where the text is no date.
    public var month: Int?
    /// Four digits; `nil` where the text is no date.
    public var year: Int?
    /// Whether it has passed; `nil` where no day to compare with is known.
    public var expired: Bool?
    /// Probability 0...1 that the text is right.
    public var confidence: Double
    /// Where it stands, as parts of the card, like `NumberPlacement.line`.
    public var place: CardQuad?

    /// Makes an expiry date.
    public init(
        text: String, month: Int? = nil, year: Int? = nil, expired: Bool? = nil, confidence: Double,
        place: CardQuad? = nil
    ) {
        (self.text, self.month, self.year) = (text, month, year)
        (self.expired, self.confidence, self.place) = (expired, confidence, place)
    }
}

/// A holder's name.
public struct Holder: Sendable, Equatable {
    /// As printed.
    public var text: String
    /// Probability 0...1 that the text is right.
    public var confidence: Double
    /// Where it stands, as parts of the card, like `NumberPlacement.line`.
    public var place: CardQuad?

    /// Makes a name.
    public init(text: String, confidence: Double, place: CardQuad? = nil) {
        (self.text, self.confidence, self.place) = (text, confidence, place)
    }
}
