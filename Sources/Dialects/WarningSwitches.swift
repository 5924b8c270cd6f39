internal import Events

/// The warnings that a request may ask for; those of date and glare are told always.
struct WarningSwitches: Equatable {
    var border = false
    var copy = false
    var reshoot = false

    /// Those of a card's warnings that are to be told.
    func shown(of warnings: [CardWarning]) -> [CardWarning] {
        warnings.filter { warning in
            switch warning {
            case .cornerExceed: border
            case .copyCard: copy
            case .reshootCard: reshoot
            case .invalidDate, .reflectLight: true
            }
        }
    }
}
