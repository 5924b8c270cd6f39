import Foundation
import TestSupport
import Testing

/// Replays of recordings, from the outside.
@Suite struct ReplayCommandTests {
    private let recording = Program.recording("embossed-silver")
    private let files: Files

    init() throws { files = try Files() }

    /// The recording's number, whole.
    private func number() throws -> String {
        let truth = try JSONValue(Data(contentsOf: URL(filePath: recording).appending(path: "truth.json")))
        guard case .array(let cards)? = truth["cards"] else { return "" }
        return try #require(cards.first?["number"]?.text)
    }

    @Test func aReplayIsMaskedAndTheSameEachTime() throws {
        let first = try Program.run("replay", recording, "--frames")
        #expect(first.status == 0)
        let schema = try JSONSchema.events()
        let events = try first.events()
        for event in events { #expect(schema.complaints(about: event).isEmpty) }
        let names = events.compactMap { $0["event"]?.text }
        #expect(names.first == "started")
        #expect(names.last == "ended")
        let results = events.filter { $0["event"]?.text == "result" }
        #expect(results.count == 1)
        let number = try number()
        #expect(results.first?["number"]?.text == number.prefix(6) + "******" + number.suffix(4))
        #expect(results.first?["crops"]?["card"]?["jpeg"] != nil)
        // Neither the whole number nor its hidden part, with --frames, nowhere.
        let hidden = String(number.dropFirst(6).dropLast(4))
        #expect(!String(decoding: first.output, as: UTF8.self).contains(number))
        #expect(!events.contains { $0["number"]?.text?.contains(hidden) == true })
        #expect(!first.errors.contains(hidden))

        let second = try Program.run("replay", recording, "--frames", "--threads", "2")
        #expect(second.output == first.output)
    }

    @Test func theFirstResultCanBeTheEnd() throws {
        let outcome = try Program.run("replay", recording, "--once", "--number", "full", "--crops", "none")
        #expect(outcome.status == 0)
        let events = try outcome.events()
        #expect(events.last?["reason"]?.text == "once")
        #expect(events.dropLast().last?["number"]?.text == (try number()))
        #expect(events.dropLast().last?["crops"] == nil)
    }

    @Test func aTimeoutWithoutAResultExitsWithFour() throws {
        let outcome = try Program.run("replay", "-", "--timeout", "0.05", input: Files.film(frames: 4))
        #expect(outcome.status == 4)
        #expect(try outcome.events().last?["reason"]?.text == "timeout")
        let once = try Program.run("replay", "-", "--once", input: Files.film(frames: 2))
        #expect(once.status == 4)
        #expect(try once.events().last?["reason"]?.text == "finished")
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func signalsEndTheStreamInOrder(signal: Int32) throws {
        let outcome = try Program.interrupted("replay", "-", input: Files.film(frames: 2), by: signal)
        #expect(outcome.status == 0)
        #expect(try outcome.events().last?["event"]?.text == "ended")
        #expect(try outcome.events().last?["reason"]?.text == "stopped")
    }

    @Test func anOutputThatNobodyReadsEndsQuietly() throws {
        let film = try files.write("film.y4m", Files.film(frames: 20))
        let closed = try Program.shell("\"$0\" replay --frames \"$1\" >&-", film)
        #expect(closed.status == 0)
        #expect(closed.errors.isEmpty)
        let gone = try Program.shell("{ \"$0\" replay --frames \"$1\"; echo $? >&2; } | true", film)
        #expect(gone.errors == "0\n")
    }

    @Test func aFullDiskIsTold() throws {
        let film = try files.write("film.y4m", Files.film(frames: 2))
        let outcome = try Program.shell("\"$0\" replay \"$1\" >/dev/full", film)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("cannot write events: No space left on device"))
    }

    @Test func cropsThatCannotBeStoredCostNothingElse() throws {
        let outcome = try Program.run("replay", recording, "--once", "--crops-dir", "/proc/no-such-folder")
        #expect(outcome.status == 0)
        #expect(try outcome.events().contains { $0["event"]?.text == "result" && $0["crops"] == nil })
        #expect(outcome.errors.hasPrefix("cardcam: warning: cannot write crops to /proc/no-such-folder: "))
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }

    @Test func framesThatChangeTheirSizeAndDamagedOnesCostNothingElse() throws {
        var stream: [UInt8] = []
        for frame in 8..<16 {
            let name = "frames/0000" + (frame < 10 ? "0" : "") + "\(frame).jpg"
            let file = URL(filePath: recording).appending(path: name)
            let bytes = [UInt8](try Data(contentsOf: file))
            stream += bytes
            if frame == 9 { stream += try Files.blankJPEG(width: 200, height: 300) }
            if frame == 10 { stream += bytes.prefix(bytes.count / 2) + [0xFF, 0xD9] }
        }
        let outcome = try Program.run("replay", try files.write("mixed.mjpeg", stream), "--crops", "none")
        #expect(outcome.status == 0)
        let events = try outcome.events()
        #expect(events.count { $0["event"]?.text == "result" } == 1)
        let ended = try #require(events.last)
        #expect(ended["frames"] == .number(10))
        #expect(ended["dropped"]?["damaged"] == .number(1))
    }

    @Test func aFullDiskCostsTheCropThatDoesNotFit() throws {
        let crops = files.folder.appending(path: "crops").path
        // A limit on the size of files, 8 KiB here, stands in for the disk's end.
        let outcome = try Program.shell(
            "ulimit -f 16; exec \"$0\" \"$@\"", "read", recording + "/frames/000015.jpg", "--crops-dir", crops)
        #expect(outcome.status == 0)
        let reading = try #require(try outcome.events().first)
        #expect(reading["crops"]?["number"]?["path"] != nil)
        #expect(reading["crops"]?["card"] == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: crops) == ["1-number.jpg"])
        #expect(outcome.errors.hasPrefix("cardcam: warning: cannot write crops to \(crops): "))
    }

    @Test func aFrameOfARecordingCanBeRead() throws {
        let frame = recording + "/frames/000015.jpg"
        let crops = files.folder.appending(path: "crops").path
        let outcome = try Program.run("read", frame, "--crops-dir", crops)
        #expect(outcome.status == 0)
        let reading = try #require(try outcome.events().first)
        #expect(try JSONSchema.events().complaints(about: reading).isEmpty)
        let number = try number()
        #expect(reading["number"]?.text == number.prefix(6) + "******" + number.suffix(4))
        #expect(reading["crops"]?["number"]?["path"]?.text == "\(crops)/1-number.jpg")
    }

    /// The pipe that it reads from stays open and gives nothing more.
    @Test func aClosedOutputEndsItAlsoWhileNothingIsSaid() throws {
        let outcome = try Program.shell(
            """
            pipe=$(mktemp -u); mkfifo "$pipe"; exec 3<>"$pipe"; rm "$pipe"
            cat "$1" "$1" >&3 &
            (timeout 20 "$0" replay --crops none - <&3; echo "status $?" >&2) | head -n 1
            """, "\(recording)/frames/000000.jpg")
        #expect(try outcome.events().map { $0["event"]?.text } == ["started"])
        #expect(outcome.errors.contains("status 0"))
    }
}
