import Foundation
import TestSupport
import Testing

@testable import Read

/// How likely names are before anybody looks.
@Suite struct NamePriorTests {
    private static let few = NamePrior(NameTable.bytes(of: ["AMINA", "BRIEN"]))
    /// What the program carries.
    private static func embedded() throws -> NamePrior? {
        let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        return NamePrior([UInt8](try Data(contentsOf: package.appending(path: "Sources/CModels/names.bin"))))
    }

    @Test(arguments: [
        ("MICHAEL", "WICHAEL"), ("SMITH", "SHITH"), ("ZHANG", "ZNANG"), ("GARCIA", "GARGIA"), ("ROSSI", "RDSSI"),
        ("ANNA LEE", "ANNA LFE"), ("J NOVAK", "J NOVAX"), ("O'BRIEN", "C'BRIEN"), ("CHEKAMORA", "CHFKAMORA"),
    ])
    func namesAreLikelierThanWhatLooksLikeThem(name: String, other: String) throws {
        let prior = try #require(try Self.embedded())
        #expect(prior.logarithm(of: name) > prior.logarithm(of: other) + 0.5)
    }

    @Test func aNameOfTheListIsLikelierThanAnyOfItsLength() throws {
        let prior = try #require(Self.few)
        #expect(prior.logarithm(of: "AMINA") > prior.logarithm(of: "ANINA") + 5)
        #expect(prior.logarithm(of: "ANINA") == prior.logarithm(of: "WQZKJ"))
        #expect(prior.logarithm(of: "ANINAS") < prior.logarithm(of: "ANINA"))
    }

    @Test func signsPartWordsAndSingleLettersAreAlike() throws {
        let prior = try #require(Self.few)
        let both = prior.logarithm(of: "AMINA") + prior.logarithm(of: "BRIEN")
        for text in ["AMINA BRIEN", "AMINA-BRIEN", "AMINA B'RIEN", "AMINA Q. BRIEN"] {
            #expect(abs(prior.logarithm(of: text) - both) < 1e-9)
        }
        #expect(prior.logarithm(of: "") == 0)
    }

    @Test func aTableThatIsCutOffIsNone() {
        #expect(NamePrior([UInt8](repeating: 1, count: 1000)) == nil)
        #expect(NamePrior([]) == nil)
    }
}
