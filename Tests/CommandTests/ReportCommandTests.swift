import Foundation
import TestSupport
import Testing

/// `replay --report`, from the outside.
@Suite struct ReportCommandTests {
    private let recording = Program.recording("tilted")
    private let files: Files

    init() throws { files = try Files() }

    /// The page without its milliseconds.
    private func page(_ path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8)
            .replacing(#/<section id="milliseconds">.*?<\/section>/#.dotMatchesNewlines(), with: "")
    }

    @Test func isTheSameEachTimeAndChangesNoEvent() throws {
        let folder = files.folder.path
        let (one, two) = (folder + "/1.html", folder + "/2.html")
        let first = try Program.run("replay", recording, "--once", "--report", one)
        #expect(first.status == 0 && first.errors.isEmpty)
        let second = try Program.run("replay", recording, "--once", "--report", two, "--frames", "--threads", "2")
        #expect(second.status == 0)
        #expect(first.output == (try Program.run("replay", recording, "--once")).output)
        #expect(second.output == (try Program.run("replay", recording, "--once", "--frames")).output)
        #expect(try page(one) == page(two))
        let attributes = try FileManager.default.attributesOfItem(atPath: one)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["1.html", "2.html"])
    }

    @Test func holdsNoMoreOfANumberThanIsAskedFor() throws {
        let truth = try JSONValue(Data(contentsOf: URL(filePath: recording).appending(path: "truth.json")))
        guard case .array(let cards)? = truth["cards"] else { throw CocoaError(.fileReadCorruptFile) }
        let number = try #require(cards.first?["number"]?.text)
        let file = files.folder.path + "/page.html"
        for (policy, shown) in [("masked", number.prefix(6) + "••••••" + number.suffix(4)), ("full", number[...])] {
            let outcome = try Program.run(
                "replay", recording, "--once", "--report", file, "--number", policy, "--crops", "none")
            #expect(outcome.status == 0)
            let cells = try page(file).matches(of: #/<td class="s\d[^"]*">(.)<\/td>/#).map { String($0.1) }
            #expect(cells.suffix(16).joined() == shown)
            #expect(try page(file).filter(\.isNumber).contains(number.dropFirst(6).dropLast(4)) == (policy == "full"))
            #expect(try !page(file).contains("<img"))
        }
    }

    @Test func aFileThatCannotBeWrittenIsOneLineBeforeTheWork() throws {
        let pipe = files.folder.path + "/pipe"
        _ = try Program.shell("mkfifo \"$1\"", pipe)
        for file in ["/no/such/folder/page.html", files.folder.path, pipe] {
            let outcome = try Program.run("replay", recording, "--report", file)
            #expect(outcome.status == 1)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.hasPrefix("cardcam: cannot write the report to \(file): "))
            #expect(outcome.errors.split(separator: "\n").count == 1)
        }
    }

    @Test func aFullDiskIsTold() throws {
        let file = files.folder.appending(path: "page.html").path
        // A limit on the size of files, 8 KiB here, stands in for the disk's end.
        let outcome = try Program.shell(
            "ulimit -f 16; exec \"$0\" \"$@\"", "replay", recording, "--once", "--crops", "none", "--report", file)
        #expect(outcome.status == 1)
        #expect(outcome.errors.hasPrefix("cardcam: cannot write the report to \(file): "))
        #expect(try FileManager.default.contentsOfDirectory(atPath: files.folder.path).isEmpty)
    }

    @Test func aSourceThatFailsLeavesNoFile() throws {
        let outcome = try Program.run("replay", "/no/such/recording", "--report", files.folder.path + "/page.html")
        #expect(outcome.status == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: files.folder.path).isEmpty)
    }
}
