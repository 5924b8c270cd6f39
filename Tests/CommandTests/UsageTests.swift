import Foundation
import Testing

/// What the program says when it is not used as it should be.
@Suite struct UsageTests {
    @Test(arguments: ["live", "replay", "read", "record", "devices"])
    func everyCommandHasHelpWithAnExample(command: String) throws {
        let outcome = try Program.run(command, "--help")
        #expect(outcome.status == 0)
        #expect(String(decoding: outcome.output, as: UTF8.self).contains("Example: "))
        #expect(outcome.errors.isEmpty)
    }

    @Test func theVersionIsPrinted() throws {
        let outcome = try Program.run("--version")
        #expect(outcome.status == 0)
        #expect(String(decoding: outcome.output, as: UTF8.self).split(separator: ".").count == 3)
    }

    @Test(arguments: [
        ["nonsense"], ["read"], ["replay"], ["record", "-d", "/dev/video0"], ["read", "--crops", "some", "a.jpg"],
        ["replay", "--number", "half", "a"], ["replay", "--timeout", "-1", "a"], ["replay", "--timeout", "nan", "a"],
        ["replay", "--error-rate", "2", "a"], ["replay", "--threads", "0", "a"], ["replay", "--fps", "0", "a"],
        ["replay", "--field-wait", "-1", "a"], ["replay", "--today", "2026-02-30", "a"],
        ["read", "--today", "now", "a"], ["replay", "--report", "-", "a"],
        ["record", "-o", "a", "-d", "/dev/video0", "-"], ["record", "-o", "a", "--jpeg", "0", "-"],
        ["live", "--size", "12"], ["live", "--size", "0x0"], ["live", "--control", "brightness"],
        ["live", "--format", "h264"], ["read", "-v", "-q", "a.jpg"], ["read", "-", "--files-from", "-"],
    ])
    func wrongUsageExitsWithOne(arguments: [String]) throws {
        let outcome = try Program.run(all: arguments)
        #expect(outcome.status == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("Error: "))
    }

    @Test func aWrongRuntimeSaysWhatToDo() throws {
        for runtime in ["/no/such/libonnxruntime.so", "/bin/true"] {
            let outcome = try Program.run("read", "--runtime", runtime, "a.jpg")
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("Tools/setup"))
            #expect(outcome.errors.contains(runtime))
            #expect(outcome.errors.split(separator: "\n").count == 1)
        }
    }

    @Test func missingModelsAreNamed() throws {
        let outcome = try Program.run("read", "--models", "/no/such/folder", "a.jpg")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("/no/such/folder/locator.onnx"))
    }
}
