import Hummingbird
import NIOCore
import ServiceLifecycle

extension Broadcast {
    /// The newest picture, again and again. Who is slow misses pictures.
    func pictures() -> ResponseBody {
        stream(.pictures) { [self] wakes, writer in
            try await writer.write(PreviewPart.start)
            var shown = 0
            for await why in wakes {
                let picture = picture
                guard picture.bytes.readableBytes > 0, picture.number > shown || why == .pulse else { continue }
                try await writer.write(picture.bytes)
                shown = picture.number
            }
        }
    }

    /// Server-sent events: each a line as `cardcam` prints it. Those of frames have no number and are told if nothing
    /// newer is there.
    ///
    /// - Parameter id: of the last event that the client has, if it was here before.
    func events(after id: String?, frames: Bool) -> ResponseBody {
        stream(frames ? .eventsAndFrames : .events) { [self] wakes, writer in
            try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
            var told = place(afterID: id)
            if told == nil {
                let (messages, newest) = scene
                told = newest
                for message in messages { try await writer.write(message) }
            }
            var shown = frame.number
            for await why in wakes {
                let (missed, events, newest) = events(after: told ?? 0)
                told = newest
                if missed > 0 {
                    let line = "data: {\"event\":\"missed\",\"count\":\(missed)}\n\n"
                    try await writer.write(ByteBuffer(string: line))
                }
                for event in events { try await writer.write(event) }
                let frame = frame
                if frames, frame.number > shown {
                    try await writer.write(frame.bytes)
                    shown = frame.number
                } else if events.isEmpty, why == .pulse {
                    try await writer.write(ByteBuffer(string: ": alive\n\n"))
                }
            }
        }
    }

    /// A body that a viewer is told until he goes or the server ends.
    private func stream(
        _ interest: Interest,
        _ tell: @escaping @Sendable (AsyncStream<Wake>, inout any ResponseBodyWriter) async throws -> Void
    ) -> ResponseBody {
        ResponseBody { [self] writer in
            if let viewer = join(interest) {
                defer { leave(viewer) }
                try await withGracefulShutdownHandler {
                    try await tell(viewer.wakes, &writer)
                } onGracefulShutdown: {
                    self.leave(viewer)
                }
            }
            try await writer.finish(nil)
        }
    }
}

/// Lets every stream give a sign of life now and then.
struct BroadcastPulse: Service {
    /// Shorter than what proxies and browsers wait.
    private static let interval = Duration.seconds(10)

    let broadcast: Broadcast

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: Self.interval)) != nil { broadcast.pulse() }
        }
    }
}
