internal import CardNumber
internal import Events

/// A card in the fields of the engine on premises.
enum HexAnswer {
    /// What the deprecated single warning is chosen by: the first of these.
    private static let precedence: [CardWarning] = [
        .cornerExceed, .copyCard, .reshootCard, .reflectLight, .invalidDate,
    ]

    static func json(_ answer: Answer, _ options: HexOptions, session: String) -> JSONValue {
        let card = answer.card
        let warnings = options.warnings.shown(of: card.warnings)
        var special: [String: JSONValue] = [:]
        if options.borderCut { special["border_cut"] = .picture(answer.crops.card) }
        if options.numberCut { special["card_no"] = .picture(answer.crops.number) }
        var fields: [String: JSONValue] = [
            "errorcode": 0, "errormsg": "OK", "session_id": .string(session), "timecost": .number(answer.seconds),
            "items": .array(items(card)), "special_image": .object(special),
        ]
        if options.quality { fields["quality_value"] = .integer(card.quality ?? 0) }
        if options.warnCode {
            let first = precedence.first { warnings.contains($0) }
            fields["warncode"] = .integer(first?.rawValue ?? 0)
            fields["warnmsg"] = .string(first.map(name) ?? "")
        }
        if options.warnCodes {
            let names = JSONValue.array(warnings.map { .string(name($0)) })
            fields["recognize_warn_code"] = .array(warnings.map { .integer($0.rawValue) })
            // The document's table and its example call this differently.
            fields["recognize_warn_msg"] = names
            fields["recognize_warn_warnmsg"] = names
        }
        return .object(fields)
    }

    /// Always all five, so that who counts on their order finds them.
    private static func items(_ card: CardReading) -> [JSONValue] {
        let sure = card.confidence ?? 0
        let numberBox = card.placement.flatMap { place in card.quad.map { CropMaker.box(around: place.line, of: $0) } }
        let dateBox = card.expiry?.place.flatMap { place in card.quad.map { CropMaker.box(around: place, of: $0) } }
        return [
            item("卡号", card.number?.revealed(as: .full), sure, box: numberBox),
            item("卡类型", card.cardType.map(ChineseTerms.cardType), sure),
            item("卡名字", card.cardName, sure),
            item("银行信息", card.issuer.map(ChineseTerms.bankInfo), sure),
            item("有效期", card.expiry?.monthAndShortYear, card.expiry?.confidence ?? 0, box: dateBox),
        ]
    }

    private static func item(_ name: String, _ text: String?, _ confidence: Double, box: [Float]? = nil) -> JSONValue {
        let box = (box ?? [0, 0, 0, 0]).map { JSONValue.integer(Int($0.rounded())) }
        return [
            "item": .string(name), "itemstring": .string(text ?? ""),
            "itemconf": .number(text == nil ? 0 : confidence),
            "itemcoord": ["x": box[0], "y": box[1], "width": box[2], "height": box[3]],
            "wordcoordpoint": [],
        ]
    }

    private static func name(_ warning: CardWarning) -> String {
        switch warning {
        case .invalidDate: "WARN_CREDITCARD_INVALID_DATE"
        case .cornerExceed: "WARN_CREDITCARD_CORNER_EXCEED"
        case .reflectLight: "WARN_CREDITCARD_REFLECT_LIGHT"
        case .copyCard: "WARN_CREDITCARD_COPY_CARD"
        case .reshootCard: "WARN_CREDITCARD_RESHOOT_CARD"
        }
    }
}
