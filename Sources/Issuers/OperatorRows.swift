public import CardNumber

/// Prefixes that an operator of the program knows better than its built-in table, or that are not in it.
public struct OperatorRows: Sendable {
    /// How many digits a prefix may have.
    static let prefixPlaces = 2...12

    /// What one row says: the product of the numbers with a prefix, of some lengths.
    struct Row: Sendable {
        /// The digits that a number begins with.
        let prefix: [UInt8]
        let lengths: ClosedRange<Int>
        let product: CardProduct
    }

    /// By prefix.
    private var rows: [[UInt8]: [Row]] = [:]
    /// How many digits the prefixes have, most first.
    private var places: [Int] = []

    /// None.
    public init() {}

    /// What the row with the longest prefix tells of a number; `nil` where none fits its digits and length.
    public func product(of number: PAN) -> CardProduct? {
        for places in places where places <= number.count {
            let rows = rows[Array(number.digits.prefix(places))] ?? []
            if let row = rows.first(where: { $0.lengths.contains(number.count) }) { return row.product }
        }
        return nil
    }

    /// How many digits the numbers have that begin as this one does, by the rows that are not for any length.
    func lengths(of number: PAN) -> Set<Int> {
        let fitting = places.filter { $0 <= number.count }.flatMap { rows[Array(number.digits.prefix($0))] ?? [] }
        return fitting.filter { $0.lengths != PAN.lengths }.reduce(into: []) { $0.formUnion($1.lengths) }
    }

    /// Adds a row; false if there is one for the same prefix and length.
    mutating func add(_ row: Row) -> Bool {
        let others = rows[row.prefix] ?? []
        guard !others.contains(where: { $0.lengths.overlaps(row.lengths) }) else { return false }
        rows[row.prefix] = others + [row]
        if !places.contains(row.prefix.count) { places = (places + [row.prefix.count]).sorted(by: >) }
        return true
    }
}

/// Why an operator's file cannot be used: one line for people, which names the file and the line and quotes nothing.
public struct IssuerFileFailure: Error, Equatable, CustomStringConvertible {
    /// The line, as `FILE:LINE: what is wrong`.
    public let description: String

    init(_ file: String, _ line: Int, _ complaint: String) { description = "\(file):\(line): \(complaint)" }
}
