import Foundation
import Synchronization

/// Collects warnings from any thread.
final class Warnings: Sendable {
    private let list = Mutex<[String]>([])

    var all: [String] { list.withLock { $0 } }

    func add(_ warning: String) { list.withLock { $0.append(warning) } }
}

/// Reads a pipe to its end while somebody writes to it.
final class Reader: Sendable {
    private let collected = Mutex(Data())
    private let done = DispatchSemaphore(value: 0)

    init(_ handle: FileHandle) {
        Thread.detachNewThread {
            let data = handle.readDataToEndOfFile()
            self.collected.withLock { $0 = data }
            self.done.signal()
        }
    }

    /// All that was written, once the writing end is closed.
    func bytes() -> Data {
        done.wait()
        return collected.withLock { $0 }
    }

    /// No warning is expected here.
    func warn(_ warning: String) { print(warning) }
}
