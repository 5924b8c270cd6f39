public import Events

/// A session as one page of HTML: what came out, when, from which frames, and how sure the vote was on the way.
///
/// It is a pure function of the events and options, and holds no more of a number than these let the events show: crops
/// are painted over before they are kept. Only its section on milliseconds differs from run to run.
public struct ScanReport: Sendable {
    private let options: EncodingOptions
    private let errorRate: Double
    private var facts = ScanFacts()

    /// Begins a report.
    ///
    /// - Parameters:
    ///   - options: how much of a number is shown, and which crops; they stand in the page wherever the events' go.
    ///   - errorRate: the probability of a wrong number that results were held to, more than 0.
    public init(options: EncodingOptions, errorRate: Double) {
        (self.options, self.errorRate) = (options, errorRate)
    }

    /// Takes in the next event of the session. Reports of frames (`RecognizerOptions.reportsFrames`) carry most of it.
    public mutating func add(_ event: CardEvent) { facts.add(event, options) }

    /// The page: complete in itself, without scripts and outside resources.
    ///
    /// - Parameter ended: how the session ended, whether or not an event told it.
    public func html(_ ended: Ended) -> [UInt8] {
        Array(Page(facts: facts, ended: ended, number: options.number, errorRate: errorRate).html.utf8)
    }
}
