import Foundation
import Testing

/// The program outside its checkout, laid out as an administrator or a package would.
@Suite struct InstalledTests {
    @Test(arguments: ["bin", "lib", "lib/cardcam"])
    func theRuntimeIsFoundFromWhereTheProgramStands(folder: String) throws {
        let files = try Files()
        _ = try files.makeFolder("bin")
        let picture = try files.write("blank.jpg", Files.blankJPEG())
        let runtime = try files.makeFolder(folder) + "/libonnxruntime.so.1"
        let program = files.folder.appending(path: "bin/cardcam").path
        try FileManager.default.createSymbolicLink(
            atPath: runtime, withDestinationPath: Program.package.appending(path: "lib/libonnxruntime.so.1").path)
        let outcome = try Program.shell(#"cp "$0" "$1" && "$1" read "$2""#, program, picture)
        #expect(outcome.errors == "")
        #expect(outcome.status == 4)
    }
}
