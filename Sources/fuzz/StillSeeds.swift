import Foundation

/// JPEG pictures of eight rows, of kinds that this package does not write.
enum JPEGSeeds {
    static var all: [[UInt8]] { encoded.compactMap(bytes(base64:)) }

    private static let encoded = [
        // Progressive.
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6j
        q62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk
        pKSkpKSkpKT/wgARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUAQEAAAAAAAAAAAAAAAAAAAAA/9oA
        DAMBAAIQAxAAAAGcH//EABUQAQEAAAAAAAAAAAAAAAAAAAIA/9oACAEBAAEFAgb/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAED
        AQE/AX//xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAECAQE/AX//xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAY/An//xAAU
        EAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAE/IR//2gAMAwEAAgADAAAAEPP/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAEDAQE/
        EH//xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAECAQE/EH//xAAWEAADAAAAAAAAAAAAAAAAAAAAITH/2gAIAQEAAT8Qkj//2Q==
        """,
        // Grey.
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6j
        q62rZ4C8ybqmx5moq6T/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAABP/EABcQAQADAAAAAAAAAAAAAAAAAAQAITH/
        2gAIAQEAAD8AAI+VP//Z
        """,
        // Grey, with a restart after each block.
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6j
        q62rZ4C8ybqmx5moq6T/wAALCAAIABgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAABP/EACEQAAECBgIDAAAAAAAAAAAAAAECBAAD
        ERIhMQUiM3HR/90ABAAB/9oACAEBAAA/AAMm+sR//9B7SSlCb1kJSkVJJoAI/9ET9yeRe3J8MvrLGciu/Z+R/9k=
        """,
        // CMYK.
        """
        /9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAbEhQXFBEbFxYXHhwbIChCKyglJShROj0wQmBVZWRfVV1baniZgWpxkHNbXYW1hpCeo6ut
        q2eAvMm6pseZqKuk/8AAFAgACAAIBEMRAE0RAFkRAEsRAP/EABUAAQEAAAAAAAAAAAAAAAAAAAYE/8QAFxABAQEBAAAAAAAAAAAA
        AAAAAAQhMf/aAA4EQwBNAFkASwAAPwBMTEyCKfmP/9k=
        """,
    ]
}

/// Small pictures that are no JPEG.
enum StillSeeds {
    static var all: [[UInt8]] { encoded.compactMap(bytes(base64:)) + bitmaps }

    private static let encoded = [
        // A palette with transparency, interlaced.
        """
        iVBORw0KGgoAAAANSUhEUgAAAAMAAAADCAMAAAEW8XUbAAAABlBMVEUBAgPIZDJQtK4/AAAAAXRSTlOArV5bRgAAAA9JREFUeNpj
        YAABRgYoBQAAGgADuh2OnwAAAABJRU5ErkJggg==
        """,
        // Grey, 16 bits.
        "iVBORw0KGgoAAAANSUhEUgAAAAMAAAADEAAAAAAj0zYgAAAAEUlEQVR42mNgYOcTlVFmQKEAC5EBPJaz4lQAAAAASUVORK5CYII=",
        // Grey, with transparency.
        "iVBORw0KGgoAAAANSUhEUgAAAAMAAAADCAQAAAD8IX00AAAAEUlEQVR42mNgYOcTlVFmQKEAC5EBPJaz4lQAAAAASUVORK5CYII=",
        // Colour with transparency, 16 bits.
        """
        iVBORw0KGgoAAAANSUhEUgAAAAMAAAADEAYAAAAGuGn8AAAAJElEQVR42mNgYOcTlVHWMrSwd/MNiU7KLCiva+2ZPGshA8kSAPMZ
        FqXOn98kAAAAAElFTkSuQmCC
        """,
        // Interlaced, with a comment.
        "R0lGODlhCQAJAIEAAAAAAP8AAAD/AAAA/yH+AXgALAAAAAAJAAkAAAgeAAEEEDBAIEGDBQcmPKgQocOGEBlKXEjx4USLBQMCADs=",
        // Not interlaced.
        "R0lGODdhCQAJAIEAAAAAAP8AAAD/AAAA/ywAAAAACQAJAAAIHgABBBAwQCBBgwUHJjyoEKHDhhAZSlxI8eFEiwUDAgA7",
    ]

    /// Every depth, either side up, with bit fields, and run-length coding, which is refused.
    private static var bitmaps: [[UInt8]] {
        [
            bmp(bits: 1, palette: 2), bmp(bits: 4, palette: 3), bmp(bits: 8, palette: 256), bmp(bits: 16),
            bmp(bits: 24), bmp(bits: 24, height: 0xFFFF_FFFE), bmp(bits: 32), bmp(bits: 2), bmp(bits: 8, coding: 1),
            bmp(bits: 16, coding: 3, masks: [0xF800, 0x07E0, 0x001F]),
            bmp(bits: 32, coding: 3, masks: [0, 0xFF00, ~0]),
            bmp(bits: 24, width: 0), bmp(bits: 24, width: 0x7FFF_FFFF), bmp(bits: 24, header: 12),
            bmp(bits: 24, height: 3),
        ]
    }

    /// A picture with the bytes for three columns and two rows.
    private static func bmp(
        bits: UInt8, width: UInt32 = 3, height: UInt32 = 2, header: UInt32 = 40, coding: UInt32 = 0,
        masks: [UInt32] = [], palette: UInt32 = 0
    ) -> [UInt8] {
        let colors = masks + (0..<palette).map { $0 &* 0x0012_3457 }
        let offset = UInt32(54 + colors.count * 4)
        let words = [0, 0, offset, header, width, height, UInt32(bits) << 16 | 1, coding, 0, 0, 0, palette, 0] + colors
        let rows = [UInt8](repeating: 0x5A, count: (3 * Int(bits) + 31) / 32 * 4 * 2)
        let bytes = words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
        return Array("BM".utf8) + bytes + rows
    }
}

private func bytes(base64 text: String) -> [UInt8]? {
    Data(base64Encoded: text, options: .ignoreUnknownCharacters).map(Array.init)
}
