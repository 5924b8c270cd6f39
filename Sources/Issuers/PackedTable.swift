internal import CardNumber

/// The built-in table, looked into as it lies in the file: nothing is unpacked, and nothing kept between lookups.
///
/// `Tools/issuers/pack.py` writes the file and describes each of its parts.
struct PackedTable: ~Escapable {
    /// A part of the file: elements of the same size.
    enum Section: Int {
        case institutions, products, rows, pages, runs, text

        /// Bytes of an element.
        var stride: Int {
            switch self {
            case .institutions: 20
            case .products: 4
            case .rows: 16
            case .pages: 8
            case .runs: 3
            case .text: 1
            }
        }
    }

    /// The product of a run of prefixes that nothing is known of.
    static let nothing = 0xFFFF
    /// Types and networks in the order of their numbers in a product, from 1.
    static let types: [CardType] = [.debit, .credit, .quasiCredit, .prepaid]
    static let networks: [CardNetwork] = [
        .unionpay, .visa, .mastercard, .amex, .jcb, .diners, .discover, .maestro, .mir, .troy, .rupay, .elo,
    ]

    private let bytes: Span<UInt8>

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) { self.bytes = bytes }

    /// How many elements a section has.
    func count(of section: Section) -> Int { number(at: 8 + 8 * section.rawValue, bytes: 4) }

    /// Where an element begins.
    func place(_ section: Section, _ index: Int) -> Int {
        number(at: 4 + 8 * section.rawValue, bytes: 4) + index * section.stride
    }

    /// A byte.
    func byte(_ place: Int) -> UInt8 { bytes[place] }

    /// A number of some bytes, the least significant first.
    func number(at place: Int, bytes count: Int) -> Int {
        var value = 0
        for index in (place..<place + count).reversed() { value = value << 8 | Int(bytes[index]) }
        return value
    }

    /// A name; `nil` for the empty one.
    func text(_ index: Int) -> String? {
        let start = place(.text, index)
        let count = Int(bytes[start])
        guard count > 0 else { return nil }
        do {
            return String(copying: try UTF8Span(validating: bytes.extracting(start + 1..<start + 1 + count)))
        } catch {
            return nil
        }
    }

    /// The product of an index.
    func product(_ index: Int) -> CardProduct {
        let packed = number(at: place(.products, index), bytes: 4)
        let (issuer, isInstitution) = (packed & 0xFF_FFFF, packed >> 24 & 1 == 1)
        let (type, network) = (packed >> 25 & 7, packed >> 28)
        var product = CardProduct(
            type: type == 0 ? nil : Self.types[type - 1], network: network == 0 ? nil : Self.networks[network - 1])
        if isInstitution {
            product.issuer = institution(issuer, hasCentre: product.type == .credit || product.type == .quasiCredit)
        } else if let name = text(issuer) {
            let isEnglish = name.utf8.allSatisfy { $0 < 0x80 }
            product.issuer = CardIssuer(code: nil, name: name, englishName: isEnglish ? name : nil)
        }
        return product
    }

    private func institution(_ index: Int, hasCentre: Bool) -> CardIssuer {
        let start = place(.institutions, index)
        func field(_ index: Int) -> Int { number(at: start + 4 * index, bytes: 4) }
        var issuer = CardIssuer(code: Self.code(field(0)), name: text(field(2)) ?? "", englishName: text(field(3)))
        if hasCentre { (issuer.centreCode, issuer.centreName) = (Self.code(field(1)), text(field(4))) }
        return issuer
    }

    /// A code of eight digits; `nil` for 0.
    private static func code(_ number: Int) -> String? {
        guard number > 0 else { return nil }
        let digits = String(number)
        return String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }
}
