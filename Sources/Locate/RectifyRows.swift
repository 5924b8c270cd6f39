public import Frames

/// Cuts the rows of a number out and sets them side by side, first to last.
///
/// - Parameters:
///   - luma: the picture.
///   - rows: each row, in pixels of the full picture.
///   - width: columns of the result, shared evenly among the rows.
///   - height: rows of pixels of the result.
/// - Returns: the rows in one, or `nil` if there are none or the corners of one span no area.
public func rectify(_ luma: borrowing LumaPyramid, rows: [CardQuad], width: Int, height: Int) -> LumaImage? {
    guard rows.count != 1 else { return rectify(luma, rows[0], width: width, height: height) }
    guard !rows.isEmpty else { return nil }
    let columns = width / rows.count
    var result = LumaImage(width: columns * rows.count, height: height)
    for (place, row) in rows.enumerated() {
        guard let piece = rectify(luma, row, width: columns, height: height) else { return nil }
        for y in 0..<height {
            let start = y * result.width + place * columns
            result.pixels.replaceSubrange(start..<start + columns, with: piece.pixels[y * columns..<(y + 1) * columns])
        }
    }
    return result
}
