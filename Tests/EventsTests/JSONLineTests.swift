import Testing

@testable import Events

/// Lines of JSON, byte by byte.
@Suite struct JSONLineTests {
    private func text(_ body: (inout JSONLine) -> Void) -> String {
        var line = JSONLine()
        line.object { body(&$0) }
        return String(decoding: line.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        (0.0, 1, "0.0"), (-0.04, 1, "0.0"), (-0.06, 1, "-0.1"), (1234.56, 1, "1234.6"), (0.05, 4, "0.0500"),
        (1e12, 1, "1000000000000.0"), (-12.345, 2, "-12.35"),
    ])
    func numbersHaveFixedDecimals(value: Double, places: Int, expected: String) {
        #expect(text { $0.decimal("v", value, places: places) } == "{\"v\":\(expected)}")
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300])
    func whatIsNoNumberIsLeftOut(value: Double) {
        #expect(text { $0.decimal("v", value, places: 1) } == "{}")
    }

    @Test func nothingShortOfCertainReadsAsOne() {
        #expect(text { $0.probability("p", 0.99999) } == "{\"p\":0.9999}")
        #expect(text { $0.probability("p", 1) } == "{\"p\":1.0000}")
        #expect(text { $0.probability("p", -0.1) } == "{\"p\":0.0000}")
    }

    @Test func timesAreRoundedToMilliseconds() {
        #expect(text { $0.seconds("t", .microseconds(1_234_567)) } == "{\"t\":1.235}")
        #expect(text { $0.seconds("t", .milliseconds(5)) } == "{\"t\":0.005}")
        #expect(text { $0.seconds("t", .seconds(100_000)) } == "{\"t\":100000.000}")
        #expect(text { $0.milliseconds(named: "decode", .microseconds(1500)) } == "{\"decode\":1.500}")
    }

    @Test func stringsAreEscaped() {
        #expect(
            text { $0.string("s", "a\"b\\c\nd\te\u{01}f\u{7F}g招\u{2028}") }
                == #"{"s":"a\"b\\c\nd\te\u0001f\u007fg招"# + "\u{2028}\"}")
    }

    @Test func absentValuesLeaveNoTrace() {
        #expect(
            text {
                $0.string("a", nil)
                $0.integer("b", 1)
                $0.bool("c", nil)
                $0.array("d", [1, 2]) { $0.integer(nil, $1) }
                $0.object("e") { $0.seconds("f", nil) }
                $0.bool("g", true)
            } == #"{"b":1,"d":[1,2],"e":{},"g":true}"#)
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ])
    func base64IsAsTheStandardSays(plain: String, encoded: String) {
        #expect(text { $0.base64("b", Array(plain.utf8)) } == "{\"b\":\"\(encoded)\"}")
    }
}
