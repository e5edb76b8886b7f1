/// A table on one page, in points of the turned page.
struct PageTable: Sendable {
    /// The column boundaries from the left, one more than columns.
    var xs: [Float]
    /// The row boundaries from the top, one more than rows.
    var ys: [Float]
    /// The cells by row, then column.
    var cells: [PageCell]
    /// The cell of each elementary place, row by row.
    var places: [Int]
    /// The columns that no line closes below, as where a page cuts a cell.
    var openBelow: [Bool] = []
    /// The columns that no line closes above.
    var openAbove: [Bool] = []
    /// How sure it is that this is a table with these cells, 0–100.
    var confidence: UInt8 = 100
    var page = 0
    var turn = PageTurn()

    var rows: Int { ys.count - 1 }
    var columns: Int { xs.count - 1 }
    var left: Float { xs[0] }
    var right: Float { xs[xs.count - 1] }
    var top: Float { ys[0] }
    var bottom: Float { ys[ys.count - 1] }

    /// The index of the cell at a point, nil outside of the table.
    func cell(atX x: Float, y: Float) -> Int? {
        guard let column = PageTable.slot(xs, x), let row = PageTable.slot(ys, y) else {
            return nil
        }
        return places[row * columns + column]
    }

    /// The interval of sorted boundaries that holds a value.
    static func slot(_ bounds: [Float], _ value: Float) -> Int? {
        guard let first = bounds.first, let last = bounds.last, value >= first, value < last else {
            return nil
        }
        var low = 0
        var high = bounds.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if bounds[middle] <= value { low = middle } else { high = middle }
        }
        return low
    }
}

/// A cell of a table on one page.
struct PageCell: Sendable {
    var row: Int
    var column: Int
    var rowSpan = 1
    var columnSpan = 1
    var left: Float
    var top: Float
    var right: Float
    var bottom: Float
    /// Its lines from the top.
    var pieces: [TextPiece] = []

    /// Its characters without blanks.
    var text: [UInt32] { pieces.flatMap(\.scalars).filter { $0 != 0x20 && $0 != 0x3000 } }
    var isEmpty: Bool { pieces.isEmpty }
}
