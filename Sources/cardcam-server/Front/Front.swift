import Dialects
import HTTPTypes
import Hummingbird
import NIOCore

/// Where requests come in: the four services by their paths, and what the operator asks.
///
/// A `GET /` with an action is Tencent's, any other is for the kiosk page.
struct Front: HTTPResponder {
    let desk: ServiceDesk
    let desktop: OperatorDesk
    /// `nil` where no camera is watched.
    let kiosk: KioskDesk?

    func respond(to request: Request, context: Visitor) async throws -> Response {
        let response = try await answer(request, context)
        // A body would be taken for the beginning of the next answer on this connection.
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(_ request: Request, _ context: Visitor) async throws -> Response {
        let head = RequestHead(request, peer: context.peer)
        if let service = Service(head) { return try await desk.answer(request, head: head, service: service) }
        if let page = await kiosk?.answer(head, channel: context.channel) ?? page(head) { return page }
        return .plain(.notFound, "There is nothing here.\n")
    }

    /// What is not of the four services.
    private func page(_ head: RequestHead) -> Response? {
        switch (head.method, head.path) {
        case ("GET", "/health"), ("HEAD", "/health"): desktop.health()
        case ("GET", "/metrics"): desktop.metrics(for: head)
        case ("GET", "/openapi.yaml"): desktop.openAPI()
        case (_, "/health"), (_, "/metrics"), (_, "/openapi.yaml"): .notAllowed("GET")
        case (_, "/"): .notAllowed("POST")
        case ("GET", "/preview.mjpg"), ("GET", "/events"):
            .plain(.notFound, "There is no camera: start the server with -d.\n")
        case (_, "/preview.mjpg"), (_, "/events"): .notAllowed("GET")
        default: nil
        }
    }
}

/// Who sends a request.
struct Visitor: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The address of the connection's other end.
    let peer: Address?
    /// The connection.
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        channel = source.channel
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress.flatMap { Address($0) }
    }
}

extension RequestHead {
    /// Takes a request's head with every header as it was sent.
    init(_ request: Request, peer: Address?) {
        var headers = request.headers.map { (name: $0.name.rawName, value: $0.value) }
        if let host = request.head.authority { headers.append(("Host", host)) }
        self.init(method: request.method.rawValue, target: request.head.path ?? "/", headers: headers, peer: peer)
    }
}

extension Response {
    /// A line of text.
    static func plain(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// Says which method is allowed.
    static func notAllowed(_ method: String) -> Response {
        var response = plain(.methodNotAllowed, "Use \(method).\n")
        response.headers[.allow] = method
        return response
    }

    /// A dialect's answer.
    init(_ response: ServiceResponse) {
        var headers = HTTPFields()
        for (name, value) in response.headers {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        // A client's browser must not take a picture's text for a page, nor keep a number.
        headers[.xContentTypeOptions] = "nosniff"
        headers[.cacheControl] = "no-store"
        self.init(
            status: .init(code: response.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: response.body)))
    }
}
