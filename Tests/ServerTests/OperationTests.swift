import Crypto
import Foundation
import Testing

/// The server in an operator's hands: keys, overload, signals.
@Suite struct OperationTests {
    private static let code = "0123456789abcdef0123456789abcdef"
    private static let path = "/rest/160601/ocr/ocr_bank_card.json"

    private func configuration(_ rest: String = "", code: String = code) -> String {
        "listen: 127.0.0.1:0\nkeys:\n  - {name: shop, secret: \(code), services: [aliyun]\(rest)}\n"
    }

    private func ask(_ server: RunningServer, code: String = code, picture: Data? = nil) async throws -> Reply {
        let text = (picture ?? Data()).base64EncodedString()
        return try await server.ask(
            "POST", Self.path, headers: [("Authorization", "APPCODE \(code)")],
            body: Data("{\"image\":\"\(text)\"}".utf8))
    }

    @Test func keysAreTakenUpOnHangup() async throws {
        let server = try await RunningServer(configuration: configuration())
        let other = "fedcba9876543210fedcba9876543210"
        #expect(try await ask(server).status == 462)
        #expect(try await ask(server, code: other).status == 403)
        try server.rewrite(configuration: configuration(code: other))
        server.send(SIGHUP)
        #expect(try await server.wait { server.log.contains("configuration read again: 1 keys") })
        #expect(try await ask(server).status == 403)
        #expect(try await ask(server, code: other).status == 462)
        try server.rewrite(configuration: "keys: wrong")
        server.send(SIGHUP)
        #expect(try await server.wait { server.log.contains("configuration not taken up") })
        #expect(server.log.contains("keys should be a list of settings"))
        #expect(!server.log.contains(other))
        #expect(try await ask(server, code: other).status == 462)
    }

    @Test func aKeyHasItsRate() async throws {
        let server = try await RunningServer(configuration: configuration(", rate: 0.01"))
        let blank = try Pictures.blank()
        #expect(try await ask(server, picture: blank).status == 463)
        #expect(try await ask(server, picture: blank).status == 403)
    }

    @Test func overloadIsAnsweredAtOnce() async throws {
        let server = try await RunningServer(
            configuration: "listen: 127.0.0.1:0\nlimits: {workers: 1, queue: 1, request_seconds: 30}\n")
        let card = try Pictures.card().base64EncodedString()
        let body = Data("{\"image\":\"\(card)\"}".utf8)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<20 { group.addTask { try await server.ask("POST", Self.path, body: body).status } }
            return try await group.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
        }
        #expect(Set(statuses.keys).isSubset(of: [200, 450]))
        #expect(statuses[200, default: 0] >= 2)
        #expect(statuses[450, default: 0] >= 1)
        #expect(try await server.ask("POST", Self.path, body: body).status == 200)
    }

    @Test func requestsHaveATimeLimit() async throws {
        let server = try await RunningServer(configuration: "listen: 127.0.0.1:0\nlimits: {request_seconds: 0.01}\n")
        let card = try Pictures.card().base64EncodedString()
        #expect(try await server.ask("POST", Self.path, body: Data("{\"image\":\"\(card)\"}".utf8)).status == 502)
        #expect(try await server.askTencent("{\"ImageBase64\":\"\(card)\"}").tencentCode == "FailedOperation.OcrFailed")
    }

    @Test func terminationFinishesWhatWasBegun() async throws {
        let server = try await RunningServer()
        let card = try Pictures.card().base64EncodedString()
        async let reply = server.askTencent("{\"ImageBase64\":\"\(card)\"}")
        try await server.waitUntilBusy()
        server.send(SIGTERM)
        let fields = try await reply.json["Response"] as? [String: Any]
        #expect(fields?["CardNo"] as? String == (try Pictures.number()))
        #expect(try await server.wait { !server.isRunning })
        #expect(server.exitStatus == 0)
        #expect(server.accessLog.contains("\"outcome\":\"read\""))
    }

    @Test func wrongConfigurationsAreRefusedAtTheStart() async throws {
        for (yaml, message) in [
            ("listen: 0.0.0.0:0", "there are no keys"), ("listne: 1", "listne is no setting"),
            ("listen: 127.0.0.1:0\ntls: {certificate: /none.pem, private_key: /none.pem}", "cannot be used"),
        ] {
            let failure = await #expect(throws: RunningServer.Failure.self) {
                _ = try await RunningServer(configuration: yaml)
            }
            #expect(failure?.text.contains(message) == true, "\(failure?.text ?? "")")
        }
    }

    @Test func repeatedSignaturesAreRefusedWhereAsked() async throws {
        let id = "AKIDexample"
        let server = try await RunningServer(
            configuration: """
                listen: 127.0.0.1:0
                refuse_replays: true
                keys:
                  - {name: shop, id: \(id), secret: abcdefghijklmnopqrst, services: [hex]}
                """)
        let header = try Signature.youtu(id: id, secret: "abcdefghijklmnopqrst")
        let blank = try Pictures.blank().base64EncodedString()
        func ask() async throws -> Int? {
            try await server.ask(
                "POST", "/youtu/ocrapi/creditcardocr", headers: [("Authorization", header)],
                body: Data("{\"image\":\"\(blank)\"}".utf8)
            ).json["errorcode"] as? Int
        }
        #expect(try await ask() == -9013)
        #expect(try await ask() == -5208)
    }
}

/// Signatures that tests make.
enum Signature {
    /// YouTu's: HMAC-SHA1 of a text, and the text.
    static func youtu(id: String, secret: String) throws -> String {
        let now = Int(Date.now.timeIntervalSince1970)
        let text = "u=0&a=1&k=\(id)&e=\(now + 1000)&t=\(now)&r=7&f="
        let code = HMAC<Insecure.SHA1>.authenticationCode(
            for: Data(text.utf8), using: SymmetricKey(data: Data(secret.utf8)))
        return (Data(code) + Data(text.utf8)).base64EncodedString()
    }
}

extension RunningServer {
    /// Waits until a picture is being read.
    fileprivate func waitUntilBusy() async throws {
        for _ in 0..<500 {
            if (try await ask("GET", "/health").json["pending"] as? Int ?? 0) > 0 { return }
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
