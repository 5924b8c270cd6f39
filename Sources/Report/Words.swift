import Events

/// Numbers as people read them, alike in every locale.
enum Words {
    /// A number with so many decimals; a dash for none.
    static func decimal(_ value: Double, _ places: Int) -> String {
        if places == 0 { return value.isFinite ? String(Int(value.rounded())) : "–" }
        var line = JSONLine()
        line.decimal(nil, value, places: places)
        return line.bytes.isEmpty ? "–" : String(decoding: line.bytes, as: UTF8.self)
    }

    /// Seconds: `1.250 s`.
    static func seconds(_ time: Double) -> String { decimal(time, 3) + " s" }

    /// A share of one: `37 %`.
    static func percent(_ share: Double) -> String { decimal(share * 100, 0) + " %" }

    /// A small probability: `37 %`, `1 in 240`, `less than 1 in a million`.
    static func chance(_ probability: Double) -> String {
        if probability >= 0.1 { return percent(probability) }
        if probability < 1e-6 { return "less than 1 in a million" }
        return "1 in \(grouped(rounded(1 / probability)))"
    }

    /// A count and what is counted: `1 frame`, `2 frames`.
    static func count(_ number: Int, _ noun: String) -> String { "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")" }

    /// A word of the events as people write it: `hold still`.
    static func plain(_ word: String) -> String { word.replacing("_", with: " ") }

    /// Thousands apart: `12,000`.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        return digits.indices.reduce(into: "") { text, index in
            if index > 0, (digits.count - index).isMultiple(of: 3), digits[index - 1] != "-" { text += "," }
            text.append(digits[index])
        }
    }

    /// A number, of which some digits may be hidden, in the groups that are printed.
    static func grouped(_ number: String, _ grouping: [Int]) -> String {
        guard grouping.reduce(0, +) == number.count else { return number }
        var rest = number[...]
        return grouping.map { count in
            defer { rest = rest.dropFirst(count) }
            return String(rest.prefix(count))
        }.joined(separator: " ")
    }

    /// Two digits count.
    private static func rounded(_ value: Double) -> Int {
        var unit = 1.0
        while value / unit >= 100 { unit *= 10 }
        return Int((value / unit).rounded() * unit)
    }
}
