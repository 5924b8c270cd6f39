import Locate
import TestSupport

@testable import Read

extension TextScores {
    /// A strip that shows a text, equally sure of every character.
    init(_ text: String, of field: CardField, sure p: Double = 0.98) {
        let alphabet = TextAlphabet(of: field)
        let characters = (alphabet.places(of: text) ?? []).map { [$0: p] }
        self.init(
            probabilities: TextSheet.printed(characters, of: alphabet.characters.count), alphabet: alphabet,
            columns: TextSheet.columns)
    }
}
