public import CardNumber

/// Tells who issued a card, and what kind of card it is, from its number.
///
/// Three sources are asked, and the first that knows answers alone: the operator's own rows; the Chinese table, whose
/// rows hold for numbers of stated lengths; the table of the world's prefixes of six digits, which states no lengths.
/// Each answers by its longest prefix that fits.
///
/// The network follows from `CardNetwork`. A row of the first two sources may know better, as those of old Chinese
/// prefixes that lie among other networks' do; the world's table is asked where there is no rule.
public struct IssuerDirectory: Sendable {
    private let own: OperatorRows

    /// The built-in table, with an operator's rows before it.
    public init(own: OperatorRows = OperatorRows()) { self.own = own }

    /// What a number tells of its card; all is `nil` of a number that nothing is known of. Takes less than a microsecond.
    public func product(of number: PAN) -> CardProduct {
        let byRule = CardNetwork(matching: number)
        let table = PackedTable.embedded
        if var product = own.product(of: number) ?? table.nationalProduct(of: number.digits.span) {
            product.network = product.network ?? byRule
            return product
        }
        var product = table.worldProduct(of: number.digits.span) ?? CardProduct()
        product.network = byRule ?? product.network
        return product
    }

    /// How many digits the numbers have that begin as this one does, by an operator's rows and by the Chinese table; empty
    /// where neither has a row for its first digits.
    public func statedLengths(of number: PAN) -> Set<Int> {
        own.lengths(of: number).union(PackedTable.embedded.nationalLengths(of: number.digits.span))
    }
}
