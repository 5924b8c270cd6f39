import CardNumber
import Events
import Issuers
import Testing

@testable import Pipeline

/// What a number tells of its card stands beside it only where the number can be believed.
@Suite struct IssuerFieldsTests {
    private let product = CardProduct(
        issuer: CardIssuer(code: "12345678", name: "Test Bank"), type: .debit, name: "Test Card", network: .visa)

    private func card(luhn: Bool, isResult: Bool) -> CardReading {
        var card = CardReading(number: PAN("4111111111111111"))
        card.luhn = luhn
        card.add(product, isResult: isResult)
        return card
    }

    @Test(arguments: [(true, false), (true, true), (false, true)])
    func aBelievedNumberTellsAll(luhn: Bool, isResult: Bool) {
        let card = card(luhn: luhn, isResult: isResult)
        #expect(card.issuer == product.issuer)
        #expect(card.cardType == .debit)
        #expect(card.cardName == "Test Card")
        #expect(card.network == .visa)
    }

    @Test func aStillWhoseNumberFailsTheCheckTellsItsNetworkAlone() {
        let card = card(luhn: false, isResult: false)
        #expect(card.issuer == nil)
        #expect(card.cardType == nil)
        #expect(card.cardName == nil)
        #expect(card.network == .visa)
    }
}
