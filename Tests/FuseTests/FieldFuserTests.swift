import Fuse
import Locate
import TestSupport
import Testing

@testable import Read

/// Texts over time: what frames agree on comes out, and nothing else.
@Suite struct FieldFuserTests {
    /// A frame that shows a text; `doubts` name another character at some places, likelier than the right one unless that
    /// is given another probability.
    private static func reading(
        _ text: String, _ field: CardField = .expiry, sure p: Double = 0.99, doubts: [Int: Character] = [:],
        right doubted: Double = 0.4, among names: NamePrior? = nil
    ) throws -> TextReading {
        let alphabet = TextAlphabet(of: field)
        var characters = try #require(alphabet.places(of: text)).map { [$0: p] }
        for (index, character) in doubts {
            let other = try #require(alphabet.places(of: String(character))?.first)
            let right = try #require(characters[index].keys.first)
            characters[index] = [right: doubted, other: 1 - doubted]
        }
        let odds = TextSheet.printed(characters, of: alphabet.characters.count)
        return TextReading(
            [TextScores(probabilities: odds, alphabet: alphabet, columns: TextSheet.columns)], names: names)
    }

    private static func fuser(
        _ readings: [TextReading?], _ field: CardField = .expiry, weight: Double = 1
    ) -> FieldFuser {
        var fuser = FieldFuser(field: field)
        for reading in readings { fuser.add(reading, weight: weight) }
        return fuser
    }

    @Test func framesThatAgreeDecide() throws {
        let frame = try Self.reading("07/28")
        let verdict = try #require(Self.fuser([frame, frame]).verdict)
        #expect(verdict.text == "07/28")
        #expect(verdict.confidence > 0.995 && verdict.confidence < 1)
    }

    @Test(arguments: [0.9, 0.999, 0.999999])
    func oneFrameNeverDecides(sure p: Double) throws {
        var options = FieldFuser.Options()
        for errorRate in [options.errorRate, 0.2] {
            options.errorRate = errorRate
            var fuser = FieldFuser(field: .expiry, options: options)
            fuser.add(try Self.reading("07/28", sure: p), weight: 1)
            #expect(fuser.verdict == nil && !fuser.isSettled, "however much may be wrong")
        }
    }

    /// Raised letters may look like others in each frame alike: of a name eight frames that are fairly sure are not enough.
    @Test func framesOfANameCountAsLittleMoreThanOne() throws {
        let fair = try Self.reading("MIA LEE", .holder, sure: 0.98)
        let clear = try Self.reading("MIA LEE", .holder, sure: 0.999)
        #expect(Self.fuser(Array(repeating: fair, count: 8), .holder).verdict == nil)
        #expect(Self.fuser([clear, clear], .holder).verdict?.text == "MIA LEE")
        let date = try Self.reading("07/28", sure: 0.98)
        #expect(Self.fuser(Array(repeating: date, count: 8)).verdict?.text == "07/28", "digits differ more")
    }

    @Test func framesThatShowNothingNewDoNotDecide() throws {
        let frame = try Self.reading("07/28", sure: 0.999)
        #expect(Self.fuser([frame, frame, frame], weight: 0.25).verdict == nil)
        #expect(Self.fuser(Array(repeating: frame, count: 8), weight: 0.25).verdict != nil)
    }

    @Test func framesThatDisagreeDoNotDecide() throws {
        let a = try Self.reading("07/28", sure: 0.999)
        let b = try Self.reading("07/23", sure: 0.999)
        #expect(Self.fuser([a, b]).verdict == nil)
        #expect(Self.fuser([a, b, a, b]).verdict == nil)
        #expect(Self.fuser([a, b, a]).verdict == nil)
    }

    @Test func weakFramesDoNotDecide() throws {
        let weak = try Self.reading("07/28", sure: 0.4)
        #expect(Self.fuser([weak, weak, weak]).verdict == nil)
    }

