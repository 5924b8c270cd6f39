import CFuzzer
import Foundation

// `CARDCAM_FUZZ_DOOR` names the door, `CARDCAM_FUZZ_SEEDS` a folder for its seeds; arguments go to libFuzzer.
enum Chosen {
    static let environment = ProcessInfo.processInfo.environment
    static let door = environment["CARDCAM_FUZZ_DOOR"].flatMap(Door.init)
}

guard let door = Chosen.door else {
    print(Door.allCases.map(\.rawValue).joined(separator: "\n"))
    exit(1)
}
if let folder = Chosen.environment["CARDCAM_FUZZ_SEEDS"] {
    for (index, seed) in door.seeds.enumerated() {
        try Data(seed).write(to: URL(filePath: folder).appending(path: "seed-\(index)"))
    }
}
exit(
    unsafe CFuzzer_run(CommandLine.argc, CommandLine.unsafeArgv) { start, count in
        Chosen.door?.enter(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
        return 0
    })
