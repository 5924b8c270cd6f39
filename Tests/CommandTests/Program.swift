import Foundation
import TestSupport

/// The built program, run as a user would run it.
struct Program {
    /// What a run left behind.
    struct Outcome {
        var status: Int32
        var output: Data
        var errors: String

        /// The events, line by line.
        func events() throws -> [JSONValue] { try output.split(separator: 0x0A).map { try JSONValue($0) } }
    }

    /// The package's folder.
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A recording of this repository.
    static func recording(_ name: String) -> String { package.appending(path: "Recordings/\(name)").path }

    /// Whether there is an ffmpeg to make videos with.
    static let hasFFmpeg = FileManager.default.isExecutableFile(atPath: "/usr/bin/ffmpeg")

    /// The program.
    private static var path: String { path(of: "cardcam") }

    /// Programs stand beside the tests.
    private static func path(of name: String) -> String {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let besideTests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let besideRunner = URL(filePath: tests).deletingLastPathComponent()
        return [besideTests, besideRunner, package.appending(path: ".build/debug")]
            .map { $0.appending(path: name).path }
            .first { FileManager.default.isExecutableFile(atPath: $0) } ?? name
    }

    /// Runs the program to its end.
    static func run(_ arguments: String..., input: Data = Data()) throws -> Outcome {
        try run(executable: path, arguments, input: input)
    }

    /// Runs the program with arguments that are made elsewhere.
    static func run(all arguments: [String]) throws -> Outcome {
        try run(executable: path, arguments, input: Data())
    }

    /// Runs one of the examples to its end.
    static func run(example name: String, _ arguments: [String]) throws -> Outcome {
        try run(executable: path(of: name), arguments, input: Data())
    }

    /// Runs a shell command line in which `$0` is the program.
    static func shell(_ command: String, _ arguments: String...) throws -> Outcome {
        try run(executable: "/bin/sh", ["-c", command, path] + arguments, input: Data())
    }

    /// Runs the program with standard error on a terminal, and with standard output too where that is asked for; gives
    /// what was written to the terminal as its errors.
    static func run(on terminal: PseudoTerminal, all arguments: [String], withOutput: Bool = false) throws -> Outcome {
        let process = Process()
        let output = Pipe()
        (process.executableURL, process.arguments) = (URL(filePath: path), arguments)
        process.standardInput = FileHandle.nullDevice
        process.standardError = terminal.slave
        if withOutput { process.standardOutput = terminal.slave } else { process.standardOutput = output }
        try process.run()
        if withOutput { try output.fileHandleForWriting.close() }
        let lines = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, output: lines, errors: try terminal.text())
    }

    /// Starts the program with an input that stays open, waits for its first line, and sends a signal.
    static func interrupted(_ arguments: String..., input: Data, by signal: Int32) throws -> Outcome {
        let process = Process()
        let (output, errors, stdin) = (Pipe(), Pipe(), Pipe())
        (process.executableURL, process.arguments) = (URL(filePath: path), arguments)
        (process.standardOutput, process.standardError, process.standardInput) = (output, errors, stdin)
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: input)
        let first = output.fileHandleForReading.availableData
        kill(process.processIdentifier, signal)
        let rest = output.fileHandleForReading.readDataToEndOfFile()
        let text = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try stdin.fileHandleForWriting.close()
        return Outcome(
            status: process.terminationStatus, output: first + rest, errors: String(decoding: text, as: UTF8.self))
    }

    private static func run(executable: String, _ arguments: [String], input: Data) throws -> Outcome {
        let process = Process()
        let folder = FileManager.default.temporaryDirectory.appending(path: "cardcam-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Files cannot fill up as pipes can, so nobody needs to read meanwhile.
        let handles = try ["in", "out", "err"].map { name in
            let file = folder.appending(path: name)
            try (name == "in" ? input : Data()).write(to: file)
            return try FileHandle(forUpdating: file)
        }
        (process.executableURL, process.arguments) = (URL(filePath: executable), arguments)
        (process.standardInput, process.standardOutput, process.standardError) = (handles[0], handles[1], handles[2])
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: try Data(contentsOf: folder.appending(path: "out")),
            errors: String(decoding: try Data(contentsOf: folder.appending(path: "err")), as: UTF8.self))
    }
}
