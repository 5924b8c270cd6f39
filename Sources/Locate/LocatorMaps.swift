internal import Inference

/// The maps that the locator network draws, each 80x60 cells; cell `(x, y)` sits at input pixel `4x+1.5, 4y+1.5`.
///
/// Sixteen tell of the card and its number in one row, the others of the rows of dates and holder, and of a number in four
/// rows.
struct LocatorMaps {
    static let width = 80
    static let height = 60
    static let cells = width * height
    /// Input pixels from one cell to the next.
    static let pitch: Float = 4
    static let shape = [23, height, width]

    /// Which map is which.
    enum Map: Int {
        case topLeft, topRight, bottomRight, bottomLeft
        case card, line
        case lineStart, lineEnd
        case cardU, cardV
        case heightX, heightY
        case startX, startY, endX, endY
        case expiry, startDate, holder
        case block
        case rowX, rowY
        case textHeight
    }

    private let values: [Float]

    init(_ output: Tensor) { values = output.values }

    @inline(__always)
    func value(_ map: Map, _ cell: Int) -> Float { values[map.rawValue * Self.cells + cell] }

    @inline(__always)
    func probability(_ map: Map, _ cell: Int) -> Float { sigmoid(value(map, cell)) }

    /// The mean height of the text on cells, weighted, in input pixels.
    func textHeight(_ cells: [Int], _ weights: [Float]) -> Float {
        zip(cells, weights).reduce(0) { $0 + value(.textHeight, $1.0) * 16 * $1.1 } / weights.reduce(0, +)
    }

    /// Input pixel at the middle of a cell.
    static func point(_ cell: Int) -> Point {
        Point(Float(cell % width) * pitch + 1.5, Float(cell / width) * pitch + 1.5)
    }

    /// The cells where a mask is more likely than not, of the connected region with the most probability.
    func region(_ map: Map) -> [Int] { regions(map).first ?? [] }

    /// The connected regions of a mask, those first that have the most probability.
    ///
    /// - Parameter edge: the logarithm of the odds from which a cell belongs to a region. Only cells that are more
    ///   likely than not count for the order, and a region without any is none.
    func regions(_ map: Map, edge: Float = 0) -> [[Int]] {
        var free = (0..<Self.cells).map { value(map, $0) > edge }
        var found: [(weight: Float, cells: [Int])] = []
        for seed in 0..<Self.cells where free[seed] {
            var cells = [seed]
            free[seed] = false
            var weight: Float = 0
            var next = 0
            while next < cells.count {
                let cell = cells[next]
                next += 1
                if value(map, cell) > 0 { weight += probability(map, cell) }
                let (x, y) = (cell % Self.width, cell / Self.width)
                for ny in max(0, y - 1)...min(Self.height - 1, y + 1) {
                    for nx in max(0, x - 1)...min(Self.width - 1, x + 1) where free[ny * Self.width + nx] {
                        free[ny * Self.width + nx] = false
                        cells.append(ny * Self.width + nx)
                    }
                }
            }
            if weight > 0 { found.append((weight, cells)) }
        }
        return found.sorted { ($1.weight, $0.cells[0]) < ($0.weight, $1.cells[0]) }.map(\.cells)
    }

    /// The peak of a heat map within `radius` cells of `near` (everywhere without one), between the cells.
    func peak(_ map: Map, near: Point? = nil, radius: Float = .infinity) -> (point: Point, probability: Float) {
        var best = -Float.infinity
        var at = 0
        let center = near.map { Point(($0.x - 1.5) / 4, ($0.y - 1.5) / 4) }
        for row in Self.span(center?.y, radius, Self.height) {
            for column in Self.span(center?.x, radius, Self.width) {
                let cell = row * Self.width + column
                guard value(map, cell) > best else { continue }
                if let center {
                    let (dx, dy) = (Float(column) - center.x, Float(row) - center.y)
                    if dx * dx + dy * dy > radius * radius { continue }
                }
                (best, at) = (value(map, cell), cell)
            }
        }
        guard best > -.infinity else { return (near ?? Point(0, 0), 0) }
        var sum = Point(0, 0)
        var weight: Float = 0
        let (x, y) = (at % Self.width, at / Self.width)
        for ny in max(0, y - 2)...min(Self.height - 1, y + 2) {
            for nx in max(0, x - 2)...min(Self.width - 1, x + 2) {
                let p = probability(map, ny * Self.width + nx)
                sum = sum + Point(Float(nx), Float(ny)) * (p * p)
                weight += p * p
            }
        }
        let mean = sum * (1 / max(weight, .leastNormalMagnitude))
        return (Point(mean.x * 4 + 1.5, mean.y * 4 + 1.5), sigmoid(best))
    }
}

extension LocatorMaps {
    /// The cells of one direction that lie within `radius` of `middle`; all of them where there is none.
    private static func span(_ middle: Float?, _ radius: Float, _ count: Int) -> Range<Int> {
        guard let middle, middle.isFinite, radius.isFinite else { return 0..<count }
        let limit = Float(count)
        let first = Int(min(limit, max(0, (middle - radius).rounded(.up))))
        return first..<max(first, Int(min(limit, max(0, (middle + radius).rounded(.down) + 1))))
    }
}

@inline(__always)
func sigmoid(_ x: Float) -> Float { 1 / (1 + exponential(-x)) }
