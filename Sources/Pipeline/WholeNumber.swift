internal import CardNumber
internal import Issuers

/// Tells a whole number from a part of one.
///
/// Where a thumb or glare hides the first or the last digits, the others look like a shorter number, and one in ten of
/// such passes the Luhn check. But networks and issuers have numbers of few lengths, and cards few groupings.
struct WholeNumber {
    /// Fewest digits of a number that no network and no issuer is known for, and of Maestro's, which may have less but
    /// hardly ever do.
    private static let leastOfAnyLength = 16
    /// Lengths that Maestro and issuers of the table have. Elsewhere they are allowed, but it is thumbs that make them.
    private static let rareLengths = 17...18
    /// A number in rows has so many digits in each.
    private static let digitsOfRow = 4

    /// How likely a number is that no network and no issuer is known for: a misread first digit makes one.
    private static let unknown = 0.02

    private let issuers: IssuerDirectory

    init(issuers: IssuerDirectory) { self.issuers = issuers }

    /// How likely a number is before anything is seen, against those that networks and issuers have.
    func prior(of number: PAN) -> Double {
        CardNetwork.knows(prefixOf: number) || !issuers.statedLengths(of: number).isEmpty ? 1 : Self.unknown
    }

    /// Whether a number may be all that is printed.
    ///
    /// No bank's number begins with 0 (ISO/IEC 7812), and a mark before the digits that looks like one passes the Luhn
    /// check.
    ///
    /// - Parameter rows: on which it stands.
    func accepts(_ number: PAN, _ grouping: Grouping, rows: Int) -> Bool {
        guard number.digits.first != 0, rows == 1 || number.count == rows * Self.digitsOfRow, !grouping.hasHole else {
            return false
        }
        let stated = issuers.statedLengths(of: number)
        if stated.contains(number.count) { return true }
        guard stated.isEmpty || stated.contains(where: { $0 < number.count }), !grouping.isPart else { return false }
        let network = CardNetwork(matching: number)
        guard network == .maestro || !Self.rareLengths.contains(number.count) else { return false }
        switch network {
        case .maestro: return number.count >= Self.leastOfAnyLength
        case .some: return true
        case nil: return !CardNetwork.knows(prefixOf: number) && number.count >= Self.leastOfAnyLength
        }
    }
}
