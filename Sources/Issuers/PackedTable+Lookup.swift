internal import CardNumber

extension PackedTable {
    /// Most digits of a national prefix.
    private static let longestPrefix = 10

    /// What the row tells that has the longest national prefix of a number, among those whose lengths include the
    /// number's; `nil` where there is none.
    ///
    /// - Parameter digits: the number's, each 0...9, 12 to 19 of them.
    func nationalProduct(of digits: Span<UInt8>) -> CardProduct? {
        guard let row = nationalRow(of: digits, length: digits.count, page: page(of: digits)) else { return nil }
        var product = product(number(at: row + 8, bytes: 4))
        product.name = text(number(at: row + 12, bytes: 4))
        return product
    }

    /// What the world's table tells of the first six of a number's digits; `nil` where nothing.
    func worldProduct(of digits: Span<UInt8>) -> CardProduct? {
        // The page's runs follow each other until they have passed the fifth and sixth digit.
        var left = Int(digits[4]) * 10 + Int(digits[5])
        var run = place(.runs, 0) + number(at: page(of: digits), bytes: 4)
        while case let length = Int(byte(run)), length <= left {
            left -= length
            run += Section.runs.stride
        }
        let index = number(at: run + 1, bytes: 2)
        return index == Self.nothing ? nil : product(index)
    }

    /// Where the page of a number's first four digits stands.
    private func page(of digits: Span<UInt8>) -> Int { place(.pages, Self.value(digits, places: 4)) }

    /// How many digits the numbers have that begin with the national prefixes of a number.
    func nationalLengths(of digits: Span<UInt8>) -> Set<Int> {
        let page = page(of: digits)
        var lengths: Set<Int> = []
        for length in PAN.lengths where nationalRow(of: digits, length: length, page: page) != nil {
            lengths.insert(length)
        }
        return lengths
    }

    /// Where the national row stands that fits a number's first digits and a length.
    private func nationalRow(of digits: Span<UInt8>, length: Int, page: Int) -> Int? {
        let length = 1 << (length - PAN.lengths.lowerBound)
        let first = place(.rows, number(at: page + 4, bytes: 4))
        let end = place(.rows, number(at: page + Section.pages.stride + 4, bytes: 4))
        // The longest prefixes come first, so the number's first digits are cut shorter as the rows go by.
        var (places, head) = (Self.longestPrefix, Self.value(digits, places: Self.longestPrefix))
        for row in stride(from: first, to: end, by: Section.rows.stride) {
            while places > Int(byte(row + 5)) { (places, head) = (places - 1, head / 10) }
            if number(at: row, bytes: 5) == head, Int(byte(row + 6)) & length != 0 { return row }
        }
        return nil
    }

    private static func value(_ digits: Span<UInt8>, places: Int) -> Int {
        (0..<places).reduce(0) { $0 * 10 + Int(digits[$1]) }
    }
}
