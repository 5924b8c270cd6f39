import Foundation
import Testing

/// Requests that want to harm: each has the dialect's own answer, or an end.
@Suite struct HostileTests {
    private func picture(_ bytes: Data, _ server: RunningServer? = nil) async throws -> Reply {
        let shared = try await RunningServer.shared.value
        return try await (server ?? shared).askTencent("{\"ImageBase64\":\"\(bytes.base64EncodedString())\"}")
    }

    @Test func bombsAreNotOpened() async throws {
        let server = try await RunningServer()
        let before = server.megabytes
        #expect(try await picture(Pictures.hugeJPEG, server).tencentCode == "LimitExceeded.TooLargeFileError")
        #expect(try await picture(Pictures.hugePNG, server).tencentCode == "LimitExceeded.TooLargeFileError")
        #expect(server.megabytes < before + 100)
    }

    @Test func whatIsNoPictureIsNotDecoded() async throws {
        let gif = Data("GIF89a".utf8) + Data(repeating: 0, count: 100)
        let page = Data("<html><script>alert(1)</script>".utf8)
        for bytes in [gif, page, Data("%PDF-1.7".utf8), Data([0xFF, 0xD8]), Data("RIFF0000WEBP".utf8)] {
            #expect(try await picture(bytes).tencentCode == "FailedOperation.ImageDecodeFailed")
        }
    }

    @Test func polyglotIsWhatItsFirstBytesSay() async throws {
        // A card's picture with an archive behind it is a card's picture; an archive before it is none.
        let card = try Pictures.card()
        let archive = Data("PK\u{3}\u{4}".utf8) + Data(repeating: 7, count: 500)
        let reply = try await picture(card + archive)
        #expect((reply.json["Response"] as? [String: Any])?["CardNo"] as? String == (try Pictures.number()))
        #expect(try await picture(archive + card).tencentCode == "FailedOperation.ImageDecodeFailed")
    }

    @Test func damagedPicturesAreTold() async throws {
        let card = try Pictures.card()
        for part in [card.prefix(card.count / 3), card.prefix(30)] {
            #expect(try await picture(part).tencentCode == "InvalidParameter.EngineImageDecodeFailed")
        }
    }

    @Test func announcedSizeIsRefusedBeforeTheBody() async throws {
        let server = try await RunningServer.shared.value
        let head = "POST /v1/service/v1/ocr/bankcard HTTP/1.1\r\nHost: a\r\nContent-Length: 900000000\r\n\r\n"
        let (text, isClosed) = try await server.converse([head])
        #expect(text.hasPrefix("HTTP/1.1 200"))
        #expect(text.contains("40006"))
        #expect(isClosed)
    }

    @Test func aBodyWithoutEndIsCutOff() async throws {
        let server = try await RunningServer.shared.value
        let head = "POST /rest/160601/ocr/ocr_bank_card.json HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        let chunk = "100000\r\n" + String(repeating: "a", count: 1 << 20) + "\r\n"
        let (text, isClosed) = try await server.converse([head] + [String](repeating: chunk, count: 40))
        #expect(text.hasPrefix("HTTP/1.1 413"))
        #expect(text.contains("X-Ca-Error-Message: Payload Too Large"))
        #expect(isClosed)
        #expect(server.isRunning)
    }

    @Test func slowBodiesAndHeadsAreCutOff() async throws {
        let server = try await RunningServer(
            configuration: "listen: 127.0.0.1:0\nlimits: {head_seconds: 6, body_seconds: 3}\n")
        let head = "POST /rest/160601/ocr/ocr_bank_card.json HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n"
        let drops = [String](repeating: "a", count: 20)
        let (text, isClosed) = try await server.converse(
            [head] + drops, pause: .milliseconds(250), patience: .seconds(40))
        #expect(text.hasPrefix("HTTP/1.1 408"))
        #expect(isClosed)
        let slowHead = ["GET /hea", "lth HT", "TP/1.1\r\nHost: a\r\n"] + drops
        #expect(try await server.converse(slowHead, pause: .milliseconds(400), patience: .seconds(40)) == ("", true))
        #expect(try await server.converse([], patience: .seconds(40)) == ("", true))
    }

    @Test func hugeHeadsAreRefused() async throws {
        let server = try await RunningServer.shared.value
        let long = "GET /health HTTP/1.1\r\nHost: a\r\nX-A: \(String(repeating: "b", count: 1 << 20))\r\n\r\n"
        let many = "GET /health HTTP/1.1\r\nHost: a\r\n" + (0..<5000).map { "X-\($0): a\r\n" }.joined() + "\r\n"
        let target = "GET /\(String(repeating: "c", count: 1 << 20)) HTTP/1.1\r\nHost: a\r\n\r\n"
        for text in [long, many, target, "NONSENSE\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n"] {
            let (reply, isClosed) = try await server.converse([text])
            #expect(reply.isEmpty || reply.hasPrefix("HTTP/1.1 4"))
            #expect(isClosed)
        }
        #expect(try await server.ask("GET", "/health").status == 200)
    }

    @Test func smuggledRequestsAreRefused() async throws {
        let server = try await RunningServer.shared.value
        let both =
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health "
            + "HTTP/1.1\r\nHost: a\r\n\r\n"
        let twice = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde"
        for text in [both, twice] {
            let (reply, _) = try await server.converse([text], patience: .seconds(2))
            #expect(reply.hasPrefix("HTTP/1.1 400"))
            #expect(!reply.contains("\"status\":\"ok\""))
        }
    }

    @Test func clientsThatWaitAreToldToGoOn() async throws {
        let server = try await RunningServer.shared.value
        let body = "{\"image\":\"\"}"
        func head(_ length: Int) -> String {
            "POST /rest/160601/ocr/ocr_bank_card.json HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: \(length)\r\n"
                + "Expect: 100-continue\r\nConnection: close\r\n\r\n"
        }
        let (text, _) = try await server.converse([head(body.utf8.count), body], pause: .milliseconds(300))
        #expect(text.hasPrefix("HTTP/1.1 100 Continue\r\n"))
        #expect(text.contains("HTTP/1.1 462"))
        #expect(try await server.converse([head(99_999_999)]).text.hasPrefix("HTTP/1.1 413"))
    }

    @Test func absoluteTargetsAreServed() async throws {
        let server = try await RunningServer.shared.value
        let head =
            "POST http://yhk.market.alicloudapi.com/rest/160601/ocr/ocr_bank_card.json HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + "Content-Length: 2\r\nConnection: close\r\n\r\n{}"
        #expect(try await server.converse([head]).text.contains("missing key: image"))
    }

    @Test func pagesOfBrowsersAreNotForThisMachineAlone() async throws {
        let server = try await RunningServer.shared.value
        for headers in [
            [("Origin", "https://example.com")], [("X-Forwarded-For", "192.0.2.1")], [("Host", "rebound.example.com")],
        ] {
            #expect(try await server.askTencent("{}", headers: headers).tencentCode == "MissingParameter")
            let reply = try await server.ask("POST", "/rest/160601/ocr/ocr_bank_card.json", headers: headers)
            #expect(reply.status == 403)
        }
    }

    @Test func deepAndOddJSONIsRefused() async throws {
        let deep = String(repeating: "[", count: 200_000)
        #expect(try await RunningServer.shared.value.askTencent(deep).tencentCode == "InvalidParameter")
        let numbers = "{\"ImageBase64\":1e999999,\"a\":-0.0000000001}"
        #expect(try await RunningServer.shared.value.askTencent(numbers).tencentCode != nil)
    }
}
