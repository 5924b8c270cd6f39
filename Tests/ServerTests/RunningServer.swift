import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// The built server, started on a free port as an operator would start it, and stopped with the test.
final class RunningServer: Sendable {
    /// A port on loopback.
    let port: Int
    private let process: Process
    private let folder: URL
    private let messages: Mutex<String>

    /// The package's folder.
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// One that is started once for all tests that need nothing special of it, and ends with them.
    static let shared = Task { try await RunningServer().kept() }
    private static let kept = Mutex<[RunningServer]>([])

    /// The server, which then ends with the tests, since nobody lets go of what many of them share.
    func kept() -> RunningServer {
        Self.kept.withLock { kept in
            if kept.isEmpty { atexit { RunningServer.kept.withLock { for server in $0 { server.stop() } } } }
            kept.append(self)
        }
        return self
    }

    /// Starts a server and waits until it listens.
    init(configuration: String = "listen: 127.0.0.1:0\n", arguments: [String] = []) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "cardcam-server-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let (config, output) = (folder.appending(path: "config.yaml"), folder.appending(path: "out"))
        try Data(configuration.utf8).write(to: config)
        try Data().write(to: output)
        process = Process()
        process.executableURL = Self.program
        process.arguments = ["--config", config.path] + arguments
        process.standardOutput = try FileHandle(forUpdating: output)
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        var text = ""
        while text.firstMatch(of: /listening on https?:\/\/[^ ]*:([0-9]+)/) == nil {
            let data = errors.fileHandleForReading.availableData
            guard !data.isEmpty else { throw Failure(text: text) }
            text += String(decoding: data, as: UTF8.self)
        }
        port = text.firstMatch(of: /listening on https?:\/\/[^ ]*:([0-9]+)/).flatMap { Int($0.1) } ?? 0
        messages = Mutex(text)
        errors.fileHandleForReading.readabilityHandler = { [weak self] handle in
            let data = handle.availableData
            self?.messages.withLock { $0 += String(decoding: data, as: UTF8.self) }
            if data.isEmpty { handle.readabilityHandler = nil }
        }
    }

    deinit { stop() }

    private func stop() {
        process.terminate()
        try? FileManager.default.removeItem(at: folder)
    }

    /// What the server said instead of listening.
    struct Failure: Error {
        var text: String
    }

    /// What it said so far on standard error.
    var log: String { messages.withLock { $0 } }

    /// The access log so far.
    var accessLog: String {
        (try? String(contentsOf: folder.appending(path: "out"), encoding: .utf8)) ?? ""
    }

    var isRunning: Bool { process.isRunning }

    /// What it ended with; to be asked for only then.
    var exitStatus: Int32 { process.terminationStatus }

    /// Sends a signal.
    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Writes another configuration.
    func rewrite(configuration: String) throws {
        try Data(configuration.utf8).write(to: folder.appending(path: "config.yaml"))
    }

    /// Waits for something, at most some seconds.
    func wait(_ isDone: () -> Bool) async throws -> Bool {
        for _ in 0..<200 {
            if isDone() { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    /// Memory in use, in megabytes.
    var megabytes: Int {
        let status = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
        return status.firstMatch(of: /VmRSS:\s+([0-9]+)/).flatMap { Int($0.1) }.map { $0 / 1024 } ?? 0
    }

    private static var program: URL {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return [
            URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent(),
            URL(filePath: tests).deletingLastPathComponent(), package.appending(path: ".build/debug"),
        ].map { $0.appending(path: "cardcam-server") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? URL(filePath: "cardcam-server")
    }
}

/// What came back.
struct Reply {
    var status: Int
    var headers: [String: String]
    var body: Data

    /// The body as JSON.
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:] }
    /// The error code in Tencent's words.
    var tencentCode: String? {
        ((json["Response"] as? [String: Any])?["Error"] as? [String: Any])?["Code"] as? String
    }
}

extension RunningServer {
    /// Asks with a real client.
    func ask(
        _ method: String = "POST", _ target: String, headers: [(String, String)] = [], body: Data = Data(),
        seconds: Int64 = 60
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(target)")
        request.method = .RAW(value: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(bytes: body))
        let response = try await execute(request, within: .seconds(seconds))
        let bytes = try await response.body.collect(upTo: 64 << 20)
        let fields = Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { one, _ in one }
        return Reply(status: Int(response.status.code), headers: fields, body: Data(bytes.readableBytesView))
    }

    /// A connection that was kept open may be closed by the server in the moment in which it is used again: as clients do,
    /// takes another then.
    private func execute(_ request: HTTPClientRequest, within limit: TimeAmount) async throws -> HTTPClientResponse {
        do {
            return try await HTTPClient.shared.execute(request, timeout: limit)
        } catch ChannelError.ioOnClosedChannel {
            return try await HTTPClient.shared.execute(request, timeout: limit)
        }
    }

    /// Asks in Tencent's dialect, unsigned.
    func askTencent(_ body: String, headers: [(String, String)] = []) async throws -> Reply {
        try await ask(
            "POST", "/",
            headers: [
                ("Content-Type", "application/json"), ("X-TC-Action", "BankCardOCR"), ("X-TC-Version", "2018-11-19"),
            ] + headers, body: Data(body.utf8))
    }

    /// Sends bytes as they are, and gives what comes back until the server closes or `patience` is over.
    ///
    /// - Returns: the text, and whether the server closed.
    func converse(
        _ parts: [String], pause: Duration = .zero, patience: Duration = .seconds(10)
    ) async throws -> (text: String, isClosed: Bool) {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let transcript = Transcript()
        let isClosed = try await channel.executeThenClose { inbound, outbound in
            try await withThrowingTaskGroup(of: Bool?.self) { group in
                group.addTask {
                    do {
                        for try await bytes in inbound {
                            transcript.append(String(decoding: bytes.readableBytesView, as: UTF8.self))
                        }
                    } catch is IOError {}
                    return true
                }
                group.addTask {
                    do {
                        for part in parts {
                            try await outbound.write(ByteBuffer(string: part))
                            try await Task.sleep(for: pause)
                        }
                    } catch is IOError {} catch is ChannelError {}
                    return nil
                }
                group.addTask {
                    try await Task.sleep(for: patience)
                    return false
                }
                defer { group.cancelAll() }
                while let outcome = try await group.next() {
                    if let outcome { return outcome }
                }
                return false
            }
        }
        return (transcript.text, isClosed)
    }
}

/// What comes back, as it comes.
private final class Transcript: Sendable {
    private let received = Mutex("")

    var text: String { received.withLock { $0 } }

    func append(_ part: String) { received.withLock { $0 += part } }
}
