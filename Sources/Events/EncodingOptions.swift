public import CardNumber

/// Which pictures go with a result.
public enum CropSelection: String, Sendable, CaseIterable {
    /// None.
    case none
    /// The number line.
    case number
    /// The card.
    case card
    /// Both.
    case all

    /// Whether the card's crop is wanted.
    public var includesCard: Bool { self == .card || self == .all }
    /// Whether the number line's crop is wanted.
    public var includesNumber: Bool { self == .number || self == .all }
    /// The same but for the card's crop.
    var withoutCard: CropSelection { includesNumber ? .number : .none }
}

/// What of an event may be seen, and how.
public struct EncodingOptions: Sendable, Equatable {
    /// How much of a number is shown, in text and in crops.
    public var number: NumberPolicy = .masked
    /// Which crops are made.
    public var crops: CropSelection = .all
    /// A folder to write crops to, instead of putting them into the event in base 64.
    public var cropsFolder: String?
    /// Whether milliseconds by stage are written: they differ from run to run.
    public var timings = false

    /// The defaults: masked numbers, both crops, in the event, no timings.
    public init() {}
}
