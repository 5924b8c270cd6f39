import Foundation
import Testing

/// The server answers each service's clients about a card of this repository's recordings.
@Suite struct ServingTests {
    @Test func tencentIsAnswered() async throws {
        let server = try await RunningServer.shared.value
        let picture = try Pictures.card().base64EncodedString()
        let reply = try await server.askTencent(
            "{\"ImageBase64\":\"\(picture)\",\"RetBorderCutImage\":true,\"RetCardNoImage\":true,\"EnableQualityValue\":true}"
        )
        #expect(reply.status == 200)
        #expect(reply.headers["content-type"] == "application/json")
        #expect(reply.headers["access-control-allow-origin"] == nil)
        let fields = try #require(reply.json["Response"] as? [String: Any])
        #expect(fields["CardNo"] as? String == (try Pictures.number()))
        #expect((fields["QualityValue"] as? Int).map { (1...100).contains($0) } == true)
        for name in ["BorderCutImage", "CardNoImage"] {
            let crop = try #require((fields[name] as? String).flatMap { Data(base64Encoded: $0) })
            #expect(crop.starts(with: [0xFF, 0xD8]))
        }
    }

    @Test func iflytekIsAnswered() async throws {
        let server = try await RunningServer.shared.value
        let parameters = Data("{\"engine_type\":\"bankcard\",\"card_number_image\":\"1\"}".utf8).base64EncodedString()
        let reply = try await server.ask(
            "POST", "/v1/service/v1/ocr/bankcard",
            headers: [("Content-Type", "application/x-www-form-urlencoded"), ("X-Param", parameters)],
            body: Data("image=\(try Pictures.card().base64EncodedString())".utf8))
        #expect(reply.json["code"] as? String == "0")
        let data = try #require(reply.json["data"] as? [String: Any])
        #expect((data["card_number"] as? String)?.filter { $0 != " " } == (try Pictures.number()))
        #expect((data["card_number_image"] as? String)?.isEmpty == false)
    }

    @Test func aliyunIsAnswered() async throws {
        let server = try await RunningServer.shared.value
        let picture = try Pictures.card().base64EncodedString()
        let reply = try await server.ask(
            "POST", "/rest/160601/ocr/ocr_bank_card.json", body: Data("{\"image\":\"\(picture)\"}".utf8))
        #expect(reply.status == 200)
        #expect((reply.json["card_num"] as? String)?.filter { $0 != " " } == (try Pictures.number()))
    }

    @Test(arguments: ["/hex/ocrapi/creditcardocr", "/youtu/ocrapi/creditcardocr"])
    func hexIsAnswered(path: String) async throws {
        let server = try await RunningServer.shared.value
        let picture = try Pictures.card().base64EncodedString()
        let reply = try await server.ask(
            "POST", path, headers: [("Content-Type", "text/json")],
            body: Data("{\"image\":\"\(picture)\",\"session_id\":\"s\"}".utf8))
        #expect(reply.json["errorcode"] as? Int == 0)
        let items = try #require(reply.json["items"] as? [[String: Any]])
        #expect(items[0]["itemstring"] as? String == (try Pictures.number()))
        let place = try #require(items[0]["itemcoord"] as? [String: Int])
        #expect(place["width"].map { $0 > 300 } == true)
    }

    @Test func whatIsNoCardIsTold() async throws {
        let server = try await RunningServer.shared.value
        let picture = try Pictures.blank().base64EncodedString()
        let reply = try await server.askTencent("{\"ImageBase64\":\"\(picture)\"}")
        #expect(reply.tencentCode == "FailedOperation.NoBankCardError")
    }

    @Test func operatorsPagesAreThere() async throws {
        let server = try await RunningServer.shared.value
        let health = try await server.ask("GET", "/health")
        #expect(health.status == 200)
        #expect(health.json["status"] as? String == "ok")
        _ = try await server.askTencent("{}")
        let metrics = String(decoding: try await server.ask("GET", "/metrics").body, as: UTF8.self)
        #expect(metrics.contains("cardcam_requests_total{service=\"tencent\",outcome=\"MissingParameter\"}"))
        let openAPI = try await server.ask("GET", "/openapi.yaml")
        let file = RunningServer.package.appending(path: "Sources/CPages/openapi.yaml")
        #expect(openAPI.body == (try Data(contentsOf: file)))
        #expect(try await server.ask("GET", "/").status == 405)
        #expect(try await server.ask("DELETE", "/health").status == 405)
        #expect(try await server.ask("GET", "/elsewhere").status == 404)
    }

    @Test(arguments: ["/", "/health", "/metrics", "/nothing", "/rest/160601/ocr/ocr_bank_card.json"])
    func headsHaveNoBody(target: String) async throws {
        let server = try await RunningServer.shared.value
        let (text, _) = try await server.converse(
            [
                "HEAD \(target) HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            ])
        let answers = text.split(separator: "\r\n\r\n")
        #expect(answers.count == 3)
        #expect(answers.prefix(2).allSatisfy { $0.hasPrefix("HTTP/1.1 ") })
    }

    @Test func accessLogTellsNoNumber() async throws {
        let server = try await RunningServer()
        let number = try Pictures.number()
        let picture = try Pictures.card().base64EncodedString()
        let reply = try await server.askTencent("{\"ImageBase64\":\"\(picture)\"}")
        let id = try #require((reply.json["Response"] as? [String: Any])?["RequestId"] as? String)
        #expect(try await server.wait { server.accessLog.contains(id) })
        let line = server.accessLog
        #expect(line.contains("\"outcome\":\"read\""))
        #expect(line.contains("\"service\":\"tencent\""))
        #expect(!line.contains(number))
        #expect(!server.log.contains(number))
    }
}
