import Foundation
import TestSupport
import Testing

/// The progress of a replay, on a real terminal and away from one.
@Suite struct ProgressTests {
    private let recording = Program.recording("flat-print")
    private let files: Files
    /// Frames without a card, which take little time.
    private let film: String

    init() throws {
        files = try Files()
        film = try files.write("film.y4m", Files.film(frames: 12))
    }

    @Test func aTerminalShowsHowFarItHasComeAndIsLeftClean() throws {
        let outcome = try Program.run(
            on: PseudoTerminal(columns: 100), all: ["replay", recording, "--crops", "none"])
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains(#/\[=*> *\]  \d+ %  \d+ of 29 frames  0 results  \d+ frames/s/#))
        #expect(outcome.errors.contains("  1 result  "))
        // In the end nothing of it is to be seen.
        #expect(PseudoTerminal.screen(outcome.errors) == [""])
        // The events are what they are without it.
        #expect(outcome.output == (try Program.run("replay", recording, "--crops", "none")).output)
    }

    @Test func messagesStandInLinesOfTheirOwn() throws {
        let outcome = try Program.run(
            on: PseudoTerminal(columns: 100),
            all: ["replay", recording, "--once", "--crops-dir", "/proc/no-such-folder"])
        let lines = PseudoTerminal.screen(outcome.errors)
        #expect(lines.count == 2 && lines.last == "")
        #expect(lines[0].hasPrefix("cardcam: warning: cannot write crops to /proc/no-such-folder: "))
        #expect(lines[0].hasSuffix("events go out without them"))
    }

    @Test func eventsOnTheSameTerminalStandInLinesOfTheirOwn() throws {
        let outcome = try Program.run(
            on: PseudoTerminal(columns: 100), all: ["replay", film, "--frames"], withOutput: true)
        #expect(outcome.errors.contains(#/\d+ frames?  0 results  \d+ frames/s/#))
        let lines = PseudoTerminal.screen(outcome.errors)
        #expect(lines.last == "")
        let alone = try Program.run("replay", film, "--frames")
        #expect(lines.dropLast().joined(separator: "\n") + "\n" == String(decoding: alone.output, as: UTF8.self))
    }

    @Test(arguments: [12, 50])
    func aNarrowTerminalIsNotOverrun(columns: UInt16) throws {
        let outcome = try Program.run(on: PseudoTerminal(columns: columns), all: ["replay", film])
        let drawn = outcome.errors.unicodeScalars.split(separator: "\r").map(String.init)
        #expect(drawn.contains { $0.contains("frames") })
        #expect(drawn.allSatisfy { $0.count < Int(columns) })
    }

    @Test func nothingIsShownToOthers() throws {
        let quiet = try Program.run(on: PseudoTerminal(columns: 100), all: ["replay", film, "-q"])
        #expect(quiet.errors.isEmpty)
        let piped = try Program.run("replay", film)
        #expect(piped.errors.isEmpty)
    }
}
