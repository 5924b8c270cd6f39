import ArgumentParser
import Logging

/// The program: reads bank cards from cameras, recordings and pictures, and says what it reads as JSON Lines.
@main
struct Cardcam: ParsableCommand {
    /// This release.
    static let release = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "cardcam",
        abstract: "Reads bank cards from cameras, recordings and pictures.",
        discussion: """
            Standard output carries one JSON object a line and nothing else. Numbers are masked, in text and in \
            pictures, unless --number says otherwise.

            Example: cardcam live -d /dev/video0 --once

            Exit: 0 normal end; 1 wrong usage, or a file or device that cannot be opened; 2 failure inside, or a \
            camera lost for good; 4 ended without the result that was asked for.
            """,
        version: release,
        subcommands: [Live.self, Replay.self, Read.self, Record.self, Devices.self])

    /// Runs the command line and exits with a code from ``ExitStatus``.
    static func main() {
        ProcessRules.apply()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as Failure {
            if let message = failure.message { StandardError.write("cardcam: \(message)") }
            ExitStatus.exit(failure.status)
        } catch {
            // Help and the version are asked for; everything else here is wrong usage.
            let isAskedFor = exitCode(for: error) == .success
            if isAskedFor { print(fullMessage(for: error)) } else { StandardError.write(fullMessage(for: error)) }
            ExitStatus.exit(isAskedFor ? .success : .usage)
        }
        ExitStatus.exit(.success)
    }
}
