/// Reads numbers from a file's bytes; every read is checked against the end.
struct ByteReader: ~Escapable {
    private let bytes: Span<UInt8>
    /// What a read past the end is called.
    private let truncated: DecodeFailure

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>, of kind: String) {
        self.bytes = bytes
        truncated = DecodeFailure(.truncated, "the \(kind) file ends too early")
    }

    var count: Int { bytes.count }

    func byte(at offset: Int) throws(DecodeFailure) -> UInt8 {
        guard offset >= 0 && offset < bytes.count else { throw truncated }
        return bytes[offset]
    }

    /// Two bytes, low byte first.
    func little16(at offset: Int) throws(DecodeFailure) -> Int {
        Int(try byte(at: offset)) | Int(try byte(at: offset + 1)) << 8
    }

    /// Four bytes, low byte first.
    func little32(at offset: Int) throws(DecodeFailure) -> UInt32 {
        UInt32(try little16(at: offset)) | UInt32(try little16(at: offset + 2)) << 16
    }

    /// Two bytes, high byte first.
    func big16(at offset: Int) throws(DecodeFailure) -> Int {
        Int(try byte(at: offset)) << 8 | Int(try byte(at: offset + 1))
    }

    /// Four bytes, high byte first.
    func big32(at offset: Int) throws(DecodeFailure) -> UInt32 {
        UInt32(try big16(at: offset)) << 16 | UInt32(try big16(at: offset + 2))
    }
}
