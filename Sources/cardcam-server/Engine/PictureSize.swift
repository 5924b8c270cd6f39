import Codecs
import Dialects

/// The size that a picture's file claims, before anything is decoded.
enum PictureSize {
    /// Columns and rows; `nil` where the head is too short or broken to say, which the decoder will complain of.
    static func of(_ bytes: [UInt8], _ kind: ImageRules.Kind) -> (width: Int, height: Int)? {
        switch kind {
        case .jpeg:
            return (try? JPEGHeader(bytes.span)).map { ($0.width, $0.height) }
        case .png:
            return bytes.count >= 24 ? (big32(bytes[16..<20]), big32(bytes[20..<24])) : nil
        case .gif:
            return bytes.count >= 10 ? (little(bytes[6..<8]), little(bytes[8..<10])) : nil
        case .bmp:
            guard bytes.count >= 26 else { return nil }
            if little(bytes[14..<18]) == 12 { return (little(bytes[18..<20]), little(bytes[20..<22])) }
            // Rows are counted below zero where the topmost comes first.
            let height = Int(Int32(truncatingIfNeeded: little(bytes[22..<26])))
            return (little(bytes[18..<22]), abs(height))
        }
    }

    private static func big32(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
    private static func little(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reversed().reduce(0) { $0 << 8 | Int($1) } }
}
