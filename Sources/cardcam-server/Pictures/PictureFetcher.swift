import AsyncHTTPClient
import Dialects
import NIOCore
import NIOHTTP1
import NIOPosix

/// Fetches pictures from URLs that clients name, without becoming their way into this network.
///
/// Each host is resolved once, its address is checked, and the connection is made to that address: a name that gives
/// another address a moment later leads nowhere.
struct PictureFetcher: Sendable {
    let rules: FetchRules

    /// Fetches a picture of at most `limit` bytes.
    func fetch(_ text: String, limit: Int) async -> Result<[UInt8], Trouble> {
        guard rules.isEnabled, let url = PictureURL(text, rules: rules) else { return .failure(.downloadFailed) }
        let deadline = NIODeadline.now() + TimeAmount(.seconds(rules.seconds))
        do {
            return .success(try await follow(url, limit: limit, deadline: deadline))
        } catch is NIOTooManyBytesError {
            return .failure(.downloadTooLarge)
        } catch {
            return .failure(.downloadFailed)
        }
    }

    private func follow(_ first: PictureURL, limit: Int, deadline: NIODeadline) async throws -> [UInt8] {
        var url = first
        for _ in 0...rules.redirects {
            switch try await ask(url, limit: limit, deadline: deadline) {
            case .picture(let bytes): return bytes
            case .elsewhere(let location):
                guard let next = url.redirected(to: location, rules: rules) else { throw Trouble.downloadFailed }
                url = next
            }
        }
        throw Trouble.downloadFailed
    }

    private enum Reply {
        case picture([UInt8])
        case elsewhere(String)
    }

    private func ask(_ url: PictureURL, limit: Int, deadline: NIODeadline) async throws -> Reply {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5), read: .seconds(5)))
        configuration.dnsOverride = [url.host: try await address(of: url)]
        configuration.httpVersion = .http1Only
        configuration.networkFrameworkWaitForConnectivity = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let outcome = await attempt { try await reply(of: client, to: url, limit: limit, deadline: deadline) }
        try await client.shutdown()
        return try outcome.get()
    }

    private func attempt(_ body: () async throws -> Reply) async -> Result<Reply, any Error> {
        do { return .success(try await body()) } catch { return .failure(error) }
    }

    private func reply(
        of client: HTTPClient, to url: PictureURL, limit: Int, deadline: NIODeadline
    ) async throws -> Reply {
        let response = try await client.execute(HTTPClientRequest(url: url.text), deadline: deadline)
        switch response.status.code {
        case 200:
            let bytes = try await response.body.collect(upTo: limit)
            guard NIODeadline.now() < deadline else { throw Trouble.downloadFailed }
            return .picture(Array(bytes.readableBytesView))
        case 301, 302, 303, 307, 308:
            guard let location = response.headers.first(name: "Location") else { throw Trouble.downloadFailed }
            return .elsewhere(location)
        default: throw Trouble.downloadFailed
        }
    }

    /// Resolves a host and refuses an address that clients may not lead to.
    private func address(of url: PictureURL) async throws -> String {
        let resolved = try await NIOThreadPool.singleton.runIfActive {
            try SocketAddress.makeAddressResolvingHost(url.host, port: url.port)
        }
        guard let text = resolved.ipAddress, let address = Address(text),
            PublicAddresses.contain(address) || rules.allowed.contains(where: { $0.contains(address) })
        else { throw Trouble.downloadFailed }
        return text
    }
}
