import Inference
import Testing

@testable import Read

/// Digits beyond a line's end: a group of the number, or anything else.
@Suite struct FurtherGroupTests {
    /// The strip of a line that ends after two thirds of it.
    private static let margins = CutMargins(before: 0, after: 0.5, isReaching: true)

    /// Logits of a strip that shows these characters, each in a column of its own, one in three.
    private static func logits(_ text: String) -> Tensor {
        var tensor = Tensor(shape: [1, Strip.columns, Strip.classes])
        for column in 0..<Strip.columns { tensor.values[column * Strip.classes] = 9 }
        for (place, character) in text.enumerated() {
            guard let index = Strip.alphabet.firstIndex(of: character) else { continue }
            let start = (1 + 3 * place) * Strip.classes
            (tensor.values[start], tensor.values[start + index + 1]) = (0, 9)
        }
        return tensor
    }

    /// Spaces take room as digits do.
    @Test(arguments: [
        ("4000001234567899   731", true), ("400000123456789    7312", true),
        // Nothing, too little, too much.
        ("4000001234567899", false), ("4000001234567899   1", false), ("4000001234567899   73129", false),
        ("400000123456789    1", false), ("40000012345678     73129", false),
        // Letters, or digits and letters.
        ("4000001234567899   VIS", false), ("4000001234567899   73B", false),
        // Groups of a number that no network issues.
        ("40000012345678     731", false), ("40000012345678     7312", false),
    ])
    func isOneOfDigitsAlone(_ text: String, isSeen: Bool) {
        #expect(FurtherGroup.isSeen(in: Self.logits(text), item: 0, Self.margins) == isSeen)
    }

    @Test func digitsOfTheLineItselfAreNoFurtherGroup() {
        let margins = CutMargins(before: 0, after: 0.1, isReaching: true)
        #expect(!FurtherGroup.isSeen(in: Self.logits("4000001234567899   731"), item: 0, margins))
    }

    @Test func placesGoThereAndBack() {
        let margins = CutMargins(before: 0.05, after: 0.2)
        for place in [-0.05, 0, 0.4, 1, 1.2] { #expect(abs(margins.place(margins.onCut(place)) - place) < 1e-9) }
        #expect(margins.onCut(-0.05) == 0 && abs(margins.onCut(1.2) - 1) < 1e-9)
    }
}
