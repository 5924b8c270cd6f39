internal import CIssuers

extension PackedTable {
    /// The table that the program carries.
    static var embedded: PackedTable {
        @_lifetime(immortal)
        get {
            // The bytes are a constant of the program: they stay where they are as long as it runs.
            let bytes = unsafe Span(_unsafeStart: CIssuers_bytes(), count: CIssuers_size)
            return unsafe _overrideLifetime(PackedTable(bytes), borrowing: ())
        }
    }
}
