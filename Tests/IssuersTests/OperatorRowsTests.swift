import CardNumber
import Testing

@testable import Issuers

/// An operator's own rows.
@Suite struct OperatorRowsTests {
    private func rows(_ lines: String...) throws(IssuerFileFailure) -> OperatorRows {
        try OperatorRows(lines.joined(separator: "\n"), file: "own.tsv")
    }

    @Test func winOverTheBuiltInTable() throws {
        let own = try rows("prefix\tname", "62258\tExample Bank, Ltd.")
        let directory = IssuerDirectory(own: own)
        let product = directory.product(of: try PAN.padded("622588", 16))
        #expect(product.issuer == CardIssuer(code: nil, name: "Example Bank, Ltd."))
        // Nothing of the built-in row is mixed in; the network follows from the number.
        #expect(product.type == nil)
        #expect(product.name == nil)
        #expect(product.network == .unionpay)
        #expect(directory.product(of: try PAN.padded("622202", 19)).issuer?.code == "01020000")
    }

    @Test func sayEverything() throws {
        let own = try rows(
            "prefix,length,code,name,name_en,centre_code,centre_name,card_type,card_name,network",
            "990011,16-19,12345678,试行,Test Bank,12345679,试行信用卡中心,quasi_credit,试卡,unionpay")
        let product = try #require(own.product(of: try PAN.padded("990011", 17)))
        #expect(product.issuer?.code == "12345678")
        #expect(product.issuer?.englishName == "Test Bank")
        #expect(product.issuer?.centreCode == "12345679")
        #expect(product.issuer?.centreName == "试行信用卡中心")
        #expect(product.type == .quasiCredit)
        #expect(product.name == "试卡")
        #expect(product.network == .unionpay)
        #expect(own.product(of: try PAN.padded("990011", 15)) == nil)
    }

    @Test func theLongestPrefixOfTheLengthWins() throws {
        let own = try rows(
            "prefix\tlength\tname", "99\t\tshort", "9911\t16\tlong", "9911\t19\tother",
            "991\t16-18\tmiddle")
        #expect(own.product(of: try PAN.padded("991122", 16))?.issuer?.name == "long")
        #expect(own.product(of: try PAN.padded("991122", 17))?.issuer?.name == "middle")
        #expect(own.product(of: try PAN.padded("991122", 19))?.issuer?.name == "other")
        #expect(own.product(of: try PAN.padded("991122", 15))?.issuer?.name == "short")
        #expect(own.product(of: try PAN.padded("981122", 16)) == nil)
    }

    @Test func takesFilesOfOtherSystems() throws {
        let own = try OperatorRows("\u{FEFF}prefix , name\r\n\r\n99, Bank \r\n", file: "own.csv")
        #expect(own.product(of: try PAN.padded("99", 16))?.issuer?.name == "Bank")
    }

    @Test(arguments: [
        ("", 1, "empty"), ("prefix,names\n", 1, "must name columns"), ("prefix,prefix,name\n", 1, "twice"),
        ("prefix,code\n", 1, "prefix and name"), ("prefix,name\n99\n", 2, "2 cells were expected, not 1"),
        ("prefix,name\n99,A\n\n9x,B\n", 4, "prefix must be"), ("prefix,name\n9,A\n", 2, "prefix must be"),
        ("prefix,name\n4111111111111111,A\n", 2, "prefix must be"), ("prefix,name\n99,\n", 2, "name must not be"),
        ("prefix,name,length\n99,A,20\n", 2, "length"), ("prefix,name,length\n99,A,18-16\n", 2, "length"),
        ("prefix,name,length\n99,A,16-17-18\n", 2, "length"), ("prefix,name,code\n99,A,1234567\n", 2, "code must be"),
        ("prefix,name,centre_code\n99,A,1234567x\n", 2, "centre_code must be"),
        ("prefix,name,card_type\n99,A,gift\n", 2, "debit, credit, quasi_credit, prepaid"),
        ("prefix,name,network\n99,A,Visa\n", 2, "network must be one of unionpay, visa"),
        ("prefix,name,length\n99,A,16\n99,B,12-16\n", 3, "another row"),
    ])
    func refusesAWrongLineByItsNumber(text: String, line: Int, complaint: String) throws {
        let failure = #expect(throws: IssuerFileFailure.self) { try OperatorRows(text, file: "own.csv") }
        let message = try #require(failure?.description)
        #expect(message.hasPrefix("own.csv:\(line): "))
        #expect(message.contains(complaint))
        #expect(!message.contains("\n"))
        // What stands in the file may be a card number, set down by mistake.
        #expect(!message.contains("4111"))
    }
}
