internal import Gongbao

/// The cells of a sheet that hold text, and the paragraphs and tables that they make.
struct SheetCells {
    static let mostRows = 1_048_576
    static let mostColumns = 16_384

    private struct Cell {
        var row: Int
        var column: Int
        var text: String
    }

    private struct Place: Hashable {
        var row: Int
        var column: Int
    }

    private var cells: [Cell] = []
    private var merged: [Place: (rows: Int, columns: Int)] = [:]

    mutating func add(_ text: String, row: Int, column: Int) {
        cells.append(Cell(row: row, column: column, text: text))
    }

    /// Takes a range such as `A2:C4` as one cell.
    mutating func merge(_ range: String) {
        let ends = range.split(separator: ":")
        guard ends.count == 2, let first = Self.place(String(ends[0])),
            let last = Self.place(String(ends[1])), last.row >= first.row,
            last.column >= first.column
        else { return }
        merged[Place(row: first.row, column: first.column)] = (
            last.row - first.row + 1, last.column - first.column + 1
        )
    }

    /// `AB12` → its row and column from 0.
    static func place(_ reference: String) -> (row: Int, column: Int)? {
        var column = 0
        var row = 0
        for byte in reference.utf8 {
            switch byte {
            case 0x41...0x5A where row == 0: column = column * 26 + Int(byte) - 64
            case 0x61...0x7A where row == 0: column = column * 26 + Int(byte) - 96
            case 0x30...0x39: row = row * 10 + Int(byte) - 48
            case 0x24: continue
            default: return nil
            }
            guard column <= mostColumns, row <= mostRows else { return nil }
        }
        return row > 0 && column > 0 ? (row - 1, column - 1) : nil
    }

    static func name(_ row: Int, _ column: Int) -> String {
        var letters = ""
        var rest = column
        repeat {
            letters = String(Character(Unicode.Scalar(UInt8(65 + rest % 26)))) + letters
            rest = rest / 26 - 1
        } while rest >= 0
        return letters + "\(row + 1)"
    }

    // MARK: Blocks

    private struct Row {
        var number: Int
        /// The row after the last that one of its merged cells covers.
        var bottom: Int
        var cells: [(cell: Cell, rows: Int, columns: Int)]
        /// Whether it is one cell: a title, a unit, a note.
        var isLone: Bool { cells.count == 1 }
    }

    /// Writes the sheet: tables, and the lone cells above and below them as paragraphs.
    mutating func write(to builder: inout DocumentBuilder, sheet: String) {
        for var block in blocks() {
            var above: [Row] = []
            // Titles stand above a table, each a row of one cell.
            while let first = block.first, first.isLone,
                block.count == 1 || first.bottom <= block[1].number
            {
                above.append(first)
                block.removeFirst()
            }
            var below: [Row] = []
            while block.count > 2, let last = block.last, last.isLone, Self.isNote(last) {
                below.insert(last, at: 0)
                block.removeLast()
            }
            for row in above { _ = builder.lines(row.cells[0].cell.text) }
            if !block.isEmpty { table(block, &builder, sheet) }
            for row in below { _ = builder.lines(row.cells[0].cell.text) }
        }
    }

    /// A note below a table, in a merged cell over several columns or with its word.
    private static func isNote(_ row: Row) -> Bool {
        let text = row.cells[0].cell.text.drop { $0.isWhitespace }
        return ["注", "备注", "说明", "附注", "*", "※"].contains { text.hasPrefix($0) }
    }

    /// Rows with text, parted at blank rows that no merged cell covers.
    private mutating func blocks() -> [[Row]] {
        cells.sort { ($0.row, $0.column) < ($1.row, $1.column) }
        var rows: [Row] = []
        for cell in cells {
            let span = merged[Place(row: cell.row, column: cell.column)] ?? (1, 1)
            if rows.last?.number != cell.row {
                rows.append(Row(number: cell.row, bottom: cell.row + 1, cells: []))
            }
            rows[rows.count - 1].cells.append((cell, span.rows, span.columns))
            rows[rows.count - 1].bottom = max(rows[rows.count - 1].bottom, cell.row + span.rows)
        }
        var blocks: [[Row]] = []
        var bottom = -1
        for row in rows {
            if blocks.isEmpty || row.number > bottom { blocks.append([]) }
            blocks[blocks.count - 1].append(row)
            bottom = max(bottom, row.bottom)
        }
        return blocks
    }

    private func table(_ block: [Row], _ builder: inout DocumentBuilder, _ sheet: String) {
        guard let top = block.first?.number, let last = block.last,
            let left = block.lazy.flatMap(\.cells).map(\.cell.column).min()
        else { return }
        // A merged cell of the last row may reach below it.
        let bottom = max(last.number + 1, block.map(\.bottom).max() ?? 0)
        var table = SourceTable(rows: bottom - top, columns: 0, cells: [])
        for row in block {
            for (cell, rows, columns) in row.cells {
                let width = min(columns, Self.mostColumns - cell.column)
                table.columns = max(table.columns, cell.column - left + width)
                table.cells.append(
                    SourceTable.Cell(
                        row: cell.row - top, column: cell.column - left,
                        rowSpan: min(rows, bottom - cell.row), columnSpan: width,
                        fragments: builder.lines(cell.text),
                        reference: "\(sheet)!\(Self.name(cell.row, cell.column))"))
            }
        }
        Self.fill(&table) { row, column in
            "\(sheet)!\(Self.name(top + row, left + column))"
        }
        builder.tables.append(table)
    }

    /// A workbook leaves out cells without text, other formats do not; a table that is sparse because
    /// its cells stand far apart is left so.
    private static func fill(_ table: inout SourceTable, _ name: (Int, Int) -> String) {
        let places = table.rows.multipliedReportingOverflow(by: table.columns)
        guard !places.overflow, places.partialValue <= 4 * table.cells.count + 64 else { return }
        var taken = [Bool](repeating: false, count: places.partialValue)
        for cell in table.cells {
            for row in cell.row..<min(table.rows, cell.row + cell.rowSpan) {
                for column in cell.column..<min(table.columns, cell.column + cell.columnSpan) {
                    taken[row * table.columns + column] = true
                }
            }
        }
        for place in taken.indices where !taken[place] {
            let (row, column) = (place / table.columns, place % table.columns)
            table.cells.append(
                SourceTable.Cell(
                    row: row, column: column, fragments: [], reference: name(row, column)))
        }
        table.cells.sort { ($0.row, $0.column) < ($1.row, $1.column) }
    }
}
