internal import Gongbao

/// Puts the cells of a table together row by row, as formats that write them in order give them.
struct GridBuilder {
    private var cells: [SourceTable.Cell] = []
    /// For each column the index of the cell that reaches down to the row above, and the row after
    /// its last.
    private var columns: [(cell: Int, bottom: Int)] = []
    private var row = -1
    private var column = 0
    private var width = 0
    private var headerRows = 0
    private var isHead = true

    /// More columns than any table for people has; the rest is left out.
    private static let widest = 4_096

    mutating func beginRow(isHeader: Bool, skipping: Int = 0) {
        row += 1
        column = min(max(0, skipping), Self.widest)
        isHead = isHead && isHeader
        if isHead { headerRows = row + 1 }
    }

    /// Adds a cell at the next place that no cell from above covers.
    mutating func add(
        _ fragments: [TextRange], rowSpan: Int = 1, columnSpan: Int = 1, reference: String? = nil
    ) {
        while column < columns.count, columns[column].bottom > row { column += 1 }
        guard row >= 0, column < Self.widest else { return }
        var span = max(1, min(columnSpan, Self.widest - column))
        // A cell from above stops a wide one: two cells never share a place.
        for next in column..<column + span
        where next < columns.count && columns[next].bottom > row {
            span = next - column
            break
        }
        let height = max(1, min(rowSpan, 65_535))
        while columns.count < column + span { columns.append((-1, 0)) }
        for next in column..<column + span { columns[next] = (cells.count, row + height) }
        cells.append(
            SourceTable.Cell(
                row: row, column: column, rowSpan: height, columnSpan: span, fragments: fragments,
                reference: reference))
        column += span
        width = max(width, column)
    }

    /// Lets the cell above go on in this row; false where there is none that begins here.
    mutating func continueAbove(columnSpan: Int) -> Bool {
        guard column < columns.count, columns[column].bottom == row else { return false }
        let index = columns[column].cell
        guard index >= 0, cells[index].column == column else { return false }
        cells[index].rowSpan += 1
        let end = column + cells[index].columnSpan
        for next in column..<end { columns[next].bottom = row + 1 }
        column = end
        return true
    }

    /// Widens the last cell of the row by one column.
    mutating func widenLast() {
        guard let last = cells.last, last.row == row, column < Self.widest else { return }
        cells[cells.count - 1].columnSpan += 1
        if column == columns.count { columns.append((-1, 0)) }
        columns[column] = (cells.count - 1, row + last.rowSpan)
        column += 1
        width = max(width, column)
    }

    /// The table; nil where it has no text.
    func table() -> SourceTable? {
        guard row >= 0, cells.contains(where: { !$0.isEmpty }) else { return nil }
        var table = SourceTable(
            rows: row + 1, columns: width, headerRows: headerRows == row + 1 ? 0 : headerRows,
            cells: cells)
        for index in table.cells.indices {
            let most = table.rows - table.cells[index].row
            table.cells[index].rowSpan = min(table.cells[index].rowSpan, most)
        }
        return table
    }
}
