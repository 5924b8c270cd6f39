import CardNumber
import Foundation
import TestSupport
import Testing

@testable import Events

/// Where events and crops go.
@Suite struct WriterTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "cardcam-\(UUID().uuidString)")

    /// Lets `body` write to a pipe and gives the lines that came out of it.
    private func lines(_ options: EncodingOptions, _ body: (EventWriter) -> Void) throws -> [JSONValue] {
        let pipe = Pipe()
        // More than a pipe holds may come, so somebody must read meanwhile.
        let reader = Reader(pipe.fileHandleForReading)
        body(EventWriter(descriptor: pipe.fileHandleForWriting.fileDescriptor, options: options) { reader.warn($0) })
        try pipe.fileHandleForWriting.close()
        return try reader.bytes().split(separator: 0x0A).map { try JSONValue($0) }
    }

    @Test func everyLineWithCropsFitsTheSchema() throws {
        let schema = try JSONSchema.events()
        let lines = try lines(EncodingOptions()) { writer in
            for event in SampleEvents.all { #expect(writer.write(event) == .open) }
        }
        #expect(lines.count == SampleEvents.all.count)
        for line in lines { #expect(schema.complaints(about: line).isEmpty) }
        let crops = lines.compactMap { $0["crops"] }
        #expect(crops.count == 2)
        #expect(crops.allSatisfy { $0["card"]?["jpeg"] != nil && $0["number"]?["jpeg"] != nil })
    }

    @Test func cropsGoToFilesForTheirOwnerAlone() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var options = EncodingOptions()
        options.cropsFolder = folder.path
        let lines = try lines(options) { _ = $0.write(SampleEvents.result()) }
        let path = try #require(lines.first?["crops"]?["card"]?["path"]?.text)
        #expect(path == "\(folder.path)/1-card.jpg")
        #expect(lines.first?["crops"]?["card"]?["jpeg"] == nil)
        for (path, mode) in [(path, 0o600), (folder.path, 0o700)] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect((attributes[.posixPermissions] as? Int) == mode)
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(files == ["1-card.jpg", "1-number.jpg"])
    }

    @Test func aFolderThatCannotBeWrittenCostsTheCropsAlone() throws {
        let warnings = Warnings()
        let pipe = Pipe()
        var options = EncodingOptions()
        options.cropsFolder = "/proc/no-such-folder"
        let writer = EventWriter(descriptor: pipe.fileHandleForWriting.fileDescriptor, options: options) {
            warnings.add($0)
        }
        #expect(writer.write(SampleEvents.result()) == .open)
        #expect(writer.write(SampleEvents.result()) == .open)
        try pipe.fileHandleForWriting.close()
        let lines = pipe.fileHandleForReading.readDataToEndOfFile().split(separator: 0x0A).map { Data($0) }
        #expect(lines.count == 2)
        for line in lines {
            let event = try JSONValue(line)
            #expect(event["crops"] == nil)
            #expect(event["number"]?.text == "411111******1111")
        }
        #expect(warnings.all.count == 1)
        #expect(warnings.all.first?.contains("cannot write crops to /proc/no-such-folder") == true)
    }

    @Test func aReaderThatWentAwayIsNoFailure() throws {
        signal(SIGPIPE, SIG_IGN)
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let writer = EventWriter(descriptor: pipe.fileHandleForWriting.fileDescriptor, options: .init()) { _ in }
        #expect(writer.write(.removed(Removed(at: SampleEvents.at, id: 1))) == .closed)
        #expect(writer.failure == nil)
        #expect(writer.isClosed)
    }

    @Test func aFullDiskIsAFailure() throws {
        let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        let writer = EventWriter(descriptor: full.fileDescriptor, options: .init()) { _ in }
        #expect(writer.write(.removed(Removed(at: SampleEvents.at, id: 1))) == .closed)
        #expect(writer.failure != nil)
    }

    @Test func aClosedWriterWritesNoMore() throws {
        let lines = try lines(EncodingOptions()) { writer in
            writer.close()
            #expect(writer.write(.removed(Removed(at: SampleEvents.at, id: 1))) == .closed)
        }
        #expect(lines.isEmpty)
    }
}
