import CardNumber
import Issuers
import Locate

/// The fields of a card, in the order that `result` and `reading` share.
extension EventEncoder {
    func card(_ card: CardReading, _ crops: PlacedCrops, _ line: inout JSONLine) {
        line.string("number", card.number?.revealed(as: options.number))
        if !card.grouping.isEmpty { line.array("grouping", card.grouping) { $0.integer(nil, $1) } }
        line.bool("luhn", card.luhn)
        line.string("network", card.network?.rawValue)
        line.probability("confidence", card.confidence)
        digits(card.digits, &line)
        printed(card, &line)
        line.integer("quality", card.quality)
        if !card.warnings.isEmpty {
            line.array("warnings", card.warnings) { line, warning in
                line.object { line in
                    line.integer("code", warning.rawValue)
                    line.string("name", warning.name)
                }
            }
        }
        line.corners("quad", card.quad)
        box("number_box", card.placement?.line, on: card, &line)
        write(crops, &line)
    }

    /// What each digit of a number rests on.
    func digits(_ digits: [DigitEvidence], _ line: inout JSONLine) {
        guard !digits.isEmpty else { return }
        line.array("digits", digits) { line, digit in
            line.object { line in
                line.probability("p", digit.p)
                line.integer("frames", digit.frames)
            }
        }
    }

    /// What is printed on the card beside its number, and what follows from the number.
    private func printed(_ card: CardReading, _ line: inout JSONLine) {
        if let expiry = card.expiry {
            line.object("expiry") { line in
                line.string("text", expiry.text)
                line.integer("month", expiry.month)
                line.integer("year", expiry.year)
                line.bool("expired", expiry.expired)
                line.probability("confidence", expiry.confidence)
                box("box", expiry.place, on: card, &line)
            }
        }
        if let holder = card.holder {
            line.object("holder") { line in
                line.string("text", holder.text)
                line.probability("confidence", holder.confidence)
                box("box", holder.place, on: card, &line)
            }
        }
        if let issuer = card.issuer {
            line.object("issuer") { line in
                line.string("code", issuer.code)
                line.string("name", issuer.name)
                line.string("name_en", issuer.englishName)
                line.string("centre_code", issuer.centreCode)
                line.string("centre_name", issuer.centreName)
            }
        }
        line.string("card_type", card.cardType?.rawValue)
        line.string("card_name", card.cardName)
        line.string("category", card.category?.rawValue)
    }

    /// Writes the bounds of a row in pixels of the card's crop.
    private func box(_ key: StaticString, _ row: CardQuad?, on card: CardReading, _ line: inout JSONLine) {
        guard let row, let quad = card.quad else { return }
        line.array(key, CropMaker.box(around: row, of: quad)) { $0.decimal(nil, Double($1), places: 1) }
    }

    private func write(_ crops: PlacedCrops, _ line: inout JSONLine) {
        guard crops.card != nil || crops.number != nil else { return }
        line.object("crops") { line in
            write(crops.card, "card", &line)
            write(crops.number, "number", &line)
        }
    }

    private func write(_ crop: PlacedCrop?, _ key: StaticString, _ line: inout JSONLine) {
        guard let crop else { return }
        line.object(key) { line in
            line.integer("width", crop.width)
            line.integer("height", crop.height)
            switch crop.place {
            case .inline(let jpeg): line.base64("jpeg", jpeg)
            case .file(let path): line.string("path", path)
            }
        }
    }
}

extension JSONLine {
    /// Writes corners as `[[x,y],...]`, with one decimal.
    mutating func corners(_ key: StaticString, _ quad: CardQuad?) {
        guard let quad else { return }
        array(key, quad.corners) { line, corner in
            line.array(nil, [corner.x, corner.y]) { $0.decimal(nil, Double($1), places: 1) }
        }
    }
}
