import CardNumber
import Codecs
import Dialects
import Events
import Frames
import Issuers
import Locate

/// An invented number that passes the Luhn check.
let number = "6225760000000013"

/// An answer with every field, and every warning there is.
func fullAnswer(type: CardType = .credit) -> Answer {
    var card = CardReading(number: PAN(number))
    card.grouping = [4, 4, 4, 4]
    card.luhn = true
    card.confidence = 0.97
    card.expiry = Expiry(text: "07/23", month: 7, year: 2023, confidence: 0.9)
    card.holder = Holder(text: "LI YUAN", confidence: 0.9)
    card.issuer = CardIssuer(
        code: "03080000", name: "招商银行", centreCode: "03080010", centreName: "招商银行信用卡中心")
    card.cardType = type
    card.cardName = "招商银行信用卡"
    card.category = .card
    card.quality = 80
    card.warnings = CardWarning.allCases
    card.quad = CardQuad(x: 0, y: 0, width: 856, height: 540)
    card.placement = NumberPlacement(line: CardQuad(x: 0.125, y: 0.5, width: 0.75, height: 0.1))
    return Answer(card: card, crops: someCrops, seconds: 0.25)
}

/// A number and nothing else.
var bareAnswer: Answer {
    var card = CardReading(number: PAN(number))
    card.luhn = true
    return Answer(card: card, crops: Crops(), seconds: 0.25)
}

/// Crops of a grey picture: their bytes are a JPEG's.
private var someCrops: Crops {
    let picture = ColorImage(width: 64, height: 40, pixels: [UInt8](repeating: 90, count: 64 * 40 * 3))
    return CropMaker.crops(
        of: picture, quad: CardQuad(x: 2, y: 2, width: 60, height: 36),
        placement: NumberPlacement(line: CardQuad(x: 0.1, y: 0.5, width: 0.8, height: 0.1)), codes: [], digitCount: 16,
        policy: .full, wanted: .all)
}
