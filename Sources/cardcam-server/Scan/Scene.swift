import Events
import NIOCore

/// How things stand before the camera: what somebody needs to be told who begins to watch in the middle. Cards that were
/// read before are not among it.
struct Scene {
    private var started: ByteBuffer?
    private var guidance: ByteBuffer?
    private var lost: ByteBuffer?

    /// What is told, in order.
    var messages: [ByteBuffer] { [started, guidance, lost].compactMap(\.self) }

    /// Takes in an event.
    mutating func take(_ event: CardEvent, message: ByteBuffer) {
        switch event {
        case .started: (started, guidance, lost) = (message, nil, nil)
        case .guidance: guidance = message
        case .lost: (guidance, lost) = (nil, message)
        case .reopened: lost = nil
        default: break
        }
    }
}
