import Hummingbird
import NIOCore

/// A file of the kiosk page, embedded from `Sources/CPages`.
struct PageFile: Sendable {
    private let type: String
    private let bytes: [UInt8]

    private static let files = [
        "/": PageFile(type: "text/html; charset=utf-8", bytes: EmbeddedFiles.kioskHTML),
        "/page/kiosk.css": PageFile(type: "text/css; charset=utf-8", bytes: EmbeddedFiles.kioskCSS),
        "/page/kiosk.js": PageFile(type: script, bytes: EmbeddedFiles.kioskScript),
        "/page/picture.js": PageFile(type: script, bytes: EmbeddedFiles.pictureScript),
        "/page/words.js": PageFile(type: script, bytes: EmbeddedFiles.wordsScript),
    ]
    private static let script = "text/javascript; charset=utf-8"

    /// Nothing from elsewhere, nothing inline, and in nobody's frame. Crops come as data in the events.
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; \
        form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'
        """

    /// The file at a path; `nil` where there is none.
    static func at(_ path: String) -> PageFile? { files[path] }

    /// The file as an answer.
    var response: Response {
        var headers = HTTPFields.ofPage
        headers[.contentType] = type
        headers[.contentSecurityPolicy] = Self.policy
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
