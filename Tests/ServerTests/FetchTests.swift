import AsyncHTTPClient
import Dialects
import Foundation
import NIOCore
import NIOPosix
import Testing

@testable import cardcam_server

/// Pictures from URLs, and the ways that lead nowhere.
@Suite struct FetchTests {
    private var open: FetchRules {
        var rules = FetchRules()
        rules.isEnabled = true
        return rules
    }

    @Test(arguments: [
        "ftp://example.com/a", "file:///etc/passwd", "gopher://example.com", "//example.com/a", "example.com/a", "",
        "http://", "http:///a", "http://user@example.com/", "http://user:word@example.com/", "http://example.com:22/",
        "http://example.com:8080/", "http://exa mple.com/", "http://example.com\\@127.0.0.1/",
        "http://example.com/\r\nX: y",
        "http://%31%32%37.0.0.1/", "javascript:alert(1)", "http://[::1", "http://exämple.com/",
    ])
    func otherURLsAreRefused(text: String) { #expect(PictureURL(text, rules: open) == nil) }

    @Test func hostAndPortAreTold() throws {
        #expect(try #require(PictureURL("http://example.com/a?b=c", rules: open)).port == 80)
        #expect(try #require(PictureURL("HTTPS://example.com:443/", rules: open)).port == 443)
        #expect(try #require(PictureURL("https://[2001:db8::1]/", rules: open)).host == "2001:db8::1")
    }

    @Test func redirectsKeepTheRules() throws {
        let url = try #require(PictureURL("https://example.com/a/b", rules: open))
        #expect(url.redirected(to: "c", rules: open)?.text == "https://example.com/a/c")
        #expect(url.redirected(to: "//example.org/d", rules: open)?.host == "example.org")
        #expect(url.redirected(to: "http://example.com/", rules: open) == nil)
        #expect(url.redirected(to: "https://example.com:25/", rules: open) == nil)
        #expect(url.redirected(to: "file:///etc/passwd", rules: open) == nil)
    }

    @Test(arguments: [
        "127.0.0.1", "10.1.2.3", "172.20.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "::ffff:10.0.0.1",
        "64:ff9b::a00:1", "2002:a00:1::", "2001::1", "2001:db8::1",
    ])
    func privateAddressesAreNotPublic(text: String) throws {
        #expect(!PublicAddresses.contain(try #require(Address(text))))
    }

    @Test(arguments: ["1.1.1.1", "203.0.112.1", "172.32.0.1", "2606:4700::1111", "2400:3200::1"])
    func othersArePublic(text: String) throws { #expect(PublicAddresses.contain(try #require(Address(text)))) }

    /// A server that gives one answer to all, whatever they say.
    private func stub(_ answer: String) async throws -> Int {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let port = server.channel.localAddress?.port ?? 0
        Task {
            try await server.executeThenClose { clients in
                for try await client in clients {
                    try? await client.executeThenClose { inbound, outbound in
                        for try await _ in inbound {
                            try await outbound.write(ByteBuffer(string: answer.replacing("PORT", with: "\(port)")))
                            return
                        }
                    }
                }
            }
        }
        return port
    }

    private func fetch(_ port: Int, allow: Bool = true) async -> Result<[UInt8], Trouble> {
        var rules = open
        rules.ports = [port]
        rules.seconds = 2
        rules.allowed = allow ? ["127.0.0.1"].compactMap { AddressRange($0) } : []
        return await PictureFetcher(rules: rules).fetch("http://localhost:\(port)/a.jpg", limit: 100)
    }

    @Test func picturesAreFetched() async throws {
        let port = try await stub("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello")
        #expect(try await fetch(port).get() == Array("hello".utf8))
    }

    @Test func localAddressesAreNotAsked() async throws {
        let port = try await stub("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello")
        #expect(await fetch(port, allow: false) == .failure(.downloadFailed))
        var off = open
        (off.isEnabled, off.ports) = (false, [port])
        let answer = await PictureFetcher(rules: off).fetch("http://localhost:\(port)/", limit: 9)
        #expect(answer == .failure(.downloadFailed))
    }

    @Test func largeAndFailingAnswersAreRefused() async throws {
        let body = String(repeating: "a", count: 500)
        let large = try await stub("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n\(body)")
        #expect(await fetch(large) == .failure(.downloadTooLarge))
        let missing = try await stub("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        #expect(await fetch(missing) == .failure(.downloadFailed))
        let silent = try await stub("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello")
        #expect(await fetch(silent) == .failure(.downloadFailed))
    }

    @Test func redirectsEndSomewhere() async throws {
        let circle = try await stub(
            "HTTP/1.1 302 Found\r\nLocation: http://localhost:PORT/b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        #expect(await fetch(circle) == .failure(.downloadFailed))
        let inside = try await stub(
            "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        #expect(await fetch(inside) == .failure(.downloadFailed))
    }
}
