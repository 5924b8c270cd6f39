/// Opens whatever a path leads to.
public enum SourceOpener {
    /// Opens a recording's folder, a folder of pictures, a Y4M film, JPEGs one after another, or one picture.
    ///
    /// Files are told apart by their first bytes; JPEGs one after another are looked for where the name ends in
    /// `.mjpeg` or `.mjpg`, or on standard input.
    ///
    /// - Parameters:
    ///   - path: `-` is standard input: Y4M or MJPEG.
    ///   - fps: frames a second, instead of a film's own or the usual 30; recordings have times of their own.
    /// - Throws: what is wrong with the path.
    public static func open(path: String, fps: Double? = nil) throws(CaptureFailure) -> sending any FrameSource {
        let usual = fps ?? FrameRate.usual
        if FileSystem.isFolder(path) {
            guard FileSystem.exists("\(path)/\(RecordingManifest.fileName)") else {
                return try FolderSource(path: path, fps: usual)
            }
            return try RecordingSource(path: path)
        }
        let name = SourceDescription.name(ofPath: path)
        var stream = try ByteStream(path: path)
        _ = try stream.fill(to: 10)
        if stream.starts(with: "YUV4MPEG2 ".utf8) {
            return try Y4MSource(stream: stream, name: name, fps: fps)
        }
        if isFilm(path) || path == "-" && stream.starts(with: [0xFF, 0xD8]) {
            return try MJPEGSource(stream: stream, name: name, fps: usual)
        }
        guard path != "-" else {
            throw CaptureFailure(.badStream, "standard input is neither a Y4M film nor JPEG pictures")
        }
        return try StillSource(path: path)
    }

    private static func isFilm(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.hasSuffix(".mjpeg") || name.hasSuffix(".mjpg")
    }
}
