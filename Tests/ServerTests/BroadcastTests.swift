import Events
import NIOCore
import Testing

@testable import cardcam_server

/// What viewers are told, and that none of them costs more than another.
@Suite struct BroadcastTests {
    private static let removed = CardEvent.removed(Removed(at: Moment(time: .zero), id: 1))
    private static let guidance = CardEvent.guidance(Guidance(at: Moment(time: .zero), hint: .noCard))

    private func publish(_ count: Int, to broadcast: Broadcast, _ event: CardEvent = removed) {
        for number in 1...count { broadcast.publish(event, line: Array("\(number)\n".utf8)) }
    }

    private func text(_ messages: [ByteBuffer]) -> String { messages.map { String(buffer: $0) }.joined() }

    @Test func theRingKeepsTheNewest() {
        var ring = EventRing(limits: .init(events: 3, bytes: 1000))
        for _ in 1...5 { ring.append { ByteBuffer(string: "\($0)") } }
        #expect(ring.newest == 5)
        #expect(text(ring.events(after: 0).events) == "345")
        #expect(ring.events(after: 0).missed == 2)
        #expect(text(ring.events(after: 4).events) == "5")
        #expect(ring.events(after: 4).missed == 0)
        #expect(ring.events(after: 5).events.isEmpty)
        #expect(ring.events(after: 9).events.isEmpty)
    }

    @Test func theRingHasSoManyBytes() {
        var ring = EventRing(limits: .init(events: 100, bytes: 10))
        for _ in 1...5 { ring.append { _ in ByteBuffer(string: "1234") } }
        #expect(ring.events(after: 0).events.count == 2)
        // The newest is kept whatever its size.
        ring.append { _ in ByteBuffer(string: "12345678901234") }
        #expect(ring.events(after: 0).events.count == 1)
    }

    @Test func whoComesBackGoesOnWhereHeWas() {
        let broadcast = Broadcast(capacity: 4, run: "a1", limits: .init(events: 3, bytes: 1000))
        publish(5, to: broadcast)
        #expect(broadcast.place(afterID: "a1-4") == 4)
        let (missed, events, newest) = broadcast.events(after: 4)
        #expect(missed == 0 && newest == 5)
        #expect(text(events) == "id: a1-5\ndata: 5\n\n")
        #expect(broadcast.events(after: 0).missed == 2)
        #expect(broadcast.place(afterID: "a1-99") == 5)
        for id in [nil, "", "a1", "a1-", "a1--1", "b2-3", "a1-x", "4"] { #expect(broadcast.place(afterID: id) == nil) }
    }

    @Test func whoComesFirstIsToldHowThingsStandAndNoEarlierCard() {
        let broadcast = Broadcast(capacity: 4, run: "a1")
        broadcast.publish(Self.guidance, line: Array("old hint\n".utf8))
        broadcast.publish(Self.removed, line: Array("card\n".utf8))
        broadcast.publish(Self.guidance, line: Array("hint\n".utf8))
        #expect(text(broadcast.scene.messages) == "data: hint\n\n")
        #expect(broadcast.scene.newest == 3)
    }

    @Test func whoIsSlowIsWokenOnceAndFindsTheNewest() async throws {
        let broadcast = Broadcast(capacity: 4, run: "a1", limits: .init(events: 3, bytes: 1000))
        let viewer = try #require(broadcast.join(.eventsAndFrames))
        for number in 1...1000 { broadcast.publish(frame: Array("\(number)\n".utf8)) }
        publish(1000, to: broadcast)
        #expect(String(buffer: broadcast.frame.bytes) == "data: 1000\n\n")
        #expect(broadcast.events(after: 0).events.count == 3)
        broadcast.leave(viewer)
        var wakes = 0
        for await _ in viewer.wakes { wakes += 1 }
        #expect(wakes == 1)
    }

    @Test func onlySoManyMayCome() throws {
        let broadcast = Broadcast(capacity: 2, run: "a1")
        let first = try #require(broadcast.join(.pictures))
        _ = try #require(broadcast.join(.events))
        #expect(broadcast.join(.events) == nil)
        #expect(!broadcast.hasRoom)
        broadcast.leave(first)
        broadcast.leave(first)
        #expect(broadcast.count == 1)
        #expect(broadcast.join(.pictures) != nil)
    }

    @Test func picturesAreMadeWhileSomebodyLooksAndForgottenAfterwards() throws {
        let broadcast = Broadcast(capacity: 4, run: "a1")
        let other = try #require(broadcast.join(.events))
        #expect(!broadcast.isWanted(.pictures))
        let viewer = try #require(broadcast.join(.pictures))
        #expect(broadcast.isWanted(.pictures))
        broadcast.publish(picture: ByteBuffer(string: "picture"))
        #expect(broadcast.picture.bytes.readableBytes == 7)
        broadcast.leave(viewer)
        #expect(broadcast.picture.bytes.readableBytes == 0)
        broadcast.leave(other)
    }
}
