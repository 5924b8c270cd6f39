import ArgumentParser
import CardNumber
import Issuers

/// For the tools that build and measure the table of issuers: looks prefixes up, a line each.
@main
struct Lookup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells what is known of prefixes: reads lines of PREFIX LENGTH, writes lines of cells.",
        discussion: """
            The cells: code, name, English name, centre's code, centre's name, type, name of the card, network. The \
            number looked up is the prefix with zeros after it.
            """)

    @Flag(help: "Print how long one lookup takes, in nanoseconds, instead of what it found.")
    var time = false

    func run() throws {
        var numbers: [PAN] = []
        while let line = readLine() {
            let words = line.split(separator: " ")
            guard words.count == 2, let length = Int(words[1]), let number = PAN(words[0].padded(to: length)) else {
                throw ValidationError("not a prefix and a length")
            }
            numbers.append(number)
        }
        let directory = IssuerDirectory()
        if time {
            var known = 0
            let duration = ContinuousClock().measure {
                for number in numbers where directory.product(of: number).issuer != nil { known += 1 }
            }
            print(Int(duration / .nanoseconds(numbers.count)), known)
        } else {
            for number in numbers { print(directory.product(of: number).cells.joined(separator: "\t")) }
        }
    }
}

extension Substring {
    /// With zeros after it.
    fileprivate func padded(to length: Int) -> String {
        self + String(repeating: "0", count: Swift.max(0, length - count))
    }
}

extension CardProduct {
    /// All of it, what is not known empty.
    fileprivate var cells: [String] {
        [
            issuer?.code, issuer?.name, issuer?.englishName, issuer?.centreCode, issuer?.centreName, type?.rawValue,
            name, network?.rawValue,
        ].map { $0 ?? "" }
    }
}
