/// What pictures a service takes, told by their first bytes alone.
public struct ImageRules: Sendable, Equatable {
    /// A kind of file.
    public enum Kind: String, Sendable, CaseIterable {
        /// JPEG.
        case jpeg
        /// PNG.
        case png
        /// Windows bitmap.
        case bmp
        /// GIF.
        case gif

        /// What a file is by its first bytes; `nil` for another kind.
        public init?(_ bytes: some Collection<UInt8>) {
            if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
                self = .jpeg
            } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
                self = .png
            } else if bytes.starts(with: "BM".utf8) {
                self = .bmp
            } else if bytes.starts(with: "GIF8".utf8) {
                self = .gif
            } else {
                return nil
            }
        }
    }

    /// The kinds of file.
    public var kinds: Set<Kind>
    /// Pixels of the shorter side, at least.
    public var shortest = 1
    /// Pixels of the longer side, at most.
    public var longest = Int.max

    /// Whether a picture of this size is taken.
    public func allows(width: Int, height: Int) -> Bool {
        min(width, height) >= shortest && max(width, height) <= longest
    }
}
