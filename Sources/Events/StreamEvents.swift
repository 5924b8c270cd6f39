/// The stream began.
public struct Started: Sendable {
    /// When: zero.
    public var at: Moment
    /// The program's version.
    public var version: String
    /// Where the pictures come from.
    public var source: Source

    /// Makes the first event of a stream.
    public init(at: Moment = Moment(time: .zero), version: String, source: Source) {
        (self.at, self.version, self.source) = (at, version, source)
    }
}

extension Started {
    /// Where the pictures of a stream come from.
    public struct Source: Sendable, Equatable {
        /// What a source is.
        public enum Kind: String, Sendable, CaseIterable {
            /// A camera.
            case camera
            /// A recording with the times of its frames.
            case recording
            /// A folder of images in natural order.
            case folder
            /// A video file.
            case video
            /// Standard input.
            case pipe
            /// Still images.
            case images
        }

        /// What it is.
        public var kind: Kind
        /// The path or device as the user gave it; `-` for standard input.
        public var name: String
        /// Pixel format; `nil` where it is not known before the first frame.
        public var format: String?
        /// Columns.
        public var width: Int?
        /// Rows.
        public var height: Int?
        /// Frames a second.
        public var fps: Double?

        /// Describes a source.
        public init(
            kind: Kind, name: String, format: String? = nil, width: Int? = nil, height: Int? = nil, fps: Double? = nil
        ) {
            (self.kind, self.name, self.format) = (kind, name, format)
            (self.width, self.height, self.fps) = (width, height, fps)
        }
    }
}

/// What the person at the camera should do next.
public struct Guidance: Sendable {
    /// The advice.
    public enum Hint: String, Sendable, CaseIterable {
        /// Hold a card before the camera.
        case noCard = "no_card"
        /// The card is too small in the picture.
        case moveCloser = "move_closer"
        /// The card does not fit into the picture.
        case moveBack = "move_back"
        /// The card or the camera moves.
        case holdStill = "hold_still"
        /// There is not enough light.
        case tooDark = "too_dark"
        /// There is too much light.
        case tooBright = "too_bright"
        /// A reflection covers the number.
        case glare
        /// The card leans too far.
        case tiltLess = "tilt_less"
        /// Part of the card is hidden or outside.
        case showWholeCard = "show_whole_card"
        /// The back is shown; the number is on the other side.
        case turnOver = "turn_over"
        /// All is well: the number is being read.
        case reading
        /// The card is read and may be taken away.
        case removeCard = "remove_card"
    }

    /// When.
    public var at: Moment
    /// What to do.
    public var hint: Hint
    /// Overall quality, 0...100; `nil` where there is no card to judge.
    public var quality: Int?

    /// Makes a hint.
    public init(at: Moment, hint: Hint, quality: Int? = nil) {
        (self.at, self.hint, self.quality) = (at, hint, quality)
    }
}

/// A card left, or time ran out, without a result.
public struct Unread: Sendable {
    /// What stood in the way, as far as is known.
    public enum Reason: String, Sendable, CaseIterable {
        /// The number read does not obey the check digit rule.
        case notLuhnValid = "not_luhn_valid"
        /// The frames do not agree.
        case unstable
        /// No frame was sharp enough.
        case blurred
        /// Reflections covered the number.
        case glare
        /// The card was too small.
        case tooFar = "too_far"
        /// No number was seen on the card.
        case noNumber = "no_number"
    }

    /// When it was given up.
    public var at: Moment
    /// Counts the cards presented, from 1, together with those of results.
    public var id: Int
    /// Why.
    public var reason: Reason

    /// Makes the end of a presentation without a result.
    public init(at: Moment, id: Int, reason: Reason) { (self.at, self.id, self.reason) = (at, id, reason) }
}

/// The card of a result left.
public struct Removed: Sendable {
    /// When.
    public var at: Moment
    /// The result's.
    public var id: Int

    /// Makes the end of a presentation.
    public init(at: Moment, id: Int) { (self.at, self.id) = (at, id) }
}
