import CardNumber
import Testing

/// Check digits and networks. All numbers are from published test ranges.
@Suite struct NetworkTests {
    @Test(arguments: [
        ("4111111111111111", CardNetwork.visa), ("4222222222222", .visa), ("5555555555554444", .mastercard),
        ("2223003122003222", .mastercard), ("378282246310005", .amex), ("3530111333300000", .jcb),
        ("30569309025904", .diners), ("36227206271667", .diners), ("6011111111111117", .discover),
        ("6200000000000005", .unionpay), ("6240008631401148", .unionpay), ("6759649826438453", .maestro),
        ("2200000000000004", .mir), ("9792000000000001", .troy), ("6521500000000008", .rupay),
        ("5066991111111118", .elo), ("6362970000457013", .elo),
    ])
    func tellsTheNetwork(text: String, network: CardNetwork) throws {
        #expect(CardNetwork(matching: try #require(PAN(text))) == network)
    }

    @Test func tellsTheLengthsThatNetworksHave() throws {
        func lengths(_ prefix: String) throws -> [Int] {
            try PAN.lengths.filter {
                let number = PAN(prefix + String(repeating: "0", count: $0 - prefix.count))
                return CardNetwork(matching: try #require(number)) != nil
            }
        }
        #expect(try lengths("378282") == [15])
        // RuPay's sixteen digits lie inside Discover's sixteen to nineteen.
        #expect(try lengths("652150") == [16, 17, 18, 19])
        #expect(try lengths("990000").isEmpty)
        // A prefix is known whatever the length.
        #expect(CardNetwork.knows(prefixOf: try #require(PAN("3782820000000000"))))
        #expect(!CardNetwork.knows(prefixOf: try #require(PAN("9900000000000000"))))
    }

    @Test func needsTheLengthToFit() throws {
        // A Visa prefix with 15 digits, a UnionPay prefix with 15.
        #expect(CardNetwork(matching: try #require(PAN("411111111111111"))) == nil)
        #expect(CardNetwork(matching: try #require(PAN("620000000000000"))) == nil)
        // 622126 is Discover's elsewhere and UnionPay's here.
        #expect(CardNetwork(matching: try #require(PAN("6221260000000000"))) == .unionpay)
        // An old Chinese prefix: only a table of issuers can tell.
        #expect(CardNetwork(matching: try #require(PAN("955880000000000000"))) == nil)
    }

    @Test(arguments: [
        "4111111111111111", "378282246310005", "6200000000000005", "5555555555554444", "30569309025904",
    ])
    func acceptsRightCheckDigitsAndNoOther(text: String) throws {
        let digits = text.utf8.map { Int($0) - 0x30 }
        #expect(Luhn.isValid(digits))
        for place in digits.indices {
            for other in 0...9 where other != digits[place] {
                var changed = digits
                changed[place] = other
                #expect(!Luhn.isValid(changed))
            }
        }
    }

    @Test func noDigitsAreNotValid() { #expect(!Luhn.isValid([Int]())) }
}
