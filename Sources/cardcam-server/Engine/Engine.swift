import Dialects
import Events
import NIOCore
import NIOPosix
import Synchronization

/// Reads pictures on a thread for each core, behind a queue of bounded length.
final class Engine: Sendable {
    private let pool: NIOThreadPool
    private let reader: PictureReader
    private let loop: any EventLoop
    private let capacity: Int
    private let limit: Duration
    /// Pictures that wait or are being read.
    private let pending = Mutex(0)

    /// Starts the threads.
    init(reader: PictureReader, limits: Configuration.Limits, loop: any EventLoop) {
        let workers = limits.workers ?? System.coreCount
        pool = NIOThreadPool(numberOfThreads: workers)
        pool.start()
        self.reader = reader
        self.loop = loop
        capacity = workers + limits.queue
        limit = .seconds(limits.requestSeconds)
    }

    /// Pictures that wait or are being read.
    var load: Int { pending.withLock { $0 } }

    /// Reads a picture.
    ///
    /// - Returns: at once `.overloaded` where the queue is full; `.timeLimit` where it takes too long, though a picture
    ///   that is being read then is read to its end, and counts until it is.
    func read(_ picture: PictureReader.Order) async -> Result<Answer, Trouble> {
        guard enter() else { return .failure(.overloaded) }
        return await withCheckedContinuation { continuation in
            let answer = OneAnswer(continuation)
            let timeout = loop.scheduleTask(in: TimeAmount(limit)) { answer.give(.failure(.timeLimit)) }
            pool.submit { [self] state in
                defer {
                    leave()
                    timeout.cancel()
                }
                guard state == .active else { return answer.give(.failure(.internal)) }
                // Who waited too long has been answered already.
                if !answer.isGiven { answer.give(reader.read(picture)) }
            }
        }
    }

    /// Lets the threads end.
    func stop() async throws { try await pool.shutdownGracefully() }

    private func enter() -> Bool {
        pending.withLock { pending in
            guard pending < capacity else { return false }
            pending += 1
            return true
        }
    }

    private func leave() { pending.withLock { $0 -= 1 } }
}

/// An answer that is given once, by whoever comes first.
private final class OneAnswer: Sendable {
    private let waiting: Mutex<CheckedContinuation<Result<Answer, Trouble>, Never>?>

    init(_ continuation: CheckedContinuation<Result<Answer, Trouble>, Never>) { waiting = Mutex(continuation) }

    var isGiven: Bool { waiting.withLock { $0 == nil } }

    func give(_ answer: Result<Answer, Trouble>) {
        let continuation = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        continuation?.resume(returning: answer)
    }
}
