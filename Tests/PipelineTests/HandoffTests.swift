import Foundation
import Synchronization
import Testing

@testable import Pipeline

/// The one place where threads meet.
@Suite struct HandoffTests {
    @Test(.timeLimit(.minutes(1))) func everyItemArrivesInOrderHoweverSlowTheTaker() {
        let handoff = Handoff<Int>(.every)
        Thread.detachNewThread {
            for item in 0..<200 { _ = handoff.give(item) }
            handoff.close()
        }
        var taken: [Int] = []
        while let item = handoff.take() {
            if item % 50 == 0 { Thread.sleep(forTimeInterval: 0.005) }
            taken.append(item)
        }
        #expect(taken == Array(0..<200))
        #expect(handoff.replacedCount == 0)
    }

    @Test(.timeLimit(.minutes(1))) func theGiverWaitsWhenItIsFull() {
        let handoff = Handoff<Int>(.every)
        let given = Mutex(0)
        Thread.detachNewThread {
            for item in 0..<10 where handoff.give(item) { given.withLock { $0 += 1 } }
        }
        wait { given.withLock { $0 } == 4 }
        Thread.sleep(forTimeInterval: 0.02)
        #expect(given.withLock { $0 } == 4)
        #expect(handoff.take() == 0)
        wait { given.withLock { $0 } == 5 }
        #expect(given.withLock { $0 } == 5)
        handoff.close(discarding: true)
    }

    @Test func theNewestTakesThePlaceOfTheOneThatWaits() {
        let handoff = Handoff<Int>(.newest)
        for item in 0..<5 { #expect(handoff.give(item)) }
        #expect(handoff.replacedCount == 4)
        #expect(handoff.take() == 4)
        #expect(handoff.give(5))
        #expect(handoff.take() == 5)
        #expect(handoff.replacedCount == 4)
    }

    @Test func whatMustArriveIsNeverReplaced() {
        let handoff = Handoff<Int>(.newest, keeping: { $0 < 0 })
        for item in [1, -1, 2, 3, -2, 4] { #expect(handoff.give(item)) }
        #expect(handoff.replacedCount == 3)
        #expect([handoff.take(), handoff.take(), handoff.take()] == [-1, -2, 4])
    }

    @Test func theTakerWaitsAsLongAsItIsTold() {
        let handoff = Handoff<Int>(.newest)
        let start = ContinuousClock.now
        guard case .nothing = handoff.take(within: .milliseconds(30)) else {
            Issue.record("there was something")
            return
        }
        #expect(ContinuousClock.now - start >= .milliseconds(30))
        #expect(!handoff.isOver)
        handoff.close()
        #expect(handoff.isOver)
    }

    @Test(arguments: [true, false])
    func closingWakesTheTaker(_ discarding: Bool) {
        let handoff = Handoff<Int>(.every)
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.02)
            handoff.close(discarding: discarding)
        }
        #expect(handoff.take() == nil)
        #expect(handoff.isDiscarded == discarding)
    }

    @Test(.timeLimit(.minutes(1))) func closingWakesTheGiver() {
        let handoff = Handoff<Int>(.every)
        let answers = Mutex<[Bool]>([])
        Thread.detachNewThread {
            for item in 0..<5 {
                let answer = handoff.give(item)
                answers.withLock { $0.append(answer) }
            }
        }
        wait { answers.withLock { $0.count } == 4 }
        handoff.close(discarding: true)
        wait { answers.withLock { $0.count } == 5 }
        #expect(answers.withLock { $0 } == [true, true, true, true, false])
    }

    @Test func whatWaitsCanBeTakenAfterTheEndUnlessItIsDiscarded() {
        let kept = Handoff<Int>(.every)
        _ = kept.give(1)
        kept.close()
        #expect(!kept.give(2))
        #expect(kept.take() == 1)
        #expect(kept.take() == nil)
        let discarded = Handoff<Int>(.every)
        _ = discarded.give(1)
        discarded.close(discarding: true)
        #expect(discarded.take() == nil)
    }

    /// Waits until something on another thread has happened, or gives up after some seconds.
    private func wait(until isReached: () -> Bool) {
        for _ in 0..<2000 where !isReached() { Thread.sleep(forTimeInterval: 0.005) }
    }
}

extension Handoff {
    /// The next item; `nil` at the end.
    fileprivate func take() -> Item? {
        guard case .item(let item) = take(within: .seconds(10)) else { return nil }
        return item
    }
}
