internal import Checks
internal import Events

extension CardReading {
    /// Adds what the checks found: warnings, and what kind of picture it is.
    mutating func add(_ findings: Set<Check>) {
        let warningsOfChecks: [(Check, CardWarning)] = [
            (.border, .cornerExceed), (.glare, .reflectLight), (.copy, .copyCard), (.reshoot, .reshootCard),
        ]
        warnings += warningsOfChecks.filter { findings.contains($0.0) }.map(\.1)
        if findings.contains(.screenshot) { category = .screenshot }
    }
}
