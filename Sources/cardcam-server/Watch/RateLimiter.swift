import Synchronization

/// Counts what each key asks, in buckets that fill again as time goes by.
final class RateLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        var time: Double
    }

    private let buckets = Mutex<[String: Bucket]>([:])

    /// Takes a request from a key's allowance.
    ///
    /// - Parameters:
    ///   - key: whose.
    ///   - rate: requests a second; as many as in a second may come at once, but one always.
    ///   - time: seconds on any clock that does not go back.
    /// - Returns: whether it may be answered.
    func allows(_ key: String, rate: Double, time: Double) -> Bool {
        buckets.withLock { buckets in
            let most = max(1, rate)
            let old = buckets[key] ?? Bucket(tokens: most, time: time)
            var bucket = Bucket(tokens: min(most, old.tokens + max(0, time - old.time) * rate), time: time)
            let allows = bucket.tokens >= 1
            if allows { bucket.tokens -= 1 }
            buckets[key] = bucket
            return allows
        }
    }
}
