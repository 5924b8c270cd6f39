import Dialects
import Synchronization

/// Remembers signatures as long as they would be accepted again.
final class ReplayGuard: Sendable {
    private struct Memory {
        var proofs: [Proof: Int] = [:]
        var nextCleaning = 0
    }

    /// Most signatures that are remembered; beyond it nothing new is accepted until some are out of date.
    static let capacity = 1_000_000

    private let memory = Mutex(Memory())

    /// Remembers a signature.
    ///
    /// - Returns: whether it is new.
    func isNew(_ proof: Proof, time: Int) -> Bool {
        memory.withLock { memory in
            if time >= memory.nextCleaning {
                memory.proofs = memory.proofs.filter { $0.value >= time }
                memory.nextCleaning = time + 60
            }
            guard memory.proofs[proof] == nil, memory.proofs.count < Self.capacity else { return false }
            memory.proofs[proof] = proof.goodUntil
            return true
        }
    }
}
