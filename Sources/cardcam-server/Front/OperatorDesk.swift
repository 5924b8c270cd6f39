import Dialects
import Hummingbird
import NIOCore

/// What the operator asks: whether the server lives, what it counted, what it offers.
struct OperatorDesk: Sendable {
    let configuration: LiveConfiguration
    let engine: Engine
    let metrics: Metrics
    /// Who watches the camera; `nil` where there is none.
    let broadcast: Broadcast?

    func health() -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: "{\"status\":\"ok\",\"pending\":\(engine.load)}\n")))
    }

    /// The counts, for observers and programs on this machine.
    func metrics(for head: RequestHead) -> Response {
        let configuration = configuration.current
        let peer = head.behind(configuration.trustedProxies).peer
        let isObserver = peer.map { peer in configuration.observers.contains { $0.contains(peer) } } ?? false
        guard isObserver || head.isFromThisMachine else {
            return .plain(.forbidden, "The setting observers names who may read this.\n")
        }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: ResponseBody(
                byteBuffer: ByteBuffer(string: metrics.text(load: engine.load, viewers: broadcast?.count))))
    }

    func openAPI() -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/yaml"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: EmbeddedFiles.openAPI)))
    }
}
