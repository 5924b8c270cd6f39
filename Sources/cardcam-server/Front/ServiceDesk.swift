import Dialects
import FoundationEssentials
import Hummingbird
import NIOCore

/// Serves the clients of the four services: takes a request in, has its picture read, answers, keeps the log.
struct ServiceDesk: Sendable {
    let configuration: LiveConfiguration
    let engine: Engine
    let budget: BodyBudget
    let watch: Watch

    /// What remembers and counts.
    struct Watch: Sendable {
        let rates = RateLimiter()
        let replays = ReplayGuard()
        let metrics = Metrics()
        let log = AccessLog()
    }

    /// Whether a body of this size is wanted for this request, as its head tells.
    static func takes(_ head: HTTPRequest) -> Bool {
        guard let length = head.headerFields[.contentLength].flatMap({ Int($0) }) else { return true }
        let head = RequestHead(method: head.method.rawValue, target: head.path ?? "/", headers: [], peer: nil)
        return length <= Service(head).map(\.dialect.bodyLimit) ?? 0
    }

    func answer(_ request: Request, head: RequestHead, service: Service) async throws -> Response {
        var visit = Visit(service, head, configuration.current)
        let dialect = service.dialect
        var reserved = 0
        defer { budget.give(reserved) }
        do throws(BodyFailure) {
            visit.body = try await body(of: request, limit: dialect.bodyLimit, reserved: &reserved)
        } catch {
            switch error {
            case .parser(let error): throw error
            case .trouble(let trouble):
                var response = Response(finish(visit, dialect.refuse(trouble, head: visit.head, id: visit.id), trouble))
                // What is still on its way is not worth waiting for.
                response.headers[.connection] = "close"
                return response
            }
        }
        return Response(await serve(visit, dialect))
    }

    private func serve(_ visit: Visit, _ dialect: any Dialect) async -> ServiceResponse {
        let request = ServiceRequest(
            head: visit.head, body: visit.body, time: Int(Date.now.timeIntervalSince1970), id: visit.id)
        switch dialect.admit(request, keys: visit.keys) {
        case .refused(let response, let reason):
            return finish(visit, response, outcome: reason)
        case .job(let job):
            let result = await result(of: job, visit, time: request.time)
            let response = job.reply(result)
            switch result {
            case .success: return finish(visit, response, outcome: "read", key: job.key)
            case .failure(let trouble): return finish(visit, response, outcome: trouble.rawValue, key: job.key)
            }
        }
    }

    private func result(of job: Job, _ visit: Visit, time: Int) async -> Result<Answer, Trouble> {
        if let proof = job.proof, proof.isUnique || visit.configuration.refusesReplays,
            !watch.replays.isNew(proof, time: time)
        {
            return .failure(.replayed)
        }
        if let key = job.key, let rate = key.rate,
            !watch.rates.allows(key.name, rate: rate, time: ContinuousClock.now.seconds)
        {
            return .failure(.rateLimited)
        }
        let bytes: [UInt8]
        switch job.image {
        case .bytes(let given): bytes = given
        case .url(let url, let limit):
            switch await PictureFetcher(rules: visit.configuration.urls).fetch(url, limit: limit) {
            case .success(let fetched): bytes = fetched
            case .failure(let trouble): return .failure(trouble)
            }
        }
        return await engine.read(
            PictureReader.Order(
                bytes: bytes, rules: job.rules, crops: job.crops, namesHolder: job.namesHolder,
                allowsNonLuhn: visit.configuration.allowsNonLuhn,
                minimumConfidence: visit.configuration.minimumConfidence))
    }

    // MARK: The body

    /// Nobody is there to be answered.
    private struct ClientGone: Error {}

    private enum BodyFailure: Error {
        case trouble(Trouble)
        /// What the server answers by itself.
        case parser(any Error)
    }

    /// Reads a body, never more of it than the service takes and memory was granted for.
    private func body(
        of request: Request, limit: Int, reserved: inout Int
    ) async throws(BodyFailure) -> [UInt8] {
        let announced = request.headers[.contentLength].flatMap { Int($0) }
        guard announced ?? 0 <= limit else { throw .trouble(.bodyTooLarge) }
        var bytes: [UInt8] = []
        do {
            for try await chunk in request.body {
                guard bytes.count + chunk.readableBytes <= limit else { throw Trouble.bodyTooLarge }
                guard budget.take(chunk.readableBytes) else { throw Trouble.overloaded }
                reserved += chunk.readableBytes
                bytes.append(contentsOf: chunk.readableBytesView)
            }
        } catch let trouble as Trouble {
            throw .trouble(trouble)
        } catch is ConnectionGuard.SlowBody {
            throw .trouble(.slowBody)
        } catch {
            throw .parser(error)
        }
        // A client that goes away ends its body as one that has sent all of it does.
        guard announced ?? bytes.count == bytes.count else { throw .parser(ClientGone()) }
        return bytes
    }

    // MARK: The log

    private func finish(_ visit: Visit, _ response: ServiceResponse, _ trouble: Trouble) -> ServiceResponse {
        finish(visit, response, outcome: trouble.rawValue)
    }

    private func finish(
        _ visit: Visit, _ response: ServiceResponse, outcome: String, key: ServiceKey? = nil
    ) -> ServiceResponse {
        let seconds = visit.seconds
        watch.metrics.count(.init(service: visit.service.rawValue, outcome: outcome), seconds: seconds)
        watch.log.write(
            AccessLog.Entry(
                time: visit.begin.formatted(.iso8601), id: visit.id.description, service: visit.service.rawValue,
                key: key?.name, peer: visit.head.peer?.description, status: response.status, outcome: outcome,
                ms: Int(seconds * 1000), bytes: visit.body.count))
        return response
    }
}

extension ContinuousClock.Instant {
    /// Seconds since some moment of this process.
    fileprivate var seconds: Double { (self - Self.origin) / .seconds(1) }
    private static let origin = ContinuousClock.now
}
