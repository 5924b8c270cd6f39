import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Testing

/// The kiosk page and its streams, of a server that plays a recording.
@Suite struct KioskTests {
    private static func start(_ configuration: String = "") async throws -> RunningServer {
        let recording = RunningServer.package.appending(path: "Recordings/flat-print").path
        return try await RunningServer(
            configuration: "listen: 127.0.0.1:0\n\(configuration)", arguments: ["-d", recording])
    }
    private static let shared = Task { try await start().kept() }

    /// What a stream says until it says something, at most for a minute.
    private func read(
        _ server: RunningServer, _ target: String, headers: [(String, String)] = [], until isEnough: (Data) -> Bool
    ) async throws -> Data {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(server.port)\(target)")
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        #expect(response.status == .ok)
        var data = Data()
        for try await chunk in response.body {
            data.append(contentsOf: chunk.readableBytesView)
            if isEnough(data) { return data }
        }
        return data
    }

    private func waitForViewers(_ count: Int, of server: RunningServer) async throws {
        for _ in 0..<400 {
            let metrics = String(decoding: try await server.ask("GET", "/metrics").body, as: UTF8.self)
            if metrics.contains("cardcam_viewers \(count)\n") { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("there are not \(count) viewers")
    }

    private func lines(_ data: Data, _ field: String) -> [String] {
        String(decoding: data, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix(field + ": ") }
            .map { String($0.dropFirst(field.count + 2)) }
    }

    @Test func thePageIsThereAndTencentsGetStaysTencents() async throws {
        let server = try await Self.shared.value
        for target in ["/", "/?lang=zh", "/?action=none"] {
            let page = try await server.ask("GET", target)
            #expect(page.status == 200)
            #expect(page.headers["content-type"] == "text/html; charset=utf-8")
            let policy = try #require(page.headers["content-security-policy"])
            #expect(policy.hasPrefix("default-src 'none'; script-src 'self';"))
            #expect(page.headers["access-control-allow-origin"] == nil)
            #expect(!String(decoding: page.body, as: UTF8.self).contains("http"))
        }
        for file in ["kiosk.js", "kiosk.css", "picture.js", "words.js"] {
            let answer = try await server.ask("GET", "/page/\(file)")
            #expect(answer.status == 200)
            let source = RunningServer.package.appending(path: "Sources/CPages/kiosk/\(file)")
            #expect(answer.body == (try Data(contentsOf: source)))
        }
        #expect(
            try await server.ask("GET", "/?Action=BankCardOCR&Version=2018-11-19").tencentCode == "MissingParameter")
        #expect(try await server.askTencent("{}").tencentCode == "MissingParameter")
        #expect(try await server.ask("HEAD", "/").status == 200)
        #expect(try await server.ask("HEAD", "/events").status == 405)
        #expect(try await server.ask("DELETE", "/").status == 405)
        #expect(try await server.ask("GET", "/page/other.js").status == 404)
        #expect(try await server.ask("GET", "/health").json["status"] as? String == "ok")
    }

    @Test func withoutACameraThereIsNoPage() async throws {
        let server = try await RunningServer.shared.value
        #expect(try await server.ask("GET", "/").status == 405)
        for target in ["/events", "/preview.mjpg"] {
            let answer = try await server.ask("GET", target)
            #expect(answer.status == 404)
            #expect(String(decoding: answer.body, as: UTF8.self).contains("-d"))
        }
    }

    @Test func strangersSeeNothing() async throws {
        let server = try await Self.shared.value
        for target in ["/", "/events", "/preview.mjpg", "/page/kiosk.js"] {
            #expect(try await server.ask("GET", target, headers: [("Origin", "http://evil.example")]).status == 403)
            #expect(try await server.ask("GET", target, headers: [("X-Forwarded-For", "192.0.2.1")]).status == 403)
        }
    }

    @Test func eventsAreThoseOfAReplay() async throws {
        let server = try await Self.start()
        let data = try await read(server, "/events") { String(decoding: $0, as: UTF8.self).contains("\"ended\"") }
        let golden = RunningServer.package.appending(path: "Recordings/flat-print/events.jsonl")
        let expected = try String(contentsOf: golden, encoding: .utf8).split(separator: "\n").map(String.init)
        func plain(_ line: String) -> String { line.replacing(/,"crops":\{.*\}\}\}/, with: "}") }
        let told = lines(data, "data")
        #expect(told.map(plain).suffix(expected.count - 1) == expected.map(plain).suffix(expected.count - 1))
        #expect(told.contains { $0.contains("\"crops\":{\"card\":") })
        #expect(!told.contains { $0.contains("\"event\":\"frame\"") })
    }

    @Test func framesAreToldWhereTheyAreAskedFor() async throws {
        let server = try await Self.shared.value
        let data = try await read(server, "/events?frames=1") {
            String(decoding: $0, as: UTF8.self).contains("\"vote\":{\"number\":\"")
        }
        let number = try Pictures.number()
        #expect(!String(decoding: data, as: UTF8.self).contains(number))
    }

    @Test func whoComesBackIsToldWhatCameSince() async throws {
        let server = try await Self.start()
        let first = try await read(server, "/events") { lines($0, "id").count >= 2 }
        let ids = lines(first, "id")
        let again = try await read(server, "/events", headers: [("Last-Event-ID", ids[0])]) {
            lines($0, "id").count >= 2
        }
        #expect(lines(again, "id").first == ids[1])
        let number = try #require(ids[0].split(separator: "-").last.flatMap { Int($0) })
        #expect(ids[1].hasSuffix("-\(number + 1)"))
        // Numbers of another run mean nothing: one begins as for the first time.
        let other = try await read(server, "/events", headers: [("Last-Event-ID", "0-1")]) {
            lines($0, "data").count >= 1
        }
        #expect(lines(other, "data")[0].contains("\"event\":\"started\""))
    }

    @Test func noPictureShowsTheNumber() async throws {
        let server = try await Self.shared.value
        let end = Data("\r\n--cardcam-picture\r\n".utf8)
        var parts: [Data] = []
        // A sharp card is a larger file by far.
        _ = try await read(server, "/preview.mjpg") { data in
            var rest = data[...]
            parts = []
            while let range = rest.range(of: end) {
                if let start = rest.range(of: Data("\r\n\r\n".utf8))?.upperBound, start < range.lowerBound {
                    parts.append(rest[start..<range.lowerBound])
                }
                rest = rest[range.upperBound...]
            }
            let sizes = parts.map(\.count)
            return sizes.count { $0 > 3 * (sizes.min() ?? 0) / 2 } >= 3
        }
        let number = try Pictures.number()
        for picture in parts.sorted(by: { $0.count < $1.count }).suffix(3) {
            let reply = try await server.askTencent("{\"ImageBase64\":\"\(picture.base64EncodedString())\"}")
            #expect((reply.json["Response"] as? [String: Any])?["CardNo"] as? String != number)
        }
    }

    @Test func onlySoManyMayWatch() async throws {
        let server = try await Self.start("preview: {clients: 1}\n")
        let one = try await Sleeper(server.port, "/preview.mjpg")
        try await waitForViewers(1, of: server)
        #expect(try await server.ask("GET", "/events").status == 503)
        #expect(try await server.ask("GET", "/").status == 200)
        try await one.close()
    }

    @Test func slowViewersHoldNobodyUp() async throws {
        let server = try await Self.start()
        // They ask, and never read.
        let sleepers = try await withThrowingTaskGroup(of: Sleeper.self) { group in
            for target in ["/preview.mjpg", "/events?frames=1"] {
                for _ in 0..<10 { group.addTask { try await Sleeper(server.port, target) } }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        try await waitForViewers(20, of: server)
        // The networks take what memory they need in the first plays.
        try await play(3, on: server)
        let before = server.megabytes
        try await play(3, on: server)
        #expect(server.megabytes < before + 40)
        for sleeper in sleepers { try await sleeper.close() }
    }

    /// Waits until the server's recording was shown so many times.
    private func play(_ times: Int, on server: RunningServer) async throws {
        for _ in 0..<times {
            _ = try await read(server, "/events") { String(decoding: $0, as: UTF8.self).contains("\"result\"") }
        }
    }

    @Test func openStreamsEndInOrderWhenTheServerEnds() async throws {
        let server = try await Self.start()
        async let events = server.converse(
            ["GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n"], patience: .seconds(30))
        async let pictures = server.converse(
            ["GET /preview.mjpg HTTP/1.1\r\nHost: localhost\r\n\r\n"], patience: .seconds(30))
        try await waitForViewers(2, of: server)
        server.send(SIGTERM)
        for (text, isClosed) in [try await events, try await pictures] {
            #expect(isClosed)
            #expect(text.hasSuffix("0\r\n\r\n"))
        }
        #expect(try await server.wait { !server.isRunning })
        #expect(server.exitStatus == 0)
    }

    @Test func aCameraThatIsNotThereIsTold() async throws {
        for device in ["/dev/no-such-camera", "/no/such/recording"] {
            let failure = await #expect(throws: RunningServer.Failure.self) {
                try await RunningServer(arguments: ["-d", device])
            }
            #expect(failure?.text.contains(device) == true, "\(failure?.text ?? "")")
        }
    }
}
