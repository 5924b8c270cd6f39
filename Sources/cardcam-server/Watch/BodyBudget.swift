import Synchronization

/// The memory that bodies may take, all together.
final class BodyBudget: Sendable {
    private let left: Mutex<Int>

    /// Grants so many bytes in all.
    init(bytes: Int) { left = Mutex(bytes) }

    /// Takes some; false where there are not as many.
    func take(_ bytes: Int) -> Bool {
        left.withLock { left in
            guard bytes <= left else { return false }
            left -= bytes
            return true
        }
    }

    /// Gives them back.
    func give(_ bytes: Int) { left.withLock { $0 += bytes } }
}
