import CardNumber
import Testing

@testable import Issuers

/// What the built-in table tells. The numbers are prefixes with zeros after them.
@Suite struct BuiltInTableTests {
    private let directory = IssuerDirectory()

    private func product(_ prefix: String, _ length: Int) throws -> CardProduct {
        directory.product(of: try PAN.padded(prefix, length))
    }

    @Test(arguments: [
        ("622588", 16, "03080000", CardType.debit), ("622575", 16, "03080000", .credit),
        ("622576", 16, "03080000", .credit), ("622577", 16, "03080000", .credit),
        ("622202", 19, "01020000", .debit), ("621700", 19, "01050000", .debit), ("622848", 19, "01030000", .debit),
        ("621661", 19, "01040000", .debit), ("622262", 17, "03010000", .debit), ("622262", 19, "03010000", .debit),
        ("436742", 19, "01050000", .debit), ("436745", 16, "01050000", .credit), ("622155", 16, "03070000", .credit),
        ("623058", 19, "03070000", .debit),
    ])
    func tellsIssuerAndType(prefix: String, length: Int, code: String, type: CardType) throws {
        let product = try product(prefix, length)
        #expect(product.issuer?.code == code)
        #expect(product.type == type)
    }

    @Test func theLengthDecidesWhereAPrefixHasTwoIssuers() throws {
        #expect(try product("622309", 18).issuer?.code == "01020000")
        #expect(try product("622309", 19).issuer?.code == "03160000")
        // No number of this prefix has 16 digits: none of the two is a guess worth making.
        #expect(try product("622309", 16).issuer == nil)
        #expect(try product("622848", 16).issuer == nil)
    }

    @Test func aCreditCardHasACentreAndADebitCardNone() throws {
        let credit = try #require(try product("622575", 16).issuer)
        #expect(credit.name == "招商银行")
        #expect(credit.englishName == "China Merchants Bank")
        #expect(credit.centreCode == "03080010")
        #expect(credit.centreName == "招商银行信用卡中心")
        let debit = try #require(try product("622588", 16).issuer)
        #expect(debit.centreCode == nil)
        #expect(debit.centreName == nil)
        for (prefix, centre) in [("622655", "63030000"), ("622518", nil)] {
            #expect(try product(prefix, 16).issuer?.centreCode == centre)
        }
    }

    @Test func tellsTheNameOfTheCard() throws {
        #expect(try product("622575", 16).name == "招商银行信用卡")
        #expect(try product("622309", 19).name == "商卡")
        // The table knows of the other cards of the prefix that they are not this one.
        #expect(try product("622309", 18).name == nil)
    }

    @Test func tellsEveryType() throws {
        #expect(try product("620114", 16).type == .prepaid)
        #expect(try product("625135", 16).type == .quasiCredit)
    }

    @Test func oldChinesePrefixesAreUnionPayByTheirRow() throws {
        #expect(try product("955880", 19).network == .unionpay)
        #expect(try product("955880", 19).issuer?.code == "01020000")
        #expect(try product("601428", 17).network == .unionpay)
        // These lie among Diners' and Maestro's.
        #expect(try product("303", 16).network == .unionpay)
        #expect(try product("566666", 16).network == .unionpay)
        #expect(try product("303", 14).network == .diners)
        // Without a row nothing is known of such prefixes.
        #expect(try product("955001", 17) == CardProduct())
    }

    @Test func theNetworkFollowsItsRuleWhereNoRowKnowsBetter() throws {
        #expect(try product("436742", 19).network == .visa)
        #expect(try product("622126", 16).network == .unionpay)
    }

    @Test func knowsTheWorld() throws {
        let product = try product("414720", 16)
        #expect(product.issuer?.name == "JPMORGAN CHASE BANK N.A.")
        #expect(product.issuer?.englishName == product.issuer?.name)
        #expect(product.issuer?.code == nil)
        #expect(product.network == .visa)
    }

    @Test func unknownPrefixesTellNothing() throws {
        #expect(try product("000000", 16) == CardProduct())
        #expect(try product("000000000000", 12).issuer == nil)
    }

    @Test func alwaysAnswersWhateverTheNumber() {
        // Every page of the table, at its first and last prefix, in the shortest and the longest number.
        for page in 0..<10_000 {
            let head = [1000, 100, 10, 1].map { page / $0 % 10 }
            for (last, length) in [(0, 12), (9, 19)] {
                let number = PAN(digits: head + [Int](repeating: last, count: length - 4))
                if let number, directory.product(of: number).issuer?.name.isEmpty == true { Issue.record("no name") }
            }
        }
    }
}

extension PAN {
    /// A prefix with zeros after it.
    static func padded(_ prefix: String, _ length: Int) throws -> PAN {
        try #require(PAN(prefix + String(repeating: "0", count: length - prefix.count)))
    }
}
