import CardNumber
import Events
import Issuers

/// What is known of a card, as rows of a table: what is not known has no row.
struct CardFields {
    private(set) var rows: [(name: String, value: String)] = []

    init(_ result: CardResult) {
        let card = result.card
        add("network", card.network?.rawValue)
        add("chance of being wrong", card.confidence.map { Words.chance(1 - $0) })
        add("expiry", card.expiry.map(Self.text))
        add("holder", card.holder.map { "\($0.text) (\(Self.sure($0.confidence)))" })
        add("issuer", card.issuer.map(Self.text))
        add("kind of card", card.cardType.map { Words.plain($0.rawValue) })
        add("card", card.cardName)
        add("category", card.category?.rawValue)
        add("quality", card.quality.map { "\($0) of 100 in the best frame" })
        add("warnings", card.warnings.isEmpty ? nil : card.warnings.map(Self.text).joined(separator: ", "))
        add("first seen", "\(Words.seconds(result.firstTime / .seconds(1))), frame \(result.firstFrame)")
        add("result", "\(Words.seconds(result.at.time / .seconds(1)))\(result.at.frame.map { ", frame \($0)" } ?? "")")
        add("rests on", "\(Words.count(result.framesUsed, "frame")); pictures are of frame \(result.bestFrame)")
    }

    private mutating func add(_ name: String, _ value: String?) {
        if let value { rows.append((name, value)) }
    }

    private static func sure(_ probability: Double) -> String { "wrong: \(Words.chance(1 - probability))" }

    private static func text(_ expiry: Expiry) -> String {
        let state = expiry.expired.map { $0 ? ", expired" : ", not expired" } ?? ""
        return "\(expiry.text)\(expiry.month == nil ? ", no date" : state) (\(sure(expiry.confidence)))"
    }

    private static func text(_ issuer: CardIssuer) -> String {
        let english = issuer.englishName.flatMap { $0 == issuer.name ? nil : $0 }
        return ([issuer.name, english, issuer.code, issuer.centreName].compactMap(\.self)).joined(separator: ", ")
    }

    private static func text(_ warning: CardWarning) -> String {
        "\(Words.plain(warning.name)) (\(warning.rawValue))"
    }
}
