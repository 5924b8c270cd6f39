import NIOCore
import NIOPosix

/// A client that asks for a stream and never reads.
struct Sleeper: Sendable {
    private let channel: any Channel

    init(_ port: Int, _ target: String) async throws {
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: false)
            .connect(host: "127.0.0.1", port: port).get()
        try await channel.writeAndFlush(ByteBuffer(string: "GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n"))
    }

    /// Goes away.
    func close() async throws { try await channel.close() }
}
