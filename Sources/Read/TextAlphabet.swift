package import Locate

/// The characters that a field may show, each with the classes of the network that stand for it.
package struct TextAlphabet: Sendable, Equatable {
    /// The characters, in ASCII.
    package let characters: [UInt8]
    /// For each character, its classes: more than one where the field takes several signs for the same.
    let classesOfCharacters: [[Int]]

    /// Digits alone.
    static let digits = TextAlphabet("0123456789")
    /// A date: digits, and a stroke between month and year, be it slanting or level.
    private static let expiry = TextAlphabet("0123456789/", alike: ["/": "-"])
    /// A name.
    private static let holder = TextAlphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ .-'")

    /// The alphabet of a field.
    package init(of field: CardField) {
        switch field {
        case .expiry: self = .expiry
        case .holder: self = .holder
        }
    }

    private init(_ text: String, alike: [Character: Character] = [:]) {
        func number(_ character: Character) -> [Int] {
            Strip.alphabet.firstIndex(of: character).map { [$0 + 1] } ?? []
        }
        characters = Array(text.utf8)
        classesOfCharacters = text.map { number($0) + (alike[$0].map(number) ?? []) }
    }

    /// Places of a text's characters in the alphabet; `nil` where it holds another one.
    package func places(of text: String) -> [Int]? {
        let places = text.utf8.compactMap { characters.firstIndex(of: $0) }
        return places.count == text.utf8.count ? places : nil
    }

    /// The text whose characters have these places in the alphabet.
    package func text(_ places: [Int]) -> String { String(decoding: places.map { characters[$0] }, as: UTF8.self) }
}
