internal import CardNumber
internal import Events
internal import Issuers

/// How the services say what a card is.
enum ChineseTerms {
    static func cardType(_ type: CardType) -> String {
        switch type {
        case .debit: "借记卡"
        case .credit: "贷记卡"
        case .quasiCredit: "准贷记卡"
        case .prepaid: "预付费卡"
        }
    }

    /// `招商银行(03080000)`; the name alone where no code is known.
    static func bankInfo(_ issuer: CardIssuer) -> String {
        issuer.code.map { "\(issuer.name)(\($0))" } ?? issuer.name
    }

    static func category(_ category: Category) -> String {
        switch category {
        case .card: "标准实体银行卡"
        case .screenshot: "电子银行卡信息截图"
        }
    }
}

extension Expiry {
    /// `07/2023`; a date that is none as it is printed.
    var monthAndYear: String {
        guard let month, let year else { return text }
        return "\(twoDigits(month))/\(year)"
    }

    /// `07/23`; a date that is none as it is printed.
    var monthAndShortYear: String {
        guard let month, let year else { return text }
        return "\(twoDigits(month))/\(twoDigits(year % 100))"
    }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension CardReading {
    /// The number in groups as printed, `6225 7600 0000 0009`; in fours where it is not known how.
    var groupedNumber: String {
        guard let digits = number?.revealed(as: .full) else { return "" }
        var sizes = grouping
        if sizes.isEmpty || sizes.reduce(0, +) != digits.count || sizes.contains(where: { $0 < 1 }) {
            sizes = stride(from: 0, to: digits.count, by: 4).map { min(4, digits.count - $0) }
        }
        var rest = digits[...]
        return sizes.map { size in
            defer { rest = rest.dropFirst(size) }
            return String(rest.prefix(size))
        }.joined(separator: " ")
    }
}

extension CropSelection {
    /// Of the two crops those that are wanted.
    init(card: Bool, number: Bool) {
        self = card ? (number ? .all : .card) : (number ? .number : .none)
    }
}

extension JSONValue {
    /// A crop as a JPEG file in base 64; empty where it could not be made.
    static func picture(_ crop: Crop?) -> JSONValue { .string(crop.map { Secrets.base64($0.jpeg) } ?? "") }
}
