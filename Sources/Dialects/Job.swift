public import Events

/// What a client wants to have done, in no service's words.
public struct Job: Sendable {
    /// The picture.
    public enum Image: Sendable, Equatable {
        /// A file's bytes.
        case bytes([UInt8])
        /// Where it is to be fetched, at most so many bytes.
        case url(String, limit: Int)
    }

    /// The picture.
    public var image: Image
    /// What the service takes.
    public var rules: ImageRules
    /// The crops that the answer needs.
    public var crops: CropSelection
    /// Whether the answer names the holder; what is not told is not read.
    public var namesHolder = false
    /// Whose request it is; `nil` where the service is open to the address.
    public var key: ServiceKey?
    /// What tells this request from a repetition of it.
    public var proof: Proof?
    /// Puts what came of it into the service's words.
    public var reply: @Sendable (Result<Answer, Trouble>) -> ServiceResponse
}

/// What makes a request genuine, by which a repeated one can be told.
public struct Proof: Sendable, Hashable {
    /// The signature, and what else makes it this request's.
    public var text: String
    /// Until when, in seconds since 1970, a repetition would be accepted.
    public var goodUntil: Int
    /// Whether the service promises that no two requests share it.
    public var isUnique: Bool

    /// Makes a proof.
    public init(text: String, goodUntil: Int, isUnique: Bool) {
        (self.text, self.goodUntil, self.isUnique) = (text, goodUntil, isUnique)
    }
}

/// What came of a picture.
public struct Answer: Sendable {
    /// What was read; its number passes the Luhn check unless the operator allows others.
    public var card: CardReading
    /// The crops that were asked for, as far as they could be made.
    public var crops: Crops
    /// Seconds that it took.
    public var seconds: Double

    /// Makes an answer.
    public init(card: CardReading, crops: Crops, seconds: Double) {
        (self.card, self.crops, self.seconds) = (card, crops, seconds)
    }
}

/// Why there is no answer. Each dialect has its own word for each.
public enum Trouble: String, Error, Sendable, CaseIterable {
    /// The body is larger than the service takes.
    case bodyTooLarge = "body_too_large"
    /// The body did not arrive in time.
    case slowBody = "slow_body"
    /// The key may not be used from this address.
    case addressRefused = "address_refused"
    /// The same signature was used before.
    case replayed
    /// The key asks more often than it may.
    case rateLimited = "rate_limited"
    /// Too much is waiting already.
    case overloaded
    /// It took longer than a request may.
    case timeLimit = "time_limit"
    /// The picture could not be fetched, or may not be.
    case downloadFailed = "download_failed"
    /// The fetched picture is larger than the service takes.
    case downloadTooLarge = "download_too_large"
    /// The bytes are no picture of a kind that the service takes.
    case notAnImage = "not_an_image"
    /// The picture is of the right kind and broken.
    case damagedImage = "damaged_image"
    /// The picture has more or fewer pixels than are taken.
    case imageSize = "image_size"
    /// A GIF whose head is broken.
    case gifUnopened = "gif_unopened"
    /// A GIF that ends before its picture.
    case gifUnread = "gif_unread"
    /// A GIF whose picture is broken.
    case gifUndecoded = "gif_undecoded"
    /// A GIF without colours.
    case gifColorless = "gif_colorless"
    /// A GIF without a picture.
    case gifEmpty = "gif_empty"
    /// There is no bank card in the picture.
    case notACard = "not_a_card"
    /// There is something like a card, too small or too badly lit to be looked at.
    case unusableCard = "unusable_card"
    /// The card is too blurred to be read.
    case blurred
    /// There is a card, and its number was not read.
    case numberNotRead = "number_not_read"
    /// The number fails the Luhn check.
    case illegalNumber = "illegal_number"
    /// Something failed inside.
    case `internal`
}
