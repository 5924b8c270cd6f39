import CardNumber
import Issuers
import Testing

@testable import Pipeline

/// A number that lacks the digits beneath a thumb is not told, though it passes the Luhn check.
@Suite struct WholeNumberTests {
    private let whole = WholeNumber(issuers: IssuerDirectory())

    /// A number that begins with these digits and passes the check.
    private func number(_ prefix: String, _ count: Int) throws -> PAN {
        let digits = prefix.utf8.map { $0 - 0x30 } + [UInt8](repeating: 0, count: count - prefix.utf8.count - 1)
        let check = try #require((UInt8(0)...9).first { Luhn.isValid(digits + [$0]) })
        return try #require(PAN(digits: digits + [check]))
    }

    @Test(arguments: [
        ("400002", [4, 4, 4, 4]), ("422222", [13]), ("378282", [4, 6, 5]), ("305693", [4, 6, 4]), ("555555", [16]),
        ("620000", [4, 4, 4, 4]), ("620000", [6, 13]), ("620000", [4, 4, 4, 4, 3]), ("586824", [19]),
        ("400002", [4, 3, 5, 4]), ("586824", [18]),
    ])
    func aWholeNumberIsAccepted(prefix: String, groups: [Int]) throws {
        #expect(whole.accepts(try number(prefix, groups.reduce(0, +)), Grouping(groups), rows: 1))
    }

    @Test(arguments: [
        ("400002", [4, 4, 4]), ("555555", [4, 4, 4]), ("620000", [4, 4, 4, 3]), ("378282", [4, 6, 4]), ("555555", [15]),
        ("586824", [4, 4, 4]), ("586824", [4, 4, 4, 4, 1]), ("620000", [6, 12]), ("586824", [3, 4, 4, 4]),
        ("700000", [15]), ("586824", [15]), ("353011", [4, 4, 4, 3]),
        ("601100", [17]), ("620000", [18]), ("700000", [17]),
    ])
    func aPartIsNot(prefix: String, groups: [Int]) throws {
        #expect(!whole.accepts(try number(prefix, groups.reduce(0, +)), Grouping(groups), rows: 1))
    }

    @Test(arguments: [("400002", true), ("601100", true), ("622588", true), ("801100", false), ("700000", false)])
    func numbersOfNoNetworkAreUnlikely(prefix: String, isLikely: Bool) throws {
        #expect((whole.prior(of: try number(prefix, 16)) == 1) == isLikely)
    }

    /// A mark before the digits that looks like a 0 leaves the check digit right.
    @Test func noNumberBeginsWithZero() throws {
        let fifteen = try number("378282", 15)
        let marked = try #require(PAN(digits: [0] + fifteen.digits))
        #expect(whole.accepts(fifteen, Grouping([4, 6, 5]), rows: 1))
        #expect(!whole.accepts(marked, Grouping([16]), rows: 1))
    }

    /// A finger across the middle of a number leaves a hole that is wider than any gap.
    @Test func whatHasAHoleIsNot() throws {
        let digits = try number("620000", 16)
        let centers = (0..<16).map { Double($0) / 20 }
        #expect(whole.accepts(digits, Grouping(centers), rows: 1))
        let withHole = centers.enumerated().map { $0.offset < 4 ? $0.element : $0.element + 0.12 }
        #expect(!whole.accepts(digits, Grouping(withHole), rows: 1))
    }

    /// In four rows all have four digits: what is hidden is missed in each.
    @Test func fourRowsHaveSixteenDigits() throws {
        #expect(whole.accepts(try number("620000", 16), Grouping([4, 4, 4, 4]), rows: 4))
        #expect(!whole.accepts(try number("305693", 14), Grouping([4, 4, 4, 2]), rows: 4))
    }

    @Test func anOperatorsRowsTellLengths() throws {
        let own = try OperatorRows(
            "prefix,length,name\n700000,15,Example Bank\n620000,19,Example Bank", file: "own.csv")
        let whole = WholeNumber(issuers: IssuerDirectory(own: own))
        #expect(whole.accepts(try number("700000", 15), Grouping([15]), rows: 1))
        #expect(!whole.accepts(try number("620000", 16), Grouping([4, 4, 4, 4]), rows: 1))
        #expect(whole.accepts(try number("620000", 19), Grouping([4, 4, 4, 4, 3]), rows: 1))
        // A row for any length tells none.
        let any = WholeNumber(
            issuers: IssuerDirectory(own: try OperatorRows("prefix,name\n400002,Bank", file: "own.csv")))
        #expect(!any.accepts(try number("400002", 12), Grouping([4, 4, 4]), rows: 1))
    }

    /// The built-in table knows of these that all have 19 digits.
    @Test func theTableOfIssuersTellsLengths() throws {
        #expect(whole.accepts(try number("622202", 19), Grouping([19]), rows: 1))
        #expect(!whole.accepts(try number("622202", 16), Grouping([4, 4, 4, 4]), rows: 1))
    }
}
