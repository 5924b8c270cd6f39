internal import Events
internal import Issuers

/// A card in the fields of Aliyun's service.
enum AliyunAnswer {
    static func json(_ answer: Answer, isOld: Bool, id: RequestID) -> JSONValue {
        let fields = fields(answer.card, id: id)
        guard isOld else { return fields }
        let text = String(decoding: fields.encoded(), as: UTF8.self)
        return [
            "outputs": [
                [
                    "outputLabel": "ocr_bankcard", "outputMulti": [:],
                    "outputValue": ["dataType": 50, "dataValue": .string(text)],
                ]
            ]
        ]
    }

    /// Both shapes that clients know, in one object.
    private static func fields(_ card: CardReading, id: RequestID) -> JSONValue {
        let bank = JSONValue.string(card.issuer?.name ?? "")
        let number = JSONValue.string(card.groupedNumber)
        let date = JSONValue.string(card.expiry?.monthAndShortYear ?? "")
        return [
            "result": [
                "bank_name": bank, "bank_card_number": number, "valid_date": date,
                "bank_card_type": .integer(type(card.cardType)),
            ],
            "bank_name": bank, "card_num": number, "valid_date": date, "request_id": .string(id.description),
            "success": true,
        ]
    }

    /// 1 debit, 2 credit, 0 anything else.
    private static func type(_ type: CardType?) -> Int {
        switch type {
        case .debit: 1
        case .credit, .quasiCredit: 2
        case .prepaid, nil: 0
        }
    }
}
