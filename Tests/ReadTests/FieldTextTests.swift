import Testing

@testable import Read

/// What is a date, and what is a name.
@Suite struct FieldTextTests {
    @Test(arguments: [
        ("07/25", 7, 2025), ("12/59", 12, 2059), ("01/00", 1, 2000), ("07/2025", 7, 2025),
    ])
    func datesAreUnderstood(_ text: String, month: Int, year: Int) throws {
        let expiry = try #require(ExpiryText(text))
        #expect(expiry.text == text)
        #expect(expiry.month == month && expiry.year == year)
    }

    @Test(arguments: ["88/88", "00/00", "13/25", "00/25", "07/60", "07/1999", "07/2060", "99/9999"])
    func whatHasTheFormAloneIsTextAlone(_ text: String) throws {
        let expiry = try #require(ExpiryText(text))
        #expect(expiry.text == text)
        #expect(expiry.month == nil && expiry.year == nil)
    }

    @Test(arguments: [
        "", "/", "7/25", "07/2", "07/205", "07/20255", "07//25", "07/25/", "0/725", "072/5", "072", "0725", "07255",
        "8888",
        "1325", "07225", "AB/CD", "07/2O", "07/25 ", "٠٧/٢٥",
    ])
    func everythingElseIsNoDate(_ text: String) { #expect(ExpiryText(text) == nil) }

    @Test(arguments: [
        ("07/25", "07/25"), ("807/25", "07/25"), ("07/258730", "07/25"), ("4107/202588", "07/2025"),
        ("88/889", "88/88"), ("13/25", "13/25"),
    ])
    func aDateIsFoundAmongWhatWasCutOutWithIt(_ text: String, date: String) {
        #expect(ExpiryText(within: text)?.text == date)
    }

    @Test(arguments: [
        "", "7/25", "07/2", "07/2507/28", "01/2007/25", "0725", "07255", "/25", "07/", "07/20", "07/202", "6319/153",
        "19/153",
        "619/15",
    ])
    func noDateIsPiecedTogether(_ text: String) { #expect(ExpiryText(within: text) == nil) }

    @Test(arguments: [
        ("LI YUAN", "LI YUAN"), (" ANN  LEE ", "ANN LEE"), ("J. O'NEIL-RAY", "J. O'NEIL-RAY"), ("MR A B", "MR A B"),
        ("MAY GOLD", "MAY GOLD"), ("INC LEE", "INC LEE"), ("LI", "LI"), ("GIFT CARD RECIPIENT", "GIFT CARD RECIPIENT"),
        (".. ANN LEE'", "ANN LEE"), ("-ANN LEE.", "ANN LEE"),
    ])
    func namesLoseStraySigns(_ text: String, name: String) { #expect(HolderText(text)?.text == name) }

    @Test(arguments: [
        "", " ", "A", "A.", ". -'", "VALID THRU", "MONTH YEAR", "MEMBER SINCE", "DEBIT", "GOOD THRU", "CREDIT CARD",
        "VALID FROM  VALID THRU", "VALID DATES", "NATIONAL", "CUSTOMER SINCE", "EXAMPLE TRADING", "A B LTD.", "INC",
    ])
    func captionsAndSpecksAreNoNames(_ text: String) { #expect(HolderText(text) == nil) }
}
