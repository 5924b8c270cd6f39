internal import CardNumber
internal import Events

/// A card in Tencent's fields.
enum TencentAnswer {
    static func fields(_ answer: Answer, _ switches: TencentCall.Switches) -> [String: JSONValue] {
        let card = answer.card
        let warnings = switches.warnings.shown(of: card.warnings)
        return [
            "CardNo": .string(card.number?.revealed(as: .full) ?? ""),
            "BankInfo": .string(card.issuer.map(ChineseTerms.bankInfo) ?? ""),
            "ValidDate": .string(card.expiry?.monthAndYear ?? ""),
            "CardType": .string(card.cardType.map(ChineseTerms.cardType) ?? ""),
            "CardName": .string(card.cardName ?? ""),
            "BorderCutImage": JSONValue(switches.borderCut ? answer.crops.card.map { Secrets.base64($0.jpeg) } : nil),
            "CardNoImage": JSONValue(switches.numberCut ? answer.crops.number.map { Secrets.base64($0.jpeg) } : nil),
            "WarningCode": warnings.isEmpty ? .null : .array(warnings.map { .integer($0.rawValue) }),
            "QualityValue": switches.quality ? card.quality.map(JSONValue.integer) ?? .null : .null,
            "CardCategory": JSONValue(card.category.map(ChineseTerms.category)),
        ]
    }
}
