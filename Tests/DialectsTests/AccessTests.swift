import Dialects
import Testing

/// Addresses, ranges of them, and the paths that tell the services apart.
@Suite struct AccessTests {
    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("::1", "0:0:0:0:0:0:0:1"), ("2001:db8::a:b", "2001:db8:0:0:0:0:a:b"),
        ("::", "0:0:0:0:0:0:0:0"), ("::ffff:192.0.2.1", "192.0.2.1"), ("::ffff:c000:201", "192.0.2.1"),
        ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"),
    ])
    func addressesAreRead(text: String, meaning: String) { #expect(Address(text)?.description == meaning) }

    @Test(arguments: [
        "", "1.2.3", "1.2.3.256", "1.2.3.4.5", "01x.2.3.4", "1.2.3.+4", ":", ":::", "1::2::3", "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9", "g::", "::1%eth0", "12345::", "localhost", "0x7f.1", "2130706433",
    ])
    func otherTextsAreNoAddresses(text: String) { #expect(Address(text) == nil) }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false), ("10.1.2.3", "10.1.2.3", true),
        ("10.1.2.3", "10.1.2.4", false), ("172.16.0.0/12", "172.31.255.255", true),
        ("172.16.0.0/12", "172.32.0.0", false),
        ("0.0.0.0/0", "192.0.2.1", true), ("0.0.0.0/0", "::1", false), ("2001:db8::/33", "2001:db8:7fff::1", true),
        ("2001:db8::/33", "2001:db8:8000::1", false), ("10.0.0.0/8", "::ffff:10.0.0.1", true),
    ])
    func rangesHoldTheirAddresses(range: String, address: String, isInside: Bool) throws {
        let range = try #require(AddressRange(range))
        #expect(range.contains(try #require(Address(address))) == isInside)
    }

    @Test(arguments: ["10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "/8", "10.0.0.0/8/8", "::/129"])
    func otherTextsAreNoRanges(text: String) { #expect(AddressRange(text) == nil) }

    @Test func loopbackIsKnown() {
        for text in ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"] { #expect(Address(text)?.isLoopback == true) }
        for text in ["128.0.0.1", "::2", "0.0.0.0"] { #expect(Address(text)?.isLoopback == false) }
    }

    @Test func pathsTellTheServicesApart() {
        func service(_ method: String, _ target: String, _ headers: [(String, String)] = []) -> Service? {
            Service(request(method, target, headers: headers).head)
        }
        #expect(service("POST", "/") == .tencent)
        #expect(service("POST", "http://ocr.tencentcloudapi.com") == .tencent)
        #expect(service("GET", "/?Action=BankCardOCR") == .tencent)
        #expect(service("GET", "/", [("X-TC-Action", "BankCardOCR")]) == .tencent)
        #expect(service("GET", "/") == nil)
        #expect(service("GET", "/?action=x") == nil)
        #expect(service("POST", "/v1/service/v1/ocr/bankcard") == .iflytek)
        #expect(service("POST", "/hex/ocrapi/creditcardocr?a=1") == .hex)
        #expect(service("POST", "/hex/ocrapi/idcardocr") == nil)
    }

    @Test func headersAreFoundInAnyCase() {
        let head = request(headers: [("x-TC-action", "one"), ("X-TC-Action", "two")]).head
        #expect(head["X-TC-Action"] == "one")
        #expect(head["X-TC"] == nil)
        // `@` and the backquote differ by the same bit as letters do.
        #expect(request(headers: [("A@", "x")]).head["A`"] == nil)
    }

    @Test func damagedGIFsAreToldApart() {
        let head: [UInt8] = Array("GIF89a".utf8) + [1, 0, 1, 0]
        let palette: [UInt8] = [0, 0, 0, 255, 255, 255]
        let picture: [UInt8] = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0]
        #expect(Trouble(ofDamagedGIF: Array("GIF89a".utf8)) == .gifUnopened)
        #expect(Trouble(ofDamagedGIF: head + [0x80, 0, 0]) == .gifUnopened)
        #expect(Trouble(ofDamagedGIF: head + [0x80, 0, 0] + palette) == .gifUnread)
        #expect(Trouble(ofDamagedGIF: head + [0x80, 0, 0] + palette + [0x21, 0xF9, 4, 0]) == .gifUnread)
        #expect(Trouble(ofDamagedGIF: head + [0x80, 0, 0] + palette + [0x3B]) == .gifEmpty)
        #expect(Trouble(ofDamagedGIF: head + [0, 0, 0] + picture) == .gifColorless)
        #expect(Trouble(ofDamagedGIF: head + [0x80, 0, 0] + palette + picture) == .gifUndecoded)
        #expect(
            Trouble(ofDamagedGIF: head + [0x80, 0, 0] + palette + [0x21, 0xFE, 1, 9, 0] + picture) == .gifUndecoded)
    }
}
