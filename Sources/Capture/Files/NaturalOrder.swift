/// Puts names in the order in which people count: `frame2` before `frame10`.
enum NaturalOrder {
    /// Whether `left` comes before `right`: digits by their value, all else by its bytes.
    static func precedes(_ left: String, _ right: String) -> Bool {
        var first = Array(left.utf8)[...]
        var second = Array(right.utf8)[...]
        while let a = first.first, let b = second.first {
            if isDigit(a) && isDigit(b) {
                let (x, y) = (takeNumber(&first), takeNumber(&second))
                if x.count != y.count { return x.count < y.count }
                if x != y { return x.lexicographicallyPrecedes(y) }
            } else {
                if a != b { return a < b }
                first.removeFirst()
                second.removeFirst()
            }
        }
        // Equal but for leading zeros: the plain order keeps the result the same each time.
        if first.isEmpty && second.isEmpty { return left < right }
        return first.isEmpty
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// Takes a run of digits, without its leading zeros.
    private static func takeNumber(_ text: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = text.prefix(while: isDigit)
        text = text.dropFirst(digits.count)
        return digits.drop { $0 == 0x30 }
    }
}
