import CPages

/// The files of `Sources/CPages`, which are part of the program.
enum EmbeddedFiles {
    static let openAPI = unsafe bytes(of: CPages_openapi())
    static let kioskHTML = unsafe bytes(of: CPages_kiosk_html())
    static let kioskCSS = unsafe bytes(of: CPages_kiosk_css())
    static let kioskScript = unsafe bytes(of: CPages_kiosk_js())
    static let pictureScript = unsafe bytes(of: CPages_picture_js())
    static let wordsScript = unsafe bytes(of: CPages_words_js())

    private static func bytes(of file: CPages_File) -> [UInt8] {
        unsafe Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
    }
}
