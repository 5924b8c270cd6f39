import ArgumentParser
import Capture
import Events
import Frames

/// `cardcam devices`: what cameras there are.
struct Devices: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists cameras with their formats, sizes and rates.",
        discussion: """
            Nodes that deliver no pictures are left out. A name in /dev/v4l/by-id stays the same when cameras are \
            plugged in anew.

            Example: cardcam devices --json
            """)

    @Flag(help: "Print one JSON object for each camera.")
    var json = false

    func run() throws {
        let cameras = DeviceList.cameras()
        if cameras.isEmpty { StandardError.write("cardcam: no camera was found: is it plugged in?") }
        for camera in cameras {
            if json { writeJSON(camera) } else { writeText(camera) }
        }
    }

    private func writeText(_ camera: CameraListing) {
        print("\(camera.path)  \(camera.name) (\(camera.bus))")
        if let stableName = camera.stableName { print("    \(stableName)") }
        if let failure = camera.failure { print("    \(failure.message)") }
        for mode in camera.modes {
            let rates = mode.rates.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }.joined(separator: " ")
            let unread = mode.format != nil ? "" : mode.isConvertible ? " (converted)" : " (not read by cardcam)"
            let smallest = mode.smallest.map { "\($0.width)x\($0.height) to " } ?? ""
            print("    \(mode.code) \(smallest)\(mode.width)x\(mode.height)  \(rates)\(unread)")
        }
    }

    private func writeJSON(_ camera: CameraListing) {
        var line = JSONLine()
        line.object { line in
            line.string("path", camera.path)
            line.string("name", camera.name)
            line.string("bus", camera.bus)
            line.string("by_id", camera.stableName)
            line.string("error", camera.failure?.message)
            line.array("modes", camera.modes) { line, mode in
                line.object { line in
                    line.string("code", mode.code)
                    line.string("format", mode.format?.rawValue)
                    line.integer("width", mode.width)
                    line.integer("height", mode.height)
                    line.array("rates", mode.rates) { $0.decimal(nil, $1, places: 3) }
                }
            }
        }
        print(String(decoding: line.bytes, as: UTF8.self))
    }
}
