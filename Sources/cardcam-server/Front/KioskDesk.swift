import Dialects
import HTTPTypes
import Hummingbird
import NIOCore

/// Shows people what the camera sees: the kiosk page, the pictures and the events.
struct KioskDesk: Sendable {
    /// Bytes of a stream that the system may hold for a client: what a slow one is shown is no older than these.
    private static let sendBuffer: SocketOptionValue = 96 << 10

    let configuration: LiveConfiguration
    let broadcast: Broadcast

    /// The answer to a request, if it is for this desk.
    func answer(_ head: RequestHead, channel: any Channel) async -> Response? {
        guard let answer = Answer(head) else { return nil }
        guard ["GET", "HEAD"].contains(head.method) else { return .notAllowed(head.path == "/" ? "GET, POST" : "GET") }
        let configuration = configuration.current
        guard head.behind(configuration.trustedProxies).mayWatch(configuration.preview) else {
            return .plain(.forbidden, "Watching is for this machine, and for whom the setting preview names.\n")
        }
        switch answer {
        case .file(let file): return file.response
        case _ where head.method == "HEAD": return .notAllowed("GET")
        case _ where !broadcast.hasRoom:
            var response = Response.plain(.serviceUnavailable, "There are as many viewers as may be.\n")
            response.headers[.retryAfter] = "5"
            return response
        case .pictures:
            await keepShort(channel)
            return stream("multipart/x-mixed-replace; boundary=\(PreviewPart.boundary)", broadcast.pictures())
        case .events:
            await keepShort(channel)
            let wantsFrames = head.query.split(separator: "&").contains("frames=1")
            return stream("text/event-stream", broadcast.events(after: head["Last-Event-ID"], frames: wantsFrames))
        }
    }

    private enum Answer {
        case file(PageFile), pictures, events

        init?(_ head: RequestHead) {
            switch head.path {
            case "/preview.mjpg": self = .pictures
            case "/events": self = .events
            default:
                guard let file = PageFile.at(head.path) else { return nil }
                self = .file(file)
            }
        }
    }

    private func keepShort(_ channel: any Channel) async {
        _ = try? await channel.setOption(.socketOption(.so_sndbuf), value: Self.sendBuffer).get()
    }

    private func stream(_ type: String, _ body: ResponseBody) -> Response {
        var headers = HTTPFields.ofPage
        headers[.contentType] = type
        // nginx would gather it.
        headers.set("X-Accel-Buffering", "no")
        return Response(status: .ok, headers: headers, body: body)
    }
}

extension HTTPFields {
    /// What is said of everything that a browser may show: it is for this page alone, and kept nowhere.
    static let ofPage = {
        var fields: HTTPFields = [.cacheControl: "no-store", .xContentTypeOptions: "nosniff"]
        fields.set("Cross-Origin-Resource-Policy", "same-origin")
        fields.set("Referrer-Policy", "no-referrer")
        return fields
    }()

    /// Sets a field that the library has no name for.
    mutating func set(_ name: String, _ value: String) {
        if let name = HTTPField.Name(name) { self[name] = value }
    }
}
