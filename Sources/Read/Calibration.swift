#if canImport(Glibc)
    internal import Glibc
#endif

/// Makes what a single picture states of itself honest.
///
/// A network is surer than it is right on pictures unlike those that it learned from. A logistic curve over the
/// logarithm of the odds (Platt, 1999) maps what it states to the share that is right; it keeps the order. A stream
/// needs none: there frames vote.
public enum Calibration {
    // Written by `Tools/calibrate --fit`, from rendered cards of the training's split.
    static let slope = 0.462
    static let offset = 0.575

    /// The probability that a number is right which one picture's odds make this probable, 0...1.
    public static func ofStill(_ stated: Double) -> Double {
        let kept = min(max(stated, 1e-6), 1 - 1e-6)
        return 1 / (1 + exp(-(slope * log(kept / (1 - kept)) + offset)))
    }
}
