import Synchronization

/// A clock that stands still until it is advanced.
final class VirtualClock: Sendable {
    private let time = Mutex(Duration.zero)

    /// Time since the beginning.
    var now: Duration { time.withLock { $0 } }

    /// Lets time pass.
    func advance(_ duration: Duration) { time.withLock { $0 += duration } }
}

/// Numbers that look random and are the same each time (SplitMix64, Steele et al., 2014).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
