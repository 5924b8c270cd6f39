import Foundation

/// A terminal that a test looks at in the place of a person.
final class PseudoTerminal {
    private let master: Int32
    /// What a program writes to.
    let slave: FileHandle

    init(columns: UInt16) throws {
        var (master, slave) = (Int32(-1), Int32(-1))
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        guard unsafe openpty(&master, &slave, nil, nil, &size) == 0 else { throw CocoaError(.fileReadUnknown) }
        self.master = master
        self.slave = FileHandle(fileDescriptor: slave, closeOnDealloc: true)
    }

    deinit { close(master) }

    /// Everything that was written, once nobody can write any more.
    func text() throws -> String {
        try slave.close()
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while case let count = unsafe read(master, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What a person sees of a text in the end, line by line: a carriage return goes back, and what follows covers what
    /// stands there.
    static func screen(_ text: String) -> [String] {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var cells: [Unicode.Scalar] = []
            var column = 0
            for scalar in line {
                if scalar == "\r" {
                    column = 0
                } else {
                    if column < cells.count { cells[column] = scalar } else { cells.append(scalar) }
                    column += 1
                }
            }
            return String(String.UnicodeScalarView(cells)).trimmingCharacters(in: .whitespaces)
        }
    }
}
