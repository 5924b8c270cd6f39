import Capture
import Foundation
import Frames

/// A source made of steps: pictures, waits and failures.
final class FakeSource: ReopeningSource {
    enum Step: Sendable {
        case frame(CapturedFrame)
        /// A try to come back after a failure that succeeds, or does not; it waits for its gate, if it has one.
        case reopen(Bool, after: Gate? = nil)
        case fail(CaptureFailure)
        /// Blocks, as a camera that delivers nothing, until the gate opens.
        case block(Gate)
    }

    /// Lets a blocked source go on.
    final class Gate: Sendable {
        let reached = DispatchSemaphore(value: 0)
        let opened = DispatchSemaphore(value: 0)
    }

    let description = SourceDescription(
        kind: .camera, name: "/dev/fake", format: .grey, width: 64, height: 48, fps: 30)
    private var steps: [Step]
    private let whenClosed: @Sendable () -> Void

    init(_ steps: [Step], whenClosed: @escaping @Sendable () -> Void = {}) {
        (self.steps, self.whenClosed) = (steps.reversed(), whenClosed)
    }

    func next() throws(CaptureFailure) -> CapturedFrame? {
        switch steps.popLast() {
        case .frame(let frame): return frame
        case .fail(let failure): throw failure
        case .block(let gate):
            gate.reached.signal()
            gate.opened.wait()
            return nil
        case nil, .reopen: return nil
        }
    }

    /// Fails where the script holds no try.
    func reopen() -> Bool {
        guard case .reopen(let succeeds, let gate) = steps.last else {
            Thread.sleep(forTimeInterval: 0.001)
            return false
        }
        steps.removeLast()
        // A gate that nobody opens makes the test fail, and not hang.
        _ = gate?.opened.wait(timeout: .now() + 30)
        return succeeds
    }

    func close() { whenClosed() }

    /// A small grey picture without a card.
    static func blank(_ sequence: Int) -> Step { step(sequence, .grey, [UInt8](repeating: 90, count: 64 * 48)) }

    /// A picture that cannot be decoded.
    static func damaged(_ sequence: Int) -> Step { step(sequence, .mjpeg, [0xFF, 0xD8, 0x00]) }

    private static func step(_ sequence: Int, _ format: PixelFormat, _ bytes: [UInt8]) -> Step {
        guard let image = PixelBuffer(format: format, width: 64, height: 48, bytes: bytes) else {
            return .fail(CaptureFailure(.badStream, "not a picture"))
        }
        return .frame(CapturedFrame(image: image, sequence: sequence, time: .milliseconds(100 * sequence)))
    }
}
