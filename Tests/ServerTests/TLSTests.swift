import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import Testing

/// The server with a certificate.
@Suite struct TLSTests {
    private static let openssl = URL(filePath: "/usr/bin/openssl")

    /// Makes a certificate that nobody vouches for, in a folder that the caller removes.
    private func makeCertificate(in folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let process = Process()
        process.executableURL = Self.openssl
        process.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj",
            "/CN=localhost", "-keyout", folder.appending(path: "key.pem").path, "-out",
            folder.appending(path: "chain.pem").path,
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: openssl.path)))
    func certificateIsPresented() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cardcam-tls-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try makeCertificate(in: folder)
        let server = try await RunningServer(
            configuration: """
                listen: 127.0.0.1:0
                tls: {certificate: \(folder.path)/chain.pem, private_key: \(folder.path)/key.pem}
                """)
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: HTTPClient.Configuration(certificateVerification: .none))
        let request = HTTPClientRequest(url: "https://127.0.0.1:\(server.port)/health")
        let status = try? await client.execute(request, timeout: .seconds(30)).status
        try await client.shutdown()
        #expect(status == .ok)
        await #expect(throws: (any Error).self) { try await server.ask("GET", "/health") }
    }
}
