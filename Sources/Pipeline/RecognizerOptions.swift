public import Fuse
public import Issuers
public import Quality

/// How a recognizer decides and what it tells.
public struct RecognizerOptions: Sendable {
    /// How evidence is weighed over time; holds the error rate.
    public var fusion = NumberFuser.Options()
    /// Which frames are worth reading.
    public var gate = QualityGate()
    /// Whether a number that fails the Luhn check may be a result, marked so.
    public var allowNonLuhn = false
    /// Whether an event tells of every frame.
    public var reportsFrames = false
    /// Whether results carry the picture that crops are cut from.
    public var wantsPicture = true
    /// A number that was here less than this long ago gives no second result.
    public var repeatAfter = Duration.seconds(3)
    /// A presentation ends when no card was seen for this long.
    public var absence = Duration.milliseconds(700)
    /// Least probability with which a single picture's number is told.
    public var minimumStillConfidence = 0.03
    /// How evidence for expiry and holder is weighed over time.
    public var fieldFusion = FieldFuser.Options()
    /// How long a result waits for expiry and holder after its number is decided, by the frames' clock.
    public var fieldWait = Duration.seconds(1)
    /// Least probability with which a single picture's expiry and holder are told: no other picture confirms them.
    public var minimumStillFieldConfidence = 0.9
    /// The day that tells what has expired, asked for when a result goes out; `nil` where none is known.
    ///
    /// A host whose stream goes on for days answers by its clock; a replay always gives the same day.
    public var today: @Sendable () -> CalendarDate? = { nil }

    /// Tells who issued a card and what kind of card it is.
    public var issuers = IssuerDirectory()

    /// The defaults.
    public init() {}
}
