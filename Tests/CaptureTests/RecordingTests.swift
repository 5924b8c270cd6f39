import Frames
import Testing

@testable import Capture

@Suite struct RecordingTests {
    private let folder = TestFolder()

    private func write(
        _ frames: String, size: String = #""width":8,"height":8"#, format: String = "mjpeg", schema: Int = 1,
        more: String = ""
    ) {
        let json = #"{"schema":\#(schema),\#(size),"format":"\#(format)",\#(more)"frames":[\#(frames)]}"#
        folder.write("recording.json", Array(json.utf8))
    }

    private func message() -> String? {
        do throws(CaptureFailure) {
            _ = try RecordingSource(path: folder.path)
            return nil
        } catch {
            return error.code == .badRecording ? error.message : "\(error.code)"
        }
    }

    @Test func playsFramesAtTheirTimes() throws {
        let picture = try jpeg(8, 8)
        folder.write("frames/a.jpg", picture)
        folder.write("frames/c.jpg", Array(picture.dropLast(30)))
        write(
            """
            {"file":"frames/a.jpg","time":0.5},{"file":"frames/b.jpg","time":0.6},{"file":"frames/c.jpg","time":1.5}
            """, more: #""date":"2024-02-29","provenance":"rendered","#)
        let source = try RecordingSource(path: folder.path)
        #expect(source.date == "2024-02-29" && source.provenance == "rendered")
        #expect(source.description.kind == .recording && source.description.fps == 2)
        #expect(source.description.frameCount == 3)
        let played = try frames(source)
        // The file that is missing is a gap; the cut one is the decoder's to count.
        #expect(played.map(\.sequence) == [0, 2])
        #expect(played.map(\.time) == [.milliseconds(500), .milliseconds(1500)])
        #expect(played[0].image.bytes == picture)
    }

    @Test func playsRawFrames() throws {
        folder.write("0.yuyv", [1, 2, 3, 4])
        folder.write("1.yuyv", [1, 2])
        write(
            #"{"file":"0.yuyv","time":0},{"file":"1.yuyv","time":1}"#, size: #""width":2,"height":1"#, format: "yuyv")
        #expect(try frames(SourceOpener.open(path: folder.path)).map(\.image.bytes) == [[1, 2, 3, 4]])
    }

    @Test func namesWhatIsWrong() throws {
        let good = #"{"file":"a.jpg","time":0}"#
        func expect(_ words: String, _ comment: Comment) {
            #expect(message()?.contains(words) == true, comment)
        }
        folder.write("recording.json", Array("{".utf8))
        expect("no valid JSON", "syntax")
        folder.write("recording.json", Array(#"{"schema":1}"#.utf8))
        expect("is missing", "fields")
        write(good, size: #""width":"8","height":8"#)
        expect("width is of the wrong type", "type")
        write(good, schema: 2)
        expect("schema 2", "schema")
        write(good, size: #""width":60000,"height":60000"#)
        expect("60000x60000", "size")
        write(good, format: "rgb")
        expect("format must be", "format")
        write(good, more: #""date":"yesterday","#)
        expect("date must be", "date")
        write("")
        expect("no frames", "frames")
        for path in ["../a.jpg", "/etc/passwd", "frames/../../a.jpg", "", "a//b.jpg"] {
            write(#"{"file":"\#(path)","time":0}"#)
            expect("not inside", "\(path)")
        }
        write(#"{"file":"a.jpg","time":1},{"file":"a.jpg","time":0.5}"#)
        expect("frame 1 runs backwards", "order")
        write(#"{"file":"a.jpg","time":-1}"#)
        expect("frame 0 runs backwards", "negative")
    }

    @Test func followsNoLinkOutOfTheFolder() throws {
        let other = TestFolder()
        let target = other.write("secret.jpg", try jpeg(8, 8))
        try folder.link("a.jpg", to: target)
        write(#"{"file":"a.jpg","time":0}"#)
        #expect(try frames(RecordingSource(path: folder.path)).isEmpty)
    }

    @Test func writesWhatItReads() throws {
        let pictures = try [jpeg(8, 8), jpeg(8, 8, shade: 10)]
        let path = folder.path + "/new"
        let writer = try RecordingWriter(folder: path, date: "2026-01-02", source: "/dev/video9")
        for (index, picture) in pictures.enumerated() {
            let image = try #require(PixelBuffer(format: .mjpeg, width: 8, height: 8, bytes: picture))
            try writer.append(CapturedFrame(image: image, sequence: index * 2, time: .milliseconds(700 + 250 * index)))
        }
        #expect(failure { _ = try RecordingSource(path: path) } == .cannotOpen, "not finished yet")
        try writer.finish()
        #expect(writer.count == 2)
        let source = try RecordingSource(path: path)
        let played = try frames(source)
        #expect(played.map(\.image.bytes) == pictures && played.map(\.time) == [.zero, .milliseconds(250)])
        #expect(source.date == "2026-01-02" && source.provenance?.contains("/dev/video9") == true)
        #expect(source.provenance?.contains("images of bank cards") == true)
        #expect(folder.mode("new") == 0o700 && folder.mode("new/frames") == 0o700)
        #expect(folder.mode("new/recording.json") == 0o600 && folder.mode("new/frames/000000.jpg") == 0o600)
        #expect(failure { _ = try RecordingWriter(folder: path, date: nil, source: "x") } == .cannotWrite)
    }

    @Test func keepsThePaddingOfRows() throws {
        let image = try #require(
            PixelBuffer(format: .grey, width: 2, height: 2, rowStride: 4, bytes: [1, 2, 0, 0, 3, 4, 0, 0]))
        let writer = try RecordingWriter(folder: folder.path + "/raw", date: nil, source: "x")
        try writer.append(CapturedFrame(image: image, sequence: 0, time: .zero))
        try writer.finish()
        let played = try frames(RecordingSource(path: folder.path + "/raw"))
        #expect(played.first?.image.rowStride == 4 && played.first?.image.bytes == image.bytes)
    }

    @Test func refusesWhatNoCameraDelivers() throws {
        let writer = try RecordingWriter(folder: folder.path + "/rgb", date: nil, source: "x")
        let image = try #require(PixelBuffer(format: .rgb, width: 1, height: 1, bytes: [1, 2, 3]))
        #expect(failure { try writer.append(CapturedFrame(image: image, sequence: 0, time: .zero)) } == .cannotWrite)
        #expect(failure { try writer.finish() } == .cannotWrite)
    }
}
