/// The header of a table whose cells are known: which column holds what.
struct CellHeader: Sendable {
    var columns: [Column?]
    /// The first header row; titles may stand above it.
    var first: Int
    /// The first row of items.
    var data: Int

    /// How far below the table's top a header may begin.
    private static let depth = 8
    /// A wider table has no columns that anyone named.
    private static let widest = 64

    /// The header of a table, nil where its cells are no column names.
    static func find(_ matrix: CellMatrix, _ context: TableContext) -> CellHeader? {
        guard matrix.columns >= 2, matrix.columns <= widest else { return nil }
        for row in 0..<min(depth, matrix.rows) {
            let cells = (0..<matrix.columns).map { matrix.own(row, $0) }
            let filled = cells.filter { $0?.isEmpty == false }.count
            guard filled >= 3 else { continue }
            let level = names(matrix, row, context)
            let known = level.filter { $0 != nil }.count
            guard known >= 2, known * 2 >= filled else { continue }
            let bottom = cells.reduce(row + 1) { max($0, $1.map { $0.row + $0.rowSpan } ?? 0) }
            var header = CellHeader(
                columns: level, first: row, data: min(bottom, row + 4, matrix.rows))
            header.addRows(matrix, context)
            if header.columns.filter({ $0 != nil }).count >= 3 { return header }
        }
        return nil
    }

    /// Takes the rows of names under merged cells.
    private mutating func addRows(_ matrix: CellMatrix, _ context: TableContext) {
        var row = first + 1
        while row < matrix.rows, row < first + 4 {
            let level = Self.names(matrix, row, context, under: first)
            let filled = (0..<matrix.columns).filter { matrix.own(row, $0)?.isEmpty == false }.count
            let known = level.filter { $0 != nil }.count
            if row >= data {
                guard filled >= 1, known == filled else { return }
                data = row + 1
            }
            for (column, name) in level.enumerated() where name != nil { columns[column] = name }
            row += 1
        }
    }

    /// The columns that the cells of a row name, alone or with the cell above them: 牵头 under 责任单位.
    private static func names(
        _ matrix: CellMatrix, _ row: Int, _ context: TableContext, under top: Int? = nil
    ) -> [Column?] {
        (0..<matrix.columns).map { column in
            guard let cell = matrix.own(row, column) else { return nil }
            if let name = name(cell.fragments, context) { return name }
            guard let top, let above = matrix.cell(top, column), above.row < row else { return nil }
            return name(cell.fragments + above.fragments, context)
                ?? name(above.fragments + cell.fragments, context)
        }
    }

    private static func name(_ fragments: [TextRange], _ context: TableContext) -> Column? {
        guard fragments.reduce(0, { $0 + $1.count }) <= 60 else { return nil }
        let text = TableText(context.source, fragments, lexicon: context.lexicon)
        return TableHeaderReader(text: text).column(0, text.flow.count)
    }
}

/// How many rows at a table's top are its header, by the words in them.
struct TableHeads {
    let lines: [Line]
    let source: SourceText
    let lexicon: Lexicon

    /// As many as the format says or, where it says nothing, the words.
    func headerRows(of table: SourceTable) -> Int {
        guard table.headerRows == 0 else { return table.headerRows }
        let context = TableContext(source: source, lines: [], lexicon: lexicon, year: nil)
        if let header = CellHeader.find(CellMatrix(table), context) { return header.data }
        let builder = ResultsBuilder(source: source, lexicon: lexicon)
        let grid = CellGrid(table, lines: lines)
        return
            (ResultsGridHeader.find(in: grid, from: 0, builder)
            ?? DataTableReader.header(of: grid, builder, isPlan: false))?.data ?? 0
    }
}
