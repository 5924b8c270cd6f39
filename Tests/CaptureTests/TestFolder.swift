import Codecs
import FoundationEssentials
import Frames
import Glibc

/// A folder of its own for a test; it goes with the object.
final class TestFolder {
    let path: String

    init() {
        path = "/tmp/cardcam-test-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        _ = unsafe mkdir(path, 0o700)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file, and the folder that it stands in; gives its path.
    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) -> String {
        let file = "\(path)/\(name)"
        if let slash = name.lastIndex(of: "/") { _ = unsafe mkdir("\(path)/\(name[..<slash])", 0o700) }
        let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
        _ = close(descriptor)
        return file
    }

    /// Makes a link.
    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
    }

    /// The permissions of a file or folder in it.
    func mode(_ name: String) -> UInt32 {
        var status = stat()
        _ = unsafe stat("\(path)/\(name)", &status)
        return status.st_mode & 0o777
    }
}

/// A JPEG of one colour.
func jpeg(_ width: Int, _ height: Int, shade: UInt8 = 90) throws -> [UInt8] {
    let pixels = [UInt8](repeating: shade, count: width * height * 3)
    return try JPEGEncoder.encode(ColorImage(width: width, height: height, pixels: pixels))
}
