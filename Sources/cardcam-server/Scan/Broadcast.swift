import Events
import NIOCore
import Synchronization

/// Passes what the scan publishes on to viewers, none of whom can make it wait.
///
/// Nothing is queued for a viewer: it is woken, and takes what is newest when it is ready, or the events after the last
/// that it has. However slow viewers are, what is held is the ring of events, one picture and one frame's report.
final class Broadcast: Sendable {
    /// What a viewer takes.
    enum Interest { case pictures, events, eventsAndFrames }

    /// Why a viewer is woken.
    enum Wake { case news, pulse }

    /// What is shown at this moment, numbered so that nobody is told twice.
    struct Newest {
        var number = 0
        var bytes = ByteBuffer()
    }

    private struct State {
        var ring: EventRing
        var scene = Scene()
        var frame = Newest()
        var picture = Newest()
        var viewers: [Int: (interest: Interest, wake: AsyncStream<Wake>.Continuation)] = [:]
        var nextViewer = 0

        /// Wakes those with a certain interest. Who was woken already and did not come yet is not woken again.
        func wake(_ why: Wake, _ isMeant: (Interest) -> Bool) {
            for viewer in viewers.values where isMeant(viewer.interest) { viewer.wake.yield(why) }
        }
    }

    private let state: Mutex<State>
    private let capacity: Int
    /// Tells the numbers of this run from those of another.
    private let run: String

    /// - Parameters:
    ///   - capacity: viewers at once.
    ///   - run: a name for this run of the program.
    init(capacity: Int, run: String, limits: EventRing.Limits = EventRing.Limits()) {
        (self.capacity, self.run) = (capacity, run)
        state = Mutex(State(ring: EventRing(limits: limits)))
    }

    // MARK: The scan

    /// Publishes an event.
    ///
    /// - Parameter line: the event in JSON, with its newline.
    func publish(_ event: CardEvent, line: [UInt8]) {
        state.withLock { state in
            state.scene.take(event, message: Self.message(line))
            state.ring.append { Self.message(line, id: "\(run)-\($0)") }
            state.wake(.news) { $0 != .pictures }
        }
    }

    /// Publishes what one frame gave: kept until the next alone.
    func publish(frame line: [UInt8]) {
        state.withLock { state in
            state.frame = Newest(number: state.frame.number + 1, bytes: Self.message(line))
            state.wake(.news) { $0 == .eventsAndFrames }
        }
    }

    /// Publishes a picture: kept until the next alone.
    func publish(picture: ByteBuffer) {
        state.withLock { state in
            state.picture = Newest(number: state.picture.number + 1, bytes: picture)
            state.wake(.news) { $0 == .pictures }
        }
    }

    /// Wakes every viewer, so that each sends a sign of life, or learns that nobody is there any more.
    func pulse() { state.withLock { $0.wake(.pulse) { _ in true } } }

    /// Whether anybody takes this.
    func isWanted(_ interest: Interest) -> Bool {
        state.withLock { $0.viewers.values.contains { $0.interest == interest } }
    }

    // MARK: Viewers

    /// Lets a viewer in; `nil` where there are as many as may be.
    func join(_ interest: Interest) -> Viewer? {
        let (wakes, wake) = AsyncStream.makeStream(of: Wake.self, bufferingPolicy: .bufferingNewest(1))
        return state.withLock { state in
            guard state.viewers.count < capacity else { return nil }
            state.nextViewer += 1
            state.viewers[state.nextViewer] = (interest, wake)
            wake.yield(.news)
            return Viewer(number: state.nextViewer, wakes: wakes)
        }
    }

    /// Lets a viewer go, which ends its wakes.
    func leave(_ viewer: Viewer) {
        state.withLock { state in
            state.viewers.removeValue(forKey: viewer.number)?.wake.finish()
            // Nobody is shown at first what the camera saw before he came.
            if !state.viewers.values.contains(where: { $0.interest == .pictures }) { state.picture.bytes.clear() }
        }
    }

    /// How many viewers there are.
    var count: Int { state.withLock { $0.viewers.count } }

    /// Whether another viewer may come.
    var hasRoom: Bool { count < capacity }

    /// Where a viewer begins who was told events up to this one; without one, or with one of another run, `nil`.
    func place(afterID id: String?) -> Int? {
        guard let id, id.hasPrefix("\(run)-"), let number = Int(id.dropFirst(run.count + 1)), number >= 0 else {
            return nil
        }
        return state.withLock { min(number, $0.ring.newest) }
    }

    /// What a viewer is told who comes for the first time: how things stand, and the number of the newest event.
    var scene: (messages: [ByteBuffer], newest: Int) {
        state.withLock { ($0.scene.messages, $0.ring.newest) }
    }

    /// The events after a number, how many are gone already, and the number of the newest.
    func events(after number: Int) -> (missed: Int, events: [ByteBuffer], newest: Int) {
        state.withLock { state in
            let (missed, events) = state.ring.events(after: number)
            return (missed, events, state.ring.newest)
        }
    }

    /// The newest frame's report.
    var frame: Newest { state.withLock { $0.frame } }

    /// The newest picture.
    var picture: Newest { state.withLock { $0.picture } }

    /// An event as a server-sent one.
    private static func message(_ line: [UInt8], id: String? = nil) -> ByteBuffer {
        var message = ByteBuffer()
        if let id { message.writeString("id: \(id)\n") }
        message.writeString("data: ")
        message.writeBytes(line)
        message.writeString("\n")
        return message
    }
}

/// Somebody who watches.
struct Viewer: Sendable {
    fileprivate let number: Int
    /// Comes whenever there is something to look for; ends when he is to go.
    let wakes: AsyncStream<Broadcast.Wake>

    fileprivate init(number: Int, wakes: AsyncStream<Broadcast.Wake>) { (self.number, self.wakes) = (number, wakes) }
}
