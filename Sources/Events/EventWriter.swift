import CardNumber
import Frames
import Synchronization

/// Writes events to a file descriptor, one line for each, at once.
///
/// Crops are made here, so that one policy covers text and pictures.
public final class EventWriter: Sendable {
    private let descriptor: Int32
    private let encoder: EventEncoder
    private let folder: CropFolder?
    private let warn: @Sendable (String) -> Void
    private let state = Mutex(State())

    private struct State {
        var warned = false
        var closed = false
        var failure: String?
    }

    /// Makes a writer; the crops folder is made if it is missing.
    ///
    /// - Parameters:
    ///   - descriptor: where lines go; it is neither opened nor closed here.
    ///   - warn: is told, once, that crops cannot be stored.
    public init(descriptor: Int32, options: EncodingOptions, warn: @escaping @Sendable (String) -> Void) {
        (self.descriptor, self.warn) = (descriptor, warn)
        encoder = EventEncoder(options: options)
        folder = options.cropsFolder.map { CropFolder(path: $0) }
    }

    /// What went wrong with the output, other than that nobody reads it any more.
    public var failure: String? { state.withLock { $0.failure } }

    /// Whether nothing more can be written.
    public var isClosed: Bool { state.withLock { $0.closed } }

    /// Waits until the line at hand is whole, then writes no more.
    public func close() { state.withLock { $0.closed = true } }

    /// Writes one event as one line.
    ///
    /// - Returns: `.closed` where nobody reads the output any more, or it failed: see ``failure``.
    public func write(_ event: CardEvent) -> SinkOutcome {
        state.withLock { state in
            guard !state.closed else { return .closed }
            let line = encoder.line(event, crops: placedCrops(event, &state))
            switch writeAll(line, to: descriptor) {
            case .done: return .open
            case .closed: state.closed = true
            case .failed(let reason): (state.closed, state.failure) = (true, reason)
            }
            return .closed
        }
    }

    private func placedCrops(_ event: CardEvent, _ state: inout State) -> PlacedCrops {
        guard let (card, name) = event.cardAndName else { return PlacedCrops() }
        let crops = card.crops(encoder.options)
        return PlacedCrops(
            card: crops.card.flatMap { place($0, "\(name)-card.jpg", &state) },
            number: crops.number.flatMap { place($0, "\(name)-number.jpg", &state) })
    }

    /// Puts a crop where the options say; `nil` where it cannot be stored, which takes nothing else from the event.
    private func place(_ crop: Crop, _ name: String, _ state: inout State) -> PlacedCrop? {
        guard let folder else { return PlacedCrop(crop, .inline(crop.jpeg)) }
        switch folder.store(crop.jpeg, as: name) {
        case .success(let path): return PlacedCrop(crop, .file(path))
        case .failure(let failure):
            if !state.warned { warn(failure.message) }
            state.warned = true
            return nil
        }
    }
}

extension CardEvent {
    /// The card that the event tells of, and the name of its crops.
    var cardAndName: (card: CardReading, name: String)? {
        switch self {
        case .result(let result): return (result.card, String(result.id))
        case .reading(let reading):
            guard case .success(let card) = reading.outcome else { return nil }
            return (card, String((reading.at.frame ?? 0) + 1))
        default: return nil
        }
    }
}
