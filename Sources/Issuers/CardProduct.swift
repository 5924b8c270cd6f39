public import CardNumber

/// What the first digits of a card number and its length tell, as far as it is known.
public struct CardProduct: Sendable, Equatable {
    /// The institution that issued the card.
    public var issuer: CardIssuer?
    /// How the card is paid.
    public var type: CardType?
    /// The issuer's name for the card.
    public var name: String?
    /// The network that the number belongs to.
    public var network: CardNetwork?

    /// Knows what is given.
    public init(
        issuer: CardIssuer? = nil, type: CardType? = nil, name: String? = nil, network: CardNetwork? = nil
    ) {
        (self.issuer, self.type, self.name, self.network) = (issuer, type, name, network)
    }
}

/// The institution that issued a card.
public struct CardIssuer: Sendable, Equatable {
    /// Eight digits, institution and area; `nil` for institutions that have none in China, or whose code is not known.
    public var code: String?
    /// Its name: in Chinese where it has a Chinese one here, else as `englishName`.
    public var name: String
    /// Its English name.
    public var englishName: String?
    /// The code of its card centre, for a credit card of an institution whose centre has one of its own.
    public var centreCode: String?
    /// The name of its card centre, where ``centreCode`` is known.
    public var centreName: String?

    /// Makes an issuer.
    public init(
        code: String?, name: String, englishName: String? = nil, centreCode: String? = nil, centreName: String? = nil
    ) {
        (self.code, self.name, self.englishName) = (code, name, englishName)
        (self.centreCode, self.centreName) = (centreCode, centreName)
    }
}

/// How a card is paid.
public enum CardType: String, Sendable, CaseIterable {
    /// From an account.
    case debit
    /// Later.
    case credit
    /// From an account that may be overdrawn (准贷记卡).
    case quasiCredit = "quasi_credit"
    /// Before.
    case prepaid
}
