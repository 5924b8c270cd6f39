internal import Foundation

/// Passes items from one thread to another: the one place where threads meet.
///
/// A handoff that keeps every item makes the giver wait when it is full; one that keeps the newest lets a new item take
/// the place of the one that nobody took yet, and counts it. Items that must arrive are kept in either case.
package final class Handoff<Item: Sendable>: @unchecked Sendable {
    /// What happens when the giver is faster than the taker.
    package enum Policy { case every, newest }

    /// What waiting for an item brings.
    package enum Outcome {
        case item(Item)
        /// None came in the given time.
        case nothing
        /// None will come.
        case end
    }

    /// Items that may wait.
    private static var capacity: Int { 4 }

    private let policy: Policy
    private let mustArrive: @Sendable (Item) -> Bool
    private let condition = NSCondition()
    private var waiting: [Item] = []
    private var isClosed = false
    private var discarded = false
    private var replaced = 0

    /// - Parameter mustArrive: tells items that no newer one may replace.
    package init(_ policy: Policy, keeping mustArrive: @escaping @Sendable (Item) -> Bool = { _ in false }) {
        (self.policy, self.mustArrive) = (policy, mustArrive)
    }

    /// Gives an item; `false` if the taker has gone.
    package func give(_ item: Item) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        switch policy {
        case .every:
            while waiting.count >= Self.capacity, !isClosed { condition.wait() }
        case .newest:
            let kept = waiting.filter(mustArrive)
            replaced += waiting.count - kept.count
            waiting = kept
        }
        guard !isClosed else { return false }
        waiting.append(item)
        condition.broadcast()
        return true
    }

    /// Waits for the next item.
    ///
    /// - Parameter limit: how long; `nil` waits until one comes or the handoff is closed.
    package func take(within limit: Duration? = nil) -> Outcome {
        condition.lock()
        defer { condition.unlock() }
        let deadline = limit.map { Date(timeIntervalSinceNow: $0 / .seconds(1)) }
        while waiting.isEmpty, !isClosed {
            if let deadline {
                guard condition.wait(until: deadline) else { break }
            } else {
                condition.wait()
            }
        }
        guard !waiting.isEmpty else { return isClosed ? .end : .nothing }
        condition.broadcast()
        return .item(waiting.removeFirst())
    }

    /// Ends the passing from either side; items that wait can still be taken unless they are discarded.
    package func close(discarding: Bool = false) {
        condition.lock()
        defer { condition.unlock() }
        isClosed = true
        if discarding {
            discarded = true
            waiting.removeAll()
        }
        condition.broadcast()
    }

    /// Whether the passing has ended; what waits may still be taken.
    package var isOver: Bool {
        condition.lock()
        defer { condition.unlock() }
        return isClosed
    }

    /// Whether somebody ended the passing without waiting for the rest.
    package var isDiscarded: Bool {
        condition.lock()
        defer { condition.unlock() }
        return discarded
    }

    /// Items that a newer one replaced so far.
    package var replacedCount: Int {
        condition.lock()
        defer { condition.unlock() }
        return replaced
    }
}
