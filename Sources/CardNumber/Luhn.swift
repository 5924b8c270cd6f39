/// The check digit rule that card numbers obey (ISO/IEC 7812-1, annex B).
public enum Luhn {
    /// Whether the last of `digits`, each 0...9, is the check digit of those before it; false for no digits.
    public static func isValid(_ digits: some BidirectionalCollection<some BinaryInteger>) -> Bool {
        guard !digits.isEmpty else { return false }
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() {
            let weighted = place.isMultiple(of: 2) ? Int(digit) : Int(digit) * 2
            sum += weighted > 9 ? weighted - 9 : weighted
        }
        return sum.isMultiple(of: 10)
    }

    /// Whether a card number's check digit is right.
    public static func isValid(_ number: PAN) -> Bool { isValid(number.digits) }
}
