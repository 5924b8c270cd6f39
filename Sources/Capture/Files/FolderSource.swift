internal import Codecs
internal import FoundationEssentials
public import Frames

/// Plays a folder of pictures in natural order.
public final class FolderSource: FrameSource {
    /// What the source is; size and format are those of the first picture that can be read.
    public let description: SourceDescription
    private let files: [String]
    private let rate: FrameRate
    private var index = 0

    /// Opens a folder of JPEG, PNG, BMP or GIF files.
    ///
    /// - Parameter fps: frames a second, more than 0 and at most 1000.
    /// - Throws: `cannotOpen`, or `emptyFolder` where no name ends as a picture's does.
    public init(path: String, fps: Double = 30) throws(CaptureFailure) {
        rate = try FrameRate(fps)
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw .cannotOpen(path, errno: Self.systemError(opening: path))
        }
        files = names.filter(ImageFile.isNamed).sorted(by: NaturalOrder.precedes).map { "\(path)/\($0)" }
        guard !files.isEmpty else {
            throw CaptureFailure(.emptyFolder, "\(path): holds no JPEG, PNG, BMP or GIF pictures")
        }
        let first = files.lazy.compactMap { Self.picture(at: $0) }.first
        description = SourceDescription(
            kind: .folder, name: SourceDescription.name(ofPath: path), format: first?.format ?? .mjpeg,
            width: first?.width ?? 1, height: first?.height ?? 1, fps: fps, frameCount: files.count)
    }

    /// The next picture that can be read.
    public func next() throws(CaptureFailure) -> CapturedFrame? {
        while index < files.count {
            defer { index += 1 }
            if let image = Self.picture(at: files[index]) {
                return CapturedFrame(image: image, sequence: index, time: rate.time(of: index))
            }
        }
        return nil
    }

    /// A picture to decode; bytes that are none are given to the decoder as they are, to be counted as damaged.
    private static func picture(at path: String) -> PixelBuffer? {
        guard let bytes = try? ImageFile.bytes(at: path) else { return nil }
        return (try? StillDecoder.decode(bytes)) ?? .jpeg(bytes)
    }

    private static func systemError(opening path: String) -> Int32 {
        do throws(CaptureFailure) {
            _ = try OpenFile(reading: path)
            return 0
        } catch {
            return error.errno
        }
    }
}
