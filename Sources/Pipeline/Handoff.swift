internal import Foundation

/// Passes items from one thread to another: the one place where threads meet.
///
/// A handoff that keeps every item makes the giver wait when it is full; one that keeps the newest lets a new item take
/// the place of the one that nobody took yet, and counts it.
final class Handoff<Item: Sendable>: @unchecked Sendable {
    /// What happens when the giver is faster than the taker.
    enum Policy { case every, newest }

    /// Items that may wait.
    private static var capacity: Int { 4 }

    private let policy: Policy
    private let condition = NSCondition()
    private var waiting: [Item] = []
    private var isClosed = false
    private var discarded = false
    private var replaced = 0

    init(_ policy: Policy) { self.policy = policy }

    /// Gives an item; `false` if the taker has gone.
    func give(_ item: Item) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        switch policy {
        case .every:
            while waiting.count >= Self.capacity, !isClosed { condition.wait() }
        case .newest:
            replaced += waiting.count
            waiting.removeAll()
        }
        guard !isClosed else { return false }
        waiting.append(item)
        condition.broadcast()
        return true
    }

    /// Waits for the next item; `nil` once the handoff is closed and empty.
    func take() -> Item? {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty, !isClosed { condition.wait() }
        defer { condition.broadcast() }
        return waiting.isEmpty ? nil : waiting.removeFirst()
    }

    /// Ends the passing from either side; items that wait can still be taken unless they are discarded.
    func close(discarding: Bool = false) {
        condition.lock()
        defer { condition.unlock() }
        isClosed = true
        if discarding {
            discarded = true
            waiting.removeAll()
        }
        condition.broadcast()
    }

    /// Whether somebody ended the passing without waiting for the rest.
    var isDiscarded: Bool {
        condition.lock()
        defer { condition.unlock() }
        return discarded
    }

    /// Items that a newer one replaced so far.
    var replacedCount: Int {
        condition.lock()
        defer { condition.unlock() }
        return replaced
    }
}
