import Dialects
import Testing

@testable import cardcam_server

/// Who may watch the camera: this machine, and nobody's page but our own.
@Suite struct ViewerRulesTests {
    private static let rules: ViewerRules = {
        var rules = ViewerRules()
        rules.viewers = ["10.0.0.0/8"].compactMap { AddressRange($0) }
        rules.hosts = ["kiosk.example"]
        return rules
    }()

    private func mayWatch(_ peer: String, _ headers: [(String, String)]) -> Bool {
        let headers = headers.map { (name: $0.0, value: $0.1) }
        return RequestHead(method: "GET", target: "/", headers: headers, peer: Address(peer)).mayWatch(Self.rules)
    }

    @Test(arguments: [
        "localhost:8080", "LOCALHOST", "localhost.", "127.0.0.1:8080", "[::1]:8080", "192.0.2.4:80", "kiosk.example",
        "kiosk.example:8443",
    ])
    func browsersMayComeByNamesThatLeadNowhereElse(host: String) {
        #expect(mayWatch("127.0.0.1", [("Host", host), ("Accept-Language", "en"), ("User-Agent", "Mozilla/5.0")]))
    }

    @Test(arguments: [
        ("Origin", "http://evil.example"), ("Sec-Fetch-Mode", "navigate"), ("sec-ch-ua", "x"), ("Accept-Language", "*"),
        ("Referer", "http://evil.example/"), ("User-Agent", "Mozilla/5.0"), ("Cookie", "a=b"),
    ])
    func noBrowserMayComeByAnotherName(sign: (String, String)) {
        #expect(!mayWatch("127.0.0.1", [("Host", "evil.example"), sign]))
    }

    @Test func aProgramOnThisMachineMayUseAnyName() {
        #expect(mayWatch("127.0.0.1", [("Host", "camera.test"), ("User-Agent", "curl/8.0"), ("Accept", "*/*")]))
        #expect(mayWatch("::1", []))
        #expect(!mayWatch("10.1.2.3", [("Host", "camera.test"), ("User-Agent", "curl/8.0")]))
    }

    @Test func othersNeedToBeNamed() {
        #expect(mayWatch("10.1.2.3", [("Host", "10.9.9.9:8080")]))
        #expect(!mayWatch("192.0.2.1", [("Host", "10.9.9.9:8080")]))
        for name in ["X-Forwarded-For", "Forwarded", "Via"] {
            #expect(!mayWatch("127.0.0.1", [("Host", "localhost"), (name, "192.0.2.1")]))
        }
    }

    @Test func ourOwnPageMayAsk() {
        let host = ("Host", "localhost:8080")
        #expect(mayWatch("127.0.0.1", [host, ("Origin", "http://localhost:8080"), ("Sec-Fetch-Site", "same-origin")]))
        #expect(mayWatch("127.0.0.1", [host, ("Sec-Fetch-Site", "none")]))
        for origin in ["http://localhost:3000", "http://localhost", "null", "http://evil.example"] {
            #expect(!mayWatch("127.0.0.1", [host, ("Origin", origin)]), "\(origin)")
        }
    }

    @Test func otherPagesMayLeadHereButEmbedNothing() {
        let host = ("Host", "localhost:8080")
        let site = ("Sec-Fetch-Site", "cross-site")
        #expect(!mayWatch("127.0.0.1", [host, site, ("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Dest", "image")]))
        #expect(!mayWatch("127.0.0.1", [host, site, ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe")]))
        #expect(!mayWatch("127.0.0.1", [host, ("Sec-Fetch-Site", "same-site")]))
        #expect(mayWatch("127.0.0.1", [host, site, ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")]))
    }
}
