import Foundation
import TestSupport
import Testing

/// Inputs that are not what they should be: one clear line, and the exit code that is documented.
@Suite struct BadInputTests {
    private let files: Files

    init() throws { files = try Files() }

    @Test func sourcesThatCannotBeOpenedExitWithOne() throws {
        let empty = try files.makeFolder("empty")
        let text = try files.write("text.jpg", "this is no picture".utf8)
        let badRecording = try files.makeFolder("recording")
        _ = try files.write("recording/recording.json", "{".utf8)
        for arguments in [
            ["replay", files.folder.path + "/missing"], ["replay", empty], ["replay", text], ["replay", badRecording],
            ["live", "-d", "/dev/no-such-camera"], ["live", "-d", "/dev/null"],
            ["record", "-d", "/dev/no-such-camera", "-o", files.folder.path + "/new"],
        ] {
            let outcome = try Program.run(all: arguments)
            #expect(outcome.status == 1, "\(arguments)")
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.hasPrefix("cardcam: "))
            #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
        }
    }

    @Test func anInputThatIsNoFilmExitsWithOne() throws {
        let outcome = try Program.run("replay", "-", input: Data("this is no film".utf8))
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("standard input"))
    }

    @Test func everyPictureHasAnEventWhateverItIs() throws {
        let blank = try Files.blankJPEG()
        let paths = [
            files.folder.path + "/missing.jpg", files.folder.path,
            try files.write("text.jpg", "this is no picture".utf8), try files.write("empty.jpg", []),
            try files.write("short.jpg", blank.prefix(blank.count / 2)), try files.write("huge.jpg", Files.hugeJPEG),
            try files.write("blank.jpg", blank),
        ]
        let list = try files.write("list.txt", paths.joined(separator: "\n").utf8)
        let outcome = try Program.run("read", "--files-from", list)
        #expect(outcome.status == 1)
        let events = try outcome.events()
        let schema = try JSONSchema.events()
        #expect(events.map { $0["image"]?.text } == paths)
        #expect(events.map { $0["frame"]?.value } == (0..<7).map { Double($0) })
        #expect(events.allSatisfy { schema.complaints(about: $0).isEmpty })
        let codes = events.map { $0["error"]?["code"]?.text }
        #expect(codes == ["cannot_open", "cannot_open", "not_an_image", "not_an_image", "truncated", "too_large", nil])
        // One line for each picture that could not be looked at, and each names it.
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.count == 6)
        for (line, path) in zip(lines, paths) { #expect(line.hasPrefix("cardcam: \(path): ")) }
    }

    @Test func picturesWithoutANumberExitWithFour() throws {
        let outcome = try Program.run("read", "-", input: Data(try Files.blankJPEG()))
        #expect(outcome.status == 4)
        #expect(try outcome.events().map { $0["image"]?.text } == ["-"])
        #expect(outcome.errors.isEmpty)
    }
}
