import Inference
import TestSupport

@testable import Locate

/// The maps that a perfect locator would draw for a card, as it is trained to.
struct IdealMaps {
    private var tensor = Tensor(shape: LocatorMaps.shape)

    /// Draws a card, its number where there is one, in a row or in four, and other rows of text by the map that masks
    /// them.
    init(card: CardQuad, line: CardQuad? = nil, block: NumberLine? = nil, rows: [LocatorMaps.Map: CardQuad] = [:]) {
        let masks: [LocatorMaps.Map] = [
            .topLeft, .topRight, .bottomRight, .bottomLeft, .card, .line, .lineStart, .lineEnd, .expiry, .startDate,
            .holder, .block,
        ]
        for map in masks { clear(map) }
        drawCard(card)
        if let line { drawLine(line) }
        if let block { drawBlock(block) }
        for (map, row) in rows { drawRow(map, row) }
    }

    var maps: LocatorMaps { LocatorMaps(tensor) }

    /// Puts a share of the card's cells wrong: each says some other place on the card.
    mutating func addOutliers(share: Double, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for cell in 0..<LocatorMaps.cells where random.unit() < share {
            set(.cardU, cell, Float(random.unit() * 2 - 1))
            set(.cardV, cell, Float(random.unit() * 2 - 1))
        }
    }

    /// Makes each cell of the card say a place nearer to its middle, as the network does where it is not sure.
    mutating func drawPlacesTogether(to share: Float) {
        for cell in maps.region(.card) {
            set(.cardU, cell, maps.value(.cardU, cell) * share)
            set(.cardV, cell, maps.value(.cardV, cell) * share)
        }
    }

    /// Wipes a map out, as if the network did not see what it shows.
    mutating func clear(_ map: LocatorMaps.Map) {
        fill(map, with: -8)
    }

    /// Marks a rectangle of cells.
    mutating func fill(_ map: LocatorMaps.Map, columns: Range<Int>, rows: Range<Int>) {
        for y in rows {
            for x in columns { set(map, y * LocatorMaps.width + x, 8) }
        }
    }

    /// Makes a map say the same everywhere.
    mutating func fill(_ map: LocatorMaps.Map, with value: Float) {
        for cell in 0..<LocatorMaps.cells { set(map, cell, value) }
    }

    /// Puts a share of a mask's cells wrong about where their row runs: up to a cell's height of 16 pixels off.
    mutating func bend(_ mask: LocatorMaps.Map, share: Double, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for cell in maps.region(mask).sorted() where random.unit() < share {
            set(.rowY, cell, Float(random.unit()))
        }
    }

    /// Makes the cells that a mask marks no surer than `value`, as a logit.
    mutating func weaken(_ map: LocatorMaps.Map, to value: Float) {
        for index in map.rawValue * LocatorMaps.cells..<(map.rawValue + 1) * LocatorMaps.cells {
            tensor.values[index] = min(tensor.values[index], value)
        }
    }

    /// Makes the columns at a mask's right end as sure as `value`, as a logit.
    mutating func fade(_ mask: LocatorMaps.Map, right columns: Int, to value: Float) {
        let cells = maps.region(mask)
        let last = cells.map { $0 % LocatorMaps.width }.max() ?? 0
        for cell in cells where cell % LocatorMaps.width > last - columns { set(mask, cell, value) }
    }

    private mutating func set(_ map: LocatorMaps.Map, _ cell: Int, _ value: Float) {
        tensor.values[map.rawValue * LocatorMaps.cells + cell] = value
    }

    private mutating func drawCard(_ card: CardQuad) {
        for (corner, map) in zip(card.corners, [LocatorMaps.Map.topLeft, .topRight, .bottomRight, .bottomLeft]) {
            drawPeak(map, at: corner)
        }
        guard let toCard = Homography(from: card, to: CardQuad(x: -1, y: -1, width: 2, height: 2)) else { return }
        for cell in 0..<LocatorMaps.cells {
            let place = toCard(LocatorMaps.point(cell))
            set(.card, cell, abs(place.x) <= 1 && abs(place.y) <= 1 ? 8 : -8)
            set(.cardU, cell, min(1.5, max(-1.5, place.x)))
            set(.cardV, cell, min(1.5, max(-1.5, place.y)))
        }
    }

    private mutating func drawLine(_ line: CardQuad) {
        let start = (line.topLeft + line.bottomLeft) * 0.5
        let end = (line.topRight + line.bottomRight) * 0.5
        drawPeak(.lineStart, at: start)
        drawPeak(.lineEnd, at: end)
        guard let toLine = Homography(from: line, to: CardQuad(x: 0, y: 0, width: 1, height: 1)) else { return }
        // A line thinner than two cells is drawn thicker.
        let reach = max(0.5, 3.5 / line.height)
        for cell in 0..<LocatorMaps.cells {
            let p = LocatorMaps.point(cell)
            let place = toLine(p)
            set(.line, cell, place.x >= 0 && place.x <= 1 && abs(place.y - 0.5) <= reach ? 8 : -8)
            let share = min(1, max(0, place.x))
            let height = (line.bottomLeft - line.topLeft) * (1 - share) + (line.bottomRight - line.topRight) * share
            set(.heightX, cell, height.x / 16)
            set(.heightY, cell, height.y / 16)
            set(.startX, cell, (start.x - p.x) / 64)
            set(.startY, cell, (start.y - p.y) / 64)
            set(.endX, cell, (end.x - p.x) / 64)
            set(.endY, cell, (end.y - p.y) / 64)
        }
    }

    mutating func drawRow(_ map: LocatorMaps.Map, _ row: CardQuad) {
        let unit = CardQuad(x: 0, y: 0, width: 1, height: 1)
        guard let toRow = Homography(from: row, to: unit), let toPicture = Homography(from: unit, to: row) else {
            return
        }
        let reach = max(0.5, 3.5 / row.height)
        for cell in 0..<LocatorMaps.cells {
            let p = LocatorMaps.point(cell)
            let place = toRow(p)
            guard place.x >= 0, place.x <= 1, abs(place.y - 0.5) <= reach else { continue }
            let onLine = toPicture(Point(place.x, 0.5))
            set(map, cell, 8)
            set(.textHeight, cell, row.height / 16)
            set(.rowX, cell, (onLine.x - p.x) / 16)
            set(.rowY, cell, (onLine.y - p.y) / 16)
        }
    }

    private mutating func drawBlock(_ block: NumberLine) {
        guard let toBlock = Homography(from: block.quad, to: CardQuad(x: 0, y: 0, width: 1, height: 1)) else { return }
        for cell in 0..<LocatorMaps.cells {
            let place = toBlock(LocatorMaps.point(cell))
            guard (0...1).contains(place.x), (0...1).contains(place.y) else { continue }
            set(.block, cell, 8)
            set(.textHeight, cell, block.quad.height * block.layout.height / 16)
        }
    }

    /// A bump of the width that the network is trained to draw: 1.4 cells.
    private mutating func drawPeak(_ map: LocatorMaps.Map, at point: Point) {
        for cell in 0..<LocatorMaps.cells {
            let distance = (LocatorMaps.point(cell) - point).length / 5.6
            let p = min(0.999, max(0.0003, exponential(-distance * distance / 2)))
            set(map, cell, logarithm(p / (1 - p)))
        }
    }
}

/// The natural logarithm, by halving: the inverse of `exponential`.
private func logarithm(_ x: Float) -> Float {
    var (low, high): (Float, Float) = (-12, 12)
    for _ in 0..<30 {
        let middle = (low + high) / 2
        if exponential(middle) < x { low = middle } else { high = middle }
    }
    return low
}
