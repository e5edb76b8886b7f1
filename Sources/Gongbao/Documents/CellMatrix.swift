/// A table's cells by place: which cell stands at, or covers, a row and column.
struct CellMatrix: Sendable {
    let table: SourceTable
    let rows: Int
    let columns: Int
    /// Index of the cell at each place, row by row; -1 where there is none.
    private var places: [Int32]

    /// Larger tables are cut off below: nobody reads one, and a damaged file may claim any size.
    private static let mostPlaces = 1 << 24

    init(_ table: SourceTable) {
        self.table = table
        columns = max(0, min(table.columns, Self.mostPlaces))
        rows = columns == 0 ? 0 : max(0, min(table.rows, Self.mostPlaces / columns))
        places = [Int32](repeating: -1, count: rows * columns)
        for (index, cell) in table.cells.enumerated() {
            guard cell.row >= 0, cell.column >= 0, cell.row < rows, cell.column < columns else {
                continue
            }
            let bottom = min(rows, cell.row + max(1, min(cell.rowSpan, rows)))
            let right = min(columns, cell.column + max(1, min(cell.columnSpan, columns)))
            for row in cell.row..<bottom {
                for column in cell.column..<right where places[row * columns + column] < 0 {
                    places[row * columns + column] = Int32(truncatingIfNeeded: index)
                }
            }
        }
    }

    /// The cell at or over a place.
    func cell(_ row: Int, _ column: Int) -> SourceTable.Cell? {
        guard row >= 0, row < rows, column >= 0, column < columns else { return nil }
        let index = Int(places[row * columns + column])
        return index < 0 ? nil : table.cells[index]
    }

    /// The cell whose upper left place this is.
    func own(_ row: Int, _ column: Int) -> SourceTable.Cell? {
        guard let cell = cell(row, column), cell.row == row, cell.column == column else {
            return nil
        }
        return cell
    }

    /// The cell that covers a place from a row above, in its first column.
    func above(_ row: Int, _ column: Int) -> SourceTable.Cell? {
        guard let cell = cell(row, column), cell.row < row, cell.column == column else {
            return nil
        }
        return cell
    }

    /// The pieces of text of a row's own cells.
    func fragments(ofRow row: Int) -> [TextRange] {
        (0..<columns).flatMap { own(row, $0)?.fragments ?? [] }
    }
}

extension SourceTable {
    /// The first and last character of the table; nil where it holds none.
    var range: TextRange? {
        var result: TextRange?
        for fragment in cells.lazy.flatMap(\.fragments) where fragment.count > 0 {
            result = TextRange(
                min(result?.start ?? fragment.start, fragment.start),
                max(result?.end ?? fragment.end, fragment.end))
        }
        return result
    }
}

extension SourceTable {
    /// A table that is written with bars or tabs; nil where it has a single column or row.
    init?(_ grid: CellGrid) {
        guard grid.rows.count > 1, grid.width > 1 else { return nil }
        var cells: [Cell] = []
        for (row, line) in grid.rows.enumerated() {
            for (column, cell) in line.cells.enumerated() {
                cells.append(
                    Cell(row: row, column: column, fragments: cell.count > 0 ? [cell] : []))
            }
        }
        self.init(rows: grid.rows.count, columns: grid.width, cells: cells)
    }
}
