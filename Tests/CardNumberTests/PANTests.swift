import FoundationEssentials
import Testing

@testable import CardNumber

/// Numbers show themselves masked, whichever way they are looked at.
@Suite struct PANTests {
    // From the networks' published test ranges.
    private let text = "4111111111111111"
    private let masked = "411111******1111"

    @Test func takesTwelveToNineteenDigitsAndNothingElse() {
        #expect(PAN("41111111111") == nil)
        #expect(PAN("411111111111") != nil)
        #expect(PAN("4111111111111111111") != nil)
        #expect(PAN("41111111111111111111") == nil)
        #expect(PAN("4111 1111 1111 1111") == PAN(text))
        #expect(PAN("4111-1111-1111-1111") == nil)
        #expect(PAN("4111111111111١11") == nil)
        #expect(PAN("") == nil)
        #expect(PAN(digits: [4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 10]) == nil)
        #expect(PAN(digits: [4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1]) == nil)
        #expect(PAN(digits: [4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 300]) == nil)
    }

    @Test func isMaskedHoweverItIsPrinted() throws {
        let number = try #require(PAN(text))
        var dumped = ""
        dump(number, to: &dumped)
        struct Holder { let number: PAN?, list: [PAN] }
        let holder = Holder(number: number, list: [number])
        var dumpedHolder = ""
        dump(holder, to: &dumpedHolder)
        let encoded = String(decoding: try JSONEncoder().encode([number]), as: UTF8.self)
        #expect(encoded == "[\"\(masked)\"]")
        for printed in [
            "\(number)", String(describing: number), String(reflecting: number), dumped, dumpedHolder, "\(holder)",
            String(reflecting: holder), encoded,
        ] {
            #expect(printed.contains(masked))
            #expect(!printed.contains("41111111"))
            // As an array of digits, too.
            #expect(!printed.contains("1, 1"))
        }
    }

    @Test(arguments: [
        (NumberPolicy.masked, "411111******1111"), (.full, "4111111111111111"), (.bin8, "41111111****1111"),
        (.last4, "************1111"),
    ])
    func revealsWhatThePolicyAllows(policy: NumberPolicy, expected: String) throws {
        #expect(try #require(PAN(text)).revealed(as: policy) == expected)
    }

    @Test func showsEightDigitsOnlyOfNumbersWhoseIssuerPrefixHasEight() throws {
        #expect(try #require(PAN("378282246310005")).revealed(as: .bin8) == "378282*****0005")
        #expect(try #require(PAN("411111111111")).revealed(as: .bin8) == "411111**1111")
    }

    @Test func hidesAllOfWhatIsNoWholeNumber() {
        #expect(NumberPolicy.masked.visiblePlaces(count: 11).allSatisfy { !$0 })
        #expect(NumberPolicy.full.visiblePlaces(count: 3) == [true, true, true])
        #expect(NumberPolicy.last4.visiblePlaces(count: 0).isEmpty)
        #expect(NumberPolicy.masked.visiblePlaces(count: -1).isEmpty)
    }
}
