import Dialects
import Testing

@testable import cardcam_server

/// What is counted and remembered.
@Suite struct WatchTests {
    @Test func aKeyHasItsRate() {
        let limiter = RateLimiter()
        func allowed(_ key: String, at time: Double, of count: Int = 30) -> Int {
            (0..<count).filter { _ in limiter.allows(key, rate: 10, time: time) }.count
        }
        #expect(allowed("a", at: 0) == 10)
        #expect(allowed("b", at: 0) == 10)
        #expect(allowed("a", at: 0.5) == 5)
        #expect(allowed("a", at: 100) == 10)
        #expect(allowed("a", at: 99) == 0)
        #expect(limiter.allows("slow", rate: 0.1, time: 0))
        #expect(!limiter.allows("slow", rate: 0.1, time: 9))
        #expect(limiter.allows("slow", rate: 0.1, time: 10))
    }

    @Test func signaturesAreNewOnce() {
        let replays = ReplayGuard()
        let proof = Proof(text: "a", goodUntil: 100, isUnique: true)
        #expect(replays.isNew(proof, time: 0))
        #expect(!replays.isNew(proof, time: 1))
        #expect(!replays.isNew(proof, time: 100))
        #expect(replays.isNew(Proof(text: "b", goodUntil: 100, isUnique: true), time: 1))
        // Out of date it is forgotten: the dialect refuses it by its time.
        #expect(replays.isNew(proof, time: 200))
    }

    @Test func memoryIsGrantedOnce() {
        let budget = BodyBudget(bytes: 100)
        #expect(budget.take(60))
        #expect(!budget.take(41))
        #expect(budget.take(40))
        budget.give(100)
        #expect(budget.take(100))
    }

    @Test func metricsAreOfPrometheus() {
        let metrics = Metrics()
        metrics.count(.init(service: "hex", outcome: "read"), seconds: 0.3)
        metrics.count(.init(service: "hex", outcome: "read"), seconds: 30)
        let text = metrics.text(load: 2, viewers: nil)
        #expect(text.contains("cardcam_requests_total{service=\"hex\",outcome=\"read\"} 2\n"))
        #expect(text.contains("cardcam_request_seconds_bucket{le=\"0.2\"} 0\n"))
        #expect(text.contains("cardcam_request_seconds_bucket{le=\"0.4\"} 1\n"))
        #expect(text.contains("cardcam_request_seconds_bucket{le=\"+Inf\"} 2\n"))
        #expect(text.contains("cardcam_pictures_pending 2\n"))
        #expect(text.hasSuffix("\n"))
    }

    @Test func clientsBehindProxiesHaveTheirAddress() {
        func peer(_ peer: String, _ forwarded: [String]) -> String? {
            let head = RequestHead(
                method: "GET", target: "/", headers: forwarded.map { ("X-Forwarded-For", $0) }, peer: Address(peer))
            return head.behind(["127.0.0.1", "10.0.0.0/8"].compactMap { AddressRange($0) }).peer?.description
        }
        #expect(peer("127.0.0.1", ["192.0.2.1"]) == "192.0.2.1")
        #expect(peer("127.0.0.1", []) == "127.0.0.1")
        // Who is no proxy tells nothing of others, and what a client claims stands before what the proxy saw.
        #expect(peer("192.0.2.9", ["127.0.0.1"]) == "192.0.2.9")
        #expect(peer("127.0.0.1", ["1.1.1.1, 192.0.2.1"]) == "192.0.2.1")
        #expect(peer("127.0.0.1", ["192.0.2.1", "10.1.1.1"]) == "192.0.2.1")
        #expect(peer("127.0.0.1", ["unknown"]) == nil)
    }
}
