import Foundation
import TestSupport
import Testing

/// `--issuers`, from the outside.
@Suite struct IssuerCommandTests {
    private let recording = Program.recording("flat-print")
    private let files: Files

    init() throws { files = try Files() }

    @Test func anOperatorsRowWinsOverTheBuiltInTable() throws {
        let before = try result(of: Program.run("replay", recording, "--once", "--crops", "none"))
        let prefix = try #require(before["number"]?.text?.prefix(6))
        let rows = "prefix,code,name,name_en,card_type,card_name\n\(prefix),12345678,试行,Test Bank,prepaid,试卡\n"
        let own = try files.write("own.csv", rows.utf8)
        let after = try result(of: Program.run("replay", recording, "--once", "--crops", "none", "--issuers", own))
        #expect(after["number"] == before["number"])
        #expect(after["issuer"]?["code"]?.text == "12345678")
        #expect(after["issuer"]?["name"]?.text == "试行")
        #expect(after["issuer"]?["name_en"]?.text == "Test Bank")
        #expect(after["card_type"]?.text == "prepaid")
        #expect(after["card_name"]?.text == "试卡")
        #expect(before["card_name"]?.text != "试卡")
    }

    @Test func aWrongRowIsOneLineWithFileAndLine() throws {
        let own = try files.write("own.csv", "prefix,name\n620000,A\n62000x,B\n".utf8)
        for arguments in [["replay", recording], ["read", "none.jpg"]] {
            let outcome = try Program.run(all: arguments + ["--issuers", own])
            #expect(outcome.status == 1)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors == "cardcam: \(own):3: prefix must be 2 to 12 digits\n")
        }
    }

    @Test func aMissingFileIsNamed() throws {
        let outcome = try Program.run("read", "none.jpg", "--issuers", "/no/such/file.csv")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("/no/such/file.csv"))
    }

    private func result(of outcome: Program.Outcome) throws -> JSONValue {
        try #require(try outcome.events().first { $0["event"]?.text == "result" })
    }
}
