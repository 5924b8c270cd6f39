import Codecs
import Frames
import Glibc
import Testing

@testable import Capture

/// All frames of a source.
func frames(_ source: any FrameSource) throws -> [CapturedFrame] {
    var result: [CapturedFrame] = []
    while let frame = try source.next() { result.append(frame) }
    return result
}

/// The code of the failure that `body` ends with.
func failure(_ body: () throws -> Void) -> CaptureFailure.Code? {
    do {
        try body()
        return nil
    } catch {
        return (error as? CaptureFailure)?.code
    }
}

@Suite struct FileSourceTests {
    private let folder = TestFolder()

    @Test func namesAreInNaturalOrder() {
        let names = ["f10.jpg", "f2.jpg", "f1.jpg", "a100b2", "a100b10", "a99b3", "f02.jpg", "f"]
        #expect(
            names.sorted(by: NaturalOrder.precedes)
                == ["a99b3", "a100b2", "a100b10", "f", "f1.jpg", "f02.jpg", "f2.jpg", "f10.jpg"])
    }

    @Test func playsAFolder() throws {
        folder.write("f10.jpg", try jpeg(8, 8))
        folder.write("f9.JPG", try jpeg(16, 8))
        folder.write("f11.jpg", Array("not a picture".utf8))
        folder.write("notes.txt", [1])
        folder.write(".hidden.jpg", [1])
        folder.write("f12.jpg", [])
        folder.write("f13.jpg", try jpeg(8, 8))
        let source = try SourceOpener.open(path: folder.path, fps: 10)
        #expect(source.description.kind == .folder && source.description.width == 16 && source.description.fps == 10)
        #expect(source.description.frameCount == 5)
        let played = try frames(source)
        #expect(played.map(\.image.width) == [16, 8, 1, 8])
        // An empty file is a gap; one that is no picture is the decoder's to count.
        #expect(played.map(\.sequence) == [0, 1, 2, 4])
        #expect(played.map(\.time) == [.zero, .milliseconds(100), .milliseconds(200), .milliseconds(400)])
        #expect(throws: DecodeFailure.self) { try FrameDecoder().decode(played[2]) }
    }

    @Test func namesWhatIsWrongWithAFolder() {
        #expect(failure { _ = try SourceOpener.open(path: folder.path) } == .emptyFolder)
        #expect(failure { _ = try SourceOpener.open(path: folder.path + "/none") } == .cannotOpen)
        #expect(failure { _ = try FolderSource(path: folder.path, fps: 0) } == .badOption)
        #expect(failure { _ = try FolderSource(path: folder.path, fps: .nan) } == .badOption)
    }

    @Test func playsOnePicture() throws {
        let source = try SourceOpener.open(path: folder.write("card.jpg", try jpeg(24, 16)))
        #expect(source.description.kind == .still && source.description.name == "card.jpg")
        #expect(try frames(source).map(\.image.height) == [16])
        let text = folder.write("text.jpg", Array("hello".utf8))
        #expect(failure { _ = try SourceOpener.open(path: text) } == .badStream)
    }

    @Test func splitsMJPEGByMarkers() throws {
        let pictures = try [jpeg(8, 8), jpeg(16, 8), jpeg(8, 24)]
        // A thumbnail in a segment holds markers of its own, which end nothing.
        let thumbnail: [UInt8] = [0xFF, 0xE2, 0, 8, 0xFF, 0xD8, 0xFF, 0xD9, 0xFF, 0xD8]
        let second = pictures[1][..<2] + thumbnail + pictures[1][2...]
        let garbage: [UInt8] = [0, 0xFF, 0xD8, 0, 0xFF, 0xD9, 0xFF]
        let file = folder.write("film.mjpeg", garbage + pictures[0] + garbage + second + pictures[2])
        let source = try SourceOpener.open(path: file)
        #expect(source.description.kind == .mjpeg && source.description.width == 8)
        let played = try frames(source)
        #expect(played.map(\.image.bytes) == [pictures[0], Array(second), pictures[2]])
        #expect(played.map(\.image.height) == [8, 8, 24])
        #expect(played.map(\.sequence) == [0, 1, 2])
        #expect(played[2].time == .microseconds(66_667))
    }

    @Test func aCutMJPEGFrameCostsNoOther() throws {
        let good = try jpeg(32, 32)
        let cut = Array(good.dropLast(20))
        let played = try frames(MJPEGSource(path: folder.write("cut.mjpeg", good + cut + good + cut)))
        #expect(played.map(\.image.bytes) == [good, cut, good, cut])
        #expect(throws: DecodeFailure.self) { try FrameDecoder().decode(played[1]) }
    }

    @Test func anMJPEGFrameHasALimit() throws {
        let good = try jpeg(8, 8)
        let endless = good.dropLast(2) + [UInt8](repeating: 0x55, count: 1_000_000)
        let stream = try ByteStream(path: folder.write("long.mjpeg", endless + good))
        var splitter = MJPEGSplitter(stream: stream, limit: 100_000)
        #expect(try splitter.next() == .tooLarge)
        #expect(try splitter.next() == .frame(good))
        #expect(try splitter.next() == .end)
    }

    @Test func playsY4M() throws {
        let header = Array("YUV4MPEG2 W3 H2 F25:1 Ip C420jpeg XCOMMENT\n".utf8)
        let frame = Array("FRAME Ix\n".utf8) + [1, 2, 3, 4, 5, 6] + [7, 8] + [9, 10]
        let source = try SourceOpener.open(path: folder.write("film.y4m", header + frame + frame + frame.dropLast()))
        #expect(source.description.format == .nv12 && source.description.fps == 25)
        let played = try frames(source)
        #expect(played.count == 2 && played[1].time == .milliseconds(40))
        #expect(played[0].image.bytes == [1, 2, 3, 0, 4, 5, 6, 0, 7, 9, 8, 10])

        let wide = Array("YUV4MPEG2 W2 H2 C422\nFRAME\n".utf8) + [1, 2, 3, 4, 5, 6, 7, 8]
        let yuyv = try Y4MSource(path: folder.write("wide.y4m", wide), fps: 5)
        #expect(try frames(yuyv).map(\.image.bytes) == [[1, 5, 2, 7, 3, 6, 4, 8]])
        #expect(yuyv.description.fps == 5)
        let odd = Array("YUV4MPEG2 W3 H1 C422\nFRAME\n".utf8) + [1, 2, 3, 4, 5, 6, 7]
        #expect(
            try frames(Y4MSource(path: folder.write("odd.y4m", odd))).map(\.image.bytes)
                == [[1, 4, 2, 6, 3, 5, 3, 7]])
        let grey = Array("YUV4MPEG2 W2 H1 Cmono\nFRAME\n".utf8) + [1, 2]
        #expect(try frames(Y4MSource(path: folder.write("grey.y4m", grey))).map(\.image.bytes) == [[1, 2]])
    }

    @Test(arguments: [
        "W0 H2", "W2", "W60000 H60000", "W2 H2 C444", "W2 H2 C420p10", "W-2 H2", "W99999999999999999999 H2",
    ])
    func refusesY4M(_ words: String) {
        let file = folder.write("bad.y4m", Array("YUV4MPEG2 \(words)\nFRAME\n".utf8))
        #expect(failure { _ = try SourceOpener.open(path: file) } == .badStream)
    }

    @Test func aBrokenY4MSaysSo() throws {
        let film = Array("YUV4MPEG2 W2 H1 Cmono\nFRAME\n".utf8) + [1, 2] + Array("FRUME\n".utf8)
        let source = try Y4MSource(path: folder.write("broken.y4m", film))
        #expect(try source.next() != nil)
        #expect(failure { _ = try source.next() } == .badStream)
    }
}