    @Test func aNameIsToldThatNoFrameReadsWhole() throws {
        let name = "JOAN MARSH"
        let doubts: [Int: Character] = [0: "U", 3: "M", 5: "N", 8: "F"]
        let frames = try doubts.map { try Self.reading(name, .holder, sure: 0.999, doubts: [$0: $1]) }
        for frame in frames { #expect(frame.candidates.first?.text != name) }
        #expect(Self.fuser(frames, .holder).verdict?.text == name)
        let alike = try (0..<4).map { _ in try Self.reading(name, .holder, sure: 0.999, doubts: [0: "U"]) }
        #expect(Self.fuser(alike, .holder).verdict == nil)
        let all = try (0..<4).map { _ in try Self.reading(name, .holder, sure: 0.999, doubts: doubts) }
        #expect(Self.fuser(all, .holder).verdict == nil)
    }

    /// Each letter may be misread otherwise in each frame, so that no frame takes the right name for possible.
    @Test func lettersAreSetRightOneByOne() throws {
        let name = "JOAN MARSH"
        let frames = try ["UOAM MARSH", "JOAM NARSH", "UOAN NARSH"].map { text in
            let wrong = zip(name, text).enumerated().filter { $0.element.0 != $0.element.1 }
            return try Self.reading(
                name, .holder, sure: 0.9999,
                doubts: Dictionary(uniqueKeysWithValues: wrong.map { ($0.offset, $0.element.1) }), among: Self.known)
        }
        for frame in frames { #expect(frame.candidates.first?.text != name) }
        #expect(Self.fuser(frames + frames, .holder).verdict?.text == name)
    }

    private static let known = NamePrior(NameTable.bytes(of: ["JOAN", "MARSH"]))

    @Test func whatStandsWhereOtherFramesShowTheNameDoesNotHinder() throws {
        let name = try Self.reading("MIA LEE", .holder, sure: 0.999)
        let others = try ["", "VALID THRU"].map { try Self.reading($0, .holder, sure: 0.999) }
        #expect(Self.fuser([name] + others, .holder).verdict == nil, "one frame decides nothing")
        #expect(Self.fuser(others + [name, name], .holder).verdict?.text == "MIA LEE")
    }

    /// A raised O looks like a U in each frame alike, but nobody is called so.
    @Test func ofTwoTextsThatLookAlikeTheNameIsTold() throws {
        let names = NamePrior(NameTable.bytes(of: ["ESPOSITO"]))
        let doubts: [Int: Character] = [3: "U"]
        let alike = try (0..<4).map { _ in try Self.reading("ESPOSITO", .holder, sure: 0.999, doubts: doubts) }
        #expect(Self.fuser(alike, .holder).verdict == nil)
        let weighed = try (0..<4).map { _ in
            try Self.reading("ESPOSITO", .holder, sure: 0.999, doubts: doubts, among: names)
        }
        #expect(Self.fuser(weighed, .holder).verdict?.text == "ESPOSITO")
    }

    @Test func whatIsOneLetterFromANameMustBeReadTheMoreClearly() throws {
        let names = NamePrior(NameTable.bytes(of: ["ESPOSITO"]))
        func verdict(right p: Double, among names: NamePrior?) throws -> String? {
            let frame = try Self.reading(
                "A ESPUSITO", .holder, sure: 0.999, doubts: [5: "O"], right: p, among: names)
            return Self.fuser(Array(repeating: frame, count: 4), .holder).verdict?.text
        }
        #expect(try verdict(right: 0.98, among: nil) == "A ESPUSITO")
        #expect(try verdict(right: 0.98, among: names) == nil)
        #expect(try verdict(right: 0.99999, among: names) == "A ESPUSITO")
    }

    /// Issuers print words of their own beside the number.
    @Test(arguments: [("GRANITE", false), ("ESPOSITO", true), ("JESPOSITO", true), ("A GRANITE", true)])
    func aSingleWordIsToldOnlyIfItIsAName(_ text: String, isTold: Bool) throws {
        let names = NamePrior(NameTable.bytes(of: ["ESPOSITO"]))
        let frame = try Self.reading(text, .holder, sure: 0.9999999, among: names)
        #expect((Self.fuser(Array(repeating: frame, count: 4), .holder).verdict != nil) == isTold)
        #expect((FieldFuser.verdict(of: frame, for: .holder) != nil) == isTold)
    }

    @Test func aSignThatIsSeenAndMissedDoesNotHinder() throws {
        let apart = try Self.reading("J MARSH", .holder, sure: 0.999)
        let joined = try Self.reading("JMARSH", .holder, sure: 0.999)
        #expect(Self.fuser([apart, apart, joined], .holder).verdict?.text == "J MARSH")
        #expect(Self.fuser([joined, joined, apart], .holder).verdict?.text == "JMARSH")
        let point = try Self.reading("J. MARSH", .holder, sure: 0.999)
        #expect(Self.fuser([point, point, apart], .holder).verdict?.text == "J. MARSH")
    }

    @Test func whatWasCutOutBesideADateDoesNotHinder() throws {
        let frames = try ["07/28", "407/28", "07/2855"].map { try Self.reading($0) }
        #expect(Self.fuser(frames).verdict?.text == "07/28")
    }

    @Test func onceDecidedItStays() throws {
        let frame = try Self.reading("07/28")
        let other = try Self.reading("11/30", sure: 0.999)
        let fuser = Self.fuser([frame, frame, other, other, other])
        #expect(fuser.verdict?.text == "07/28")
        #expect(fuser.isSettled)
    }

    @Test func framesOfLongAgoAreForgotten() throws {
        let poor = try (0..<8).map { try Self.reading("0\($0 + 1)/4\($0)", sure: 0.9) }
        let good = try Self.reading("07/28", sure: 0.999)
        let fuser = Self.fuser(poor + Array(repeating: good, count: 6))
        #expect(fuser.verdict?.text == "07/28")
    }

    @Test(arguments: [
        (CardField.expiry, "1325"), (.expiry, "7/28"), (.expiry, ""), (.holder, "VALID THRU"), (.holder, ""),
    ])
    func whatIsNoSuchFieldIsNeverTold(_ field: CardField, text: String) throws {
        let frame = try Self.reading(text, field, sure: 0.999)
        #expect(Self.fuser([frame, frame, frame, frame], field).verdict == nil)
    }

    @Test func aPrintedTextThatIsNoDateIsTold() throws {
        let frame = try Self.reading("88/88")
        #expect(Self.fuser([frame, frame]).verdict?.text == "88/88")
    }

    @Test func aDateThatThereIsNotIsRatherMisread() throws {
        let frame = try Self.reading("17/28")
        #expect(Self.fuser([frame, frame]).verdict == nil)
        #expect(Self.fuser([frame, frame, frame]).verdict?.text == "17/28", "but it may be printed")
        let clear = try Self.reading("11/28")
        let doubtful = try Self.reading("11/28", doubts: [1: "7"])
        #expect(Self.fuser([doubtful, doubtful, doubtful, doubtful, clear, clear]).verdict?.text == "11/28")
    }

    @Test func onePictureTellsADateSoonerThanWhatIsNone() throws {
        let date = try #require(FieldFuser.verdict(of: Self.reading("11/28", doubts: [1: "7"]), for: .expiry))
        #expect(date.text == "11/28" && date.confidence > 0.8)
        let none = try #require(FieldFuser.verdict(of: Self.reading("17/28"), for: .expiry))
        #expect(none.confidence < 0.5)
        let specimen = try #require(FieldFuser.verdict(of: Self.reading("88/88"), for: .expiry))
        #expect(specimen.confidence > 0.9)
    }

    @Test func aFieldThatIsNotThereIsNotWaitedFor() throws {
        let without = [TextReading?](repeating: nil, count: 3)
        #expect(!Self.fuser(Array(without.dropLast())).isSettled)
        #expect(Self.fuser(without).isSettled)
        #expect(Self.fuser(without).verdict == nil)
        #expect(!Self.fuser([try Self.reading("07/28")] + without).isSettled, "it was seen once")
    }
}
