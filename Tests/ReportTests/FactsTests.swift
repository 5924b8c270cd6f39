import CardNumber
import Events
import Testing

@testable import Report

/// What belongs to what: frames, votes and outcomes, sorted by card.
@Suite struct FactsTests {
    private func facts(_ events: [CardEvent]) -> ScanFacts {
        events.reduce(into: ScanFacts()) { $0.add($1, EncodingOptions()) }
    }

    @Test func framesThatVotedAreThoseThatTheResultRestsOn() throws {
        let facts = facts(Session().events)
        #expect(facts.frames.map(\.fate) == [.noCard, .blurred, .used, .used, .used, .decided])
        let card = try #require(facts.cards.first)
        guard case .result(let result, let crops)? = card.outcome else { throw Missing() }
        #expect(facts.frames.count { $0.fate == .used } == result.framesUsed)
        #expect(card.votes.count == result.framesUsed)
        // The crops are made; the frame that they are of is not kept.
        #expect(crops.card != nil && crops.number != nil && result.card.picture == nil)
    }

    @Test func aCardThatIsGivenUpBelongsToItsFrames() throws {
        let session = Session()
        var events = session.events.filter { if case .result = $0 { false } else { true } }
        events.append(.unread(Unread(at: session.at(9), id: 4, reason: .notLuhnValid)))
        let facts = facts(events)
        #expect(facts.cards.count == 1)
        guard case .unread(let unread)? = facts.cards.first?.outcome else { throw Missing() }
        #expect(unread.reason == .notLuhnValid)
        #expect(facts.cards.first?.votes.count == 3)
    }

    @Test func aCardWithoutFramesIsTold() throws {
        let unread = CardEvent.unread(Unread(at: Moment(time: .zero), id: 1, reason: .noNumber))
        let facts = facts(Session().events + [unread])
        #expect(facts.cards.count == 2)
        #expect(facts.cards.last?.votes.isEmpty == true)
    }

    @Test func aVoteThatChangesItsMindIsMarked() {
        var session = Session()
        session.votes = ["4000009182737890", Session.number, "400000918273789", Session.number]
        session.options.number = .last4
        let page = session.html()
        // A vote on fewer digits is told, and compared with nothing.
        #expect(page.matches(of: #/<td class="s2[^"]* turned">3<\/td>/#).count == 1)
        #expect(page.contains("15 digits"))
    }

    @Test func manyFramesTakeNoMoreRoomThanSome() {
        var short = Session()
        short.votes = Array(repeating: Session.number, count: 2_000)
        var long = short
        long.votes = Array(repeating: Session.number, count: 10_000)
        long.options.crops = .none
        short.options.crops = .none
        #expect(Double(long.html().count) < 1.2 * Double(short.html().count))
    }

    private struct Missing: Error {}
}
