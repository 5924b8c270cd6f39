/// A setting that cannot be, told so that an operator can mend it: where it stands, what it is, what it should be.
struct ConfigurationFailure: Error, Equatable, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
