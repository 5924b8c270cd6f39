import Foundation
import TestSupport
import Testing

/// The examples of the library, run as their first lines say.
@Suite struct ExampleTests {
    private let recording = Program.recording("embossed-silver")

    @Test func aPictureIsReadMasked() throws {
        let outcome = try Program.run(example: "example-still", [recording + "/frames/000015.jpg"])
        let text = String(decoding: outcome.output, as: UTF8.self)
        #expect(outcome.status == 0)
        #expect(text.contains(#/^\d{6}\*{6}\d{4} sure: 0\.\d+, check digit right: true\n/#))
    }

    @Test func framesOfItsOwnSourceGiveOneResult() throws {
        let frames = try FileManager.default.contentsOfDirectory(atPath: recording + "/frames").sorted()
        let outcome = try Program.run(example: "example-frames", frames.map { "\(recording)/frames/\($0)" })
        let lines = String(decoding: outcome.output, as: UTF8.self).split(separator: "\n")
        #expect(lines.count { $0.contains(#/^card 1: \*{12}\d{4}$/#) } == 1)
        #expect(lines.first == "no_card" && lines.last == "remove_card")
    }
}
