/// Builds the cells of a table from rulings that touch each other.
///
/// Sides that are not drawn are closed with virtual edges where the crossing lines end, so that a
/// table without outer borders keeps its outer cells.
struct RuledGrid {
    typealias Ruling = PageContent.Ruling

    /// Boundaries nearer than this are one: no row or column is so small.
    private static let closest: Float = 4
    private static let mostPlaces = 100_000

    private let horizontal: [Ruling]
    private let vertical: [Ruling]

    init(horizontal: [Ruling], vertical: [Ruling]) {
        self.horizontal = horizontal
        self.vertical = vertical
    }

    /// The table, nil when the lines enclose fewer than two cells side by side.
    func table() -> PageTable? {
        guard !horizontal.isEmpty, !vertical.isEmpty else { return nil }
        var xs = Self.clustered(vertical.map(\.at))
        var ys = Self.clustered(horizontal.map(\.at))
        let left = horizontal.map(\.from).min() ?? 0
        let right = horizontal.map(\.to).max() ?? 0
        let top = vertical.map(\.from).min() ?? 0
        let bottom = vertical.map(\.to).max() ?? 0
        if left < xs[0] - Self.closest { xs.insert(left, at: 0) }
        if right > xs[xs.count - 1] + Self.closest { xs.append(right) }
        if top < ys[0] - Self.closest { ys.insert(top, at: 0) }
        if bottom > ys[ys.count - 1] + Self.closest { ys.append(bottom) }
        let rows = ys.count - 1
        let columns = xs.count - 1
        guard rows >= 1, columns >= 1, rows * columns >= 2, rows * columns <= Self.mostPlaces else {
            return nil
        }
        var table = PageTable(xs: xs, ys: ys, cells: [], places: [])
        let walls = walls(xs, ys)
        table.openAbove = walls.above[..<columns].map { !$0 }
        table.openBelow = walls.above[(rows * columns)...].map { !$0 }
        fill(&table, walls: Self.closed(walls, rows: rows, columns: columns))
        return table
    }

    private static func clustered(_ values: [Float]) -> [Float] {
        var result: [Float] = []
        var count: Float = 0
        var last: Float = 0
        for value in values.sorted() {
            if let current = result.last, value - last <= closest, value - current <= closest * 1.5
            {
                result[result.count - 1] = current + (value - current) / (count + 1)
                count += 1
            } else {
                result.append(value)
                count = 1
            }
            last = value
        }
        return result
    }

    /// Which sides of the elementary places are drawn.
    private struct Walls {
        /// Left of each place, row by row; `columns + 1` a row.
        var left: [Bool]
        /// Above each place, row by row; `rows + 1` rows.
        var above: [Bool]
    }

    private func walls(_ xs: [Float], _ ys: [Float]) -> Walls {
        let rows = ys.count - 1
        let columns = xs.count - 1
        var walls = Walls(
            left: Array(repeating: false, count: rows * (columns + 1)),
            above: Array(repeating: false, count: (rows + 1) * columns))
        for line in vertical {
            let column = Self.nearest(xs, line.at)
            for row in 0..<rows where Self.covers(line, ys[row], ys[row + 1]) {
                walls.left[row * (columns + 1) + column] = true
            }
        }
        for line in horizontal {
            let row = Self.nearest(ys, line.at)
            for column in 0..<columns where Self.covers(line, xs[column], xs[column + 1]) {
                walls.above[row * columns + column] = true
            }
        }
        return walls
    }

    /// The walls with all four outer sides.
    private static func closed(_ walls: Walls, rows: Int, columns: Int) -> Walls {
        var walls = walls
        for row in 0..<rows {
            walls.left[row * (columns + 1)] = true
            walls.left[row * (columns + 1) + columns] = true
        }
        for column in 0..<columns {
            walls.above[column] = true
            walls.above[rows * columns + column] = true
        }
        return walls
    }

    /// Whether a line runs along most of an interval.
    private static func covers(_ line: Ruling, _ from: Float, _ to: Float) -> Bool {
        min(line.to, to) - max(line.from, from) >= (to - from) * 0.6
    }

    private static func nearest(_ values: [Float], _ value: Float) -> Int {
        var low = 0
        var high = values.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if values[middle] <= value { low = middle } else { high = middle }
        }
        return abs(values[low] - value) <= abs(values[high] - value) ? low : high
    }

    /// Joins places without a wall between them. What is joined is a rectangle in a table; where a
    /// drawing is not one, the largest rectangles from the upper left are cells.
    private func fill(_ table: inout PageTable, walls: Walls) {
        let rows = table.rows
        let columns = table.columns
        table.places = Array(repeating: -1, count: rows * columns)
        for row in 0..<rows {
            for column in 0..<columns where table.places[row * columns + column] < 0 {
                var width = 1
                while column + width < columns,
                    !walls.left[row * (columns + 1) + column + width],
                    table.places[row * columns + column + width] < 0
                {
                    width += 1
                }
                var height = 1
                while row + height < rows,
                    isOpen(walls, row: row + height, column: column, width: width, columns),
                    table.places[(row + height) * columns + column] < 0
                {
                    height += 1
                }
                for r in row..<row + height {
                    for c in column..<column + width {
                        table.places[r * columns + c] = table.cells.count
                    }
                }
                table.cells.append(
                    PageCell(
                        row: row, column: column, rowSpan: height, columnSpan: width,
                        left: table.xs[column], top: table.ys[row], right: table.xs[column + width],
                        bottom: table.ys[row + height]))
            }
        }
    }

    /// Whether the places of a row belong to the cell above them, and to it alone.
    private func isOpen(
        _ walls: Walls, row: Int, column: Int, width: Int, _ columns: Int
    ) -> Bool {
        for c in column..<column + width where walls.above[row * columns + c] { return false }
        for c in column + 1..<max(column + width, column + 1)
        where walls.left[row * (columns + 1) + c] { return false }
        return walls.left[row * (columns + 1) + column]
            && walls.left[row * (columns + 1) + column + width]
    }
}
