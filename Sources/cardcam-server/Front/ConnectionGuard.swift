import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Watches over one connection: answers `Expect: 100-continue`, cuts off who is slow to send or to take, and hears a
/// client out that was refused, so that the refusal reaches it.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// A body that did not arrive in time.
    struct SlowBody: Error {}

    /// How long a refused client is heard out.
    private static let patience = TimeAmount.seconds(2)

    private let head: TimeAmount
    private let body: TimeAmount
    private let answer: TimeAmount
    private let takes: @Sendable (HTTPRequest) -> Bool
    private var reading: Scheduled<Void>?
    private var writing: Scheduled<Void>?
    private var isReadingBody = false
    private var closesAfterAnswer = false
    /// Parts of a stream that the client has not taken yet; `nil` while the answer is none.
    private var partsOnTheirWay: Int?
    private var isDiscarding = false

    /// - Parameter takes: whether a request's body is wanted, which its client is told before it sends it.
    init(_ limits: Configuration.Limits, takes: @escaping @Sendable (HTTPRequest) -> Bool) {
        head = TimeAmount(.seconds(limits.headSeconds))
        body = TimeAmount(.seconds(limits.bodySeconds))
        answer = TimeAmount(.seconds(limits.answerSeconds))
        self.takes = takes
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { awaitHead(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        awaitHead(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        cancel()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDiscarding else { return }
        switch unwrapInboundIn(data) {
        case .head(let request):
            isReadingBody = true
            reading = replace(reading, context, body) { guardian, context in
                guardian.isDiscarding = true
                context.fireErrorCaught(SlowBody())
            }
            if request.headerFields[.expect]?.lowercased() == "100-continue", takes(request) {
                context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
            }
        case .body: break
        case .end:
            isReadingBody = false
            reading?.cancel()
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // Nobody behind asks for more: what is thrown away is read all the same, or it would reset the connection.
        if isDiscarding { context.read() }
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let response):
            closesAfterAnswer = response.headerFields[.connection] == "close"
            // An answer of no known length is a stream: not the whole of it must be taken in time, but each part.
            partsOnTheirWay = response.headerFields[.contentLength] == nil ? 0 : nil
            awaitTaking(context)
            context.write(data, promise: promise)
        case .body:
            guard let parts = partsOnTheirWay else { return context.write(data, promise: promise) }
            if parts == 0 { awaitTaking(context) }
            partsOnTheirWay = parts + 1
            context.write(data, promise: follow(promise, context) { $0.partTaken($1) })
        case .end: context.write(data, promise: follow(promise, context) { $0.answered($1) })
        }
    }

    /// A promise after which something is done.
    private func follow(
        _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext,
        _ action: @escaping @Sendable (ConnectionGuard, ChannelHandlerContext) -> Void
    ) -> EventLoopPromise<Void> {
        let done = promise ?? context.eventLoop.makePromise()
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        done.futureResult.whenComplete { _ in
            let (guardian, context) = bound.value
            action(guardian, context)
        }
        return done
    }

    private func partTaken(_ context: ChannelHandlerContext) {
        guard let parts = partsOnTheirWay else { return }
        partsOnTheirWay = parts - 1
        if parts > 1 { awaitTaking(context) } else { writing?.cancel() }
    }

    private func awaitTaking(_ context: ChannelHandlerContext) {
        writing = replace(writing, context, answer) { _, context in context.close(promise: nil) }
    }

    private func answered(_ context: ChannelHandlerContext) {
        partsOnTheirWay = nil
        writing?.cancel()
        guard closesAfterAnswer else {
            if !isReadingBody { awaitHead(context) }
            return
        }
        isDiscarding = true
        guard isReadingBody else { return context.close(promise: nil) }
        // To close at once would reset the connection and take the answer from a client that is still sending.
        context.close(mode: .output, promise: nil)
        context.read()
        reading = replace(reading, context, Self.patience) { _, context in context.close(promise: nil) }
    }

    private func awaitHead(_ context: ChannelHandlerContext) {
        reading = replace(reading, context, head) { _, context in context.close(promise: nil) }
    }

    private func replace(
        _ old: Scheduled<Void>?, _ context: ChannelHandlerContext, _ delay: TimeAmount,
        _ action: @escaping (ConnectionGuard, ChannelHandlerContext) -> Void
    ) -> Scheduled<Void> {
        old?.cancel()
        return context.eventLoop.assumeIsolated().scheduleTask(in: delay) { action(self, context) }
    }

    private func cancel() {
        reading?.cancel()
        writing?.cancel()
    }
}
