import Foundation
import TestSupport
import Testing

/// `cardcam record` from what is no camera: the same for everyone, and nothing of a camera's is needed.
@Suite struct RecordCommandTests {
    private let files: Files
    private var folder: String { files.folder.path + "/recorded" }

    init() throws { files = try Files() }

    private func manifest() throws -> JSONValue {
        try JSONValue(Data(contentsOf: URL(filePath: folder + "/recording.json")))
    }

    private func frames() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder + "/frames").sorted()
    }

    @Test func aFilmFromAPipeBecomesARecordingThatIsReplayedAlike() throws {
        let film = Files.film(frames: 12)
        let outcome = try Program.run("record", "-o", folder, "--seconds", "0.3", "-", input: film)
        #expect(outcome.status == 0)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("it will hold images of bank cards, keep it private"))
        #expect(outcome.errors.hasSuffix("cardcam: recorded 9 frames\n"))
        #expect(try frames() == (0..<9).map { "00000\($0).grey" })
        #expect(try manifest()["format"]?.text == "grey")
        // On which day a film was made is not known.
        #expect(try manifest()["date"] == nil)
        let permissions = try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions]
        #expect(permissions as? Int == 0o700)

        let events = try Program.run("replay", folder, "--frames").events()
        let original = try Program.run("replay", "-", "--frames", input: film).events()
        #expect(Array(events.dropFirst().dropLast()) == Array(original.dropFirst().prefix(events.count - 2)))
    }

    @Test func picturesAreCompressedIfThatIsWanted() throws {
        let outcome = try Program.run("record", "-q", "-o", folder, "--jpeg", "95", "-", input: Files.film(frames: 2))
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(try frames() == ["000000.jpg", "000001.jpg"])
        #expect(try manifest()["format"]?.text == "mjpeg")
        #expect(try Program.run("replay", folder).events().last?["frames"] == .number(2))
    }

    @Test func aRecordingKeepsItsDayAndItsPictures() throws {
        let recording = Program.recording("flat-print")
        let outcome = try Program.run("record", "-q", "-o", folder, "--seconds", "0.2", recording)
        #expect(outcome.status == 0)
        let original = try JSONValue(Data(contentsOf: URL(filePath: recording + "/recording.json")))
        #expect(try manifest()["date"] == original["date"])
        for frame in try frames() {
            let (a, b) = (folder + "/frames/" + frame, recording + "/frames/" + frame)
            #expect(FileManager.default.contentsEqual(atPath: a, andPath: b))
        }
    }

    @Test func aRecordingIsNotOverwritten() throws {
        let film = Files.film(frames: 2)
        _ = try Program.run("record", "-q", "-o", folder, "-", input: film)
        let again = try Program.run("record", "-o", folder, "-", input: film)
        #expect(again.status == 1)
        #expect(again.errors == "cardcam: \(folder): holds a recording already\n")
    }

    /// A camera that sends nothing is waited for longer than a signal is.
    @Test func aSignalKeepsWhatWasRecordedThoughNoFrameComesAnyMore() throws {
        let film = try files.write("film.y4m", Files.film(frames: 2))
        let outcome = try Program.shell(
            """
            mkfifo "$1.pipe"; exec 3<>"$1.pipe"
            cat "$1" >&3 &
            "$0" record -q -o "$2" - <&3 & recorder=$!
            for i in $(seq 100); do [ -e "$2/frames/000001.grey" ] && break; sleep 0.1; done
            kill -TERM $recorder; wait $recorder; echo $? >&2
            """, film, folder)
        #expect(outcome.errors == "0\n")
        #expect(try Program.run("replay", folder).events().last?["frames"] == .number(2))
    }

    @Test func whatHoldsNoPictureIsTold() throws {
        let outcome = try Program.run("record", "-q", "-o", folder, "-", input: Files.film(frames: 0))
        #expect(outcome.status == 1)
        #expect(outcome.errors == "cardcam: -: holds no whole picture\n")
    }

    /// Any video, through ffmpeg: it makes one, and another of it in a format that nobody here reads.
    @Test(.enabled(if: Program.hasFFmpeg)) func aVideoBecomesARecording() throws {
        let video = files.folder.path + "/card.mkv"
        let frames = Program.recording("embossed-silver") + "/frames/%06d.jpg"
        let outcome = try Program.shell(
            """
            set -e
            ffmpeg -v error -framerate 12 -i "$2" -c:v mpeg4 -q:v 2 "$1"
            ffmpeg -v error -i "$1" -f yuv4mpegpipe -pix_fmt yuv420p - | "$0" record -q --jpeg 95 -o "$3" -
            "$0" replay --crops none "$3"
            """, video, frames, folder)
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let truth = try JSONValue(
            Data(contentsOf: URL(filePath: Program.recording("embossed-silver") + "/truth.json")))
        guard case .array(let cards)? = truth["cards"] else { throw CocoaError(.fileReadCorruptFile) }
        let number = try #require(cards.first?["number"]?.text)
        let results = try outcome.events().filter { $0["event"]?.text == "result" }
        #expect(results.map { $0["number"]?.text } == [number.prefix(6) + "******" + number.suffix(4)])
        #expect(try outcome.events().last?["frames"] == .number(29))
    }
}
