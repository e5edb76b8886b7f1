/// Reads task tables whose cells a file format gives: a merged cell covers its rows, a cell's
/// pieces are its lines.
struct CellTable {
    let context: TableContext

    /// One table of the document, or one part of it.
    private struct Part {
        var matrix: CellMatrix
        var columns: [Column?]
        /// The first row of items.
        var data: Int
        /// A numbered line just above it, which may be the category of its items.
        var heading: TextRange?
    }

    static func read(_ context: TableContext) -> TableReading? {
        let reader = CellTable(context: context)
        let parts = reader.parts()
        return parts.isEmpty ? nil : reader.read(parts)
    }

    // MARK: Which tables

    private func parts() -> [Part] {
        var parts: [Part] = []
        var goesOn = false
        var before = 0
        for table in context.tables {
            defer { before = table.range?.end ?? before }
            let matrix = CellMatrix(table)
            let header = CellHeader.find(matrix, context)
            // Items above a header belong to the table before: it is a repeated one.
            let isRest =
                goesOn && header?.first != 0 && parts.last.map { isMore(matrix, $0) } == true
            if let header, !isRest {
                let names = TableHeader(columns: header.columns.compactMap { $0 }).settled()
                goesOn = names.isTaskHeader
                guard goesOn else { continue }
                var rest = names.columns[...]
                let columns = header.columns.map { $0 == nil ? nil : rest.popFirst() }
                parts.append(
                    Part(
                        matrix: matrix, columns: columns, data: header.data,
                        heading: heading(of: table, after: before)))
            } else if isRest, let last = parts.last {
                parts.append(Part(matrix: matrix, columns: last.columns, data: 0))
            } else {
                goesOn = false
            }
        }
        return parts
    }

    /// Whether a table without a header goes on where the last one ended: a number stands where
    /// numbers stood.
    private func isMore(_ matrix: CellMatrix, _ last: Part) -> Bool {
        guard matrix.columns == last.matrix.columns,
            let column = last.columns.firstIndex(of: .number)
        else { return false }
        return (0..<min(3, matrix.rows)).contains { row in
            guard let cell = matrix.own(row, column) else { return false }
            let text = TableText(context.source, cell.fragments, lexicon: context.lexicon)
            return text.integer(at: 0, before: text.flow.count) != nil
        }
    }

    /// 一、民生保障 on a line of its own between two tables.
    private func heading(of table: SourceTable, after end: Int) -> TextRange? {
        guard let start = table.range?.start else { return nil }
        let index = context.lines.partitioningIndex { $0.range.end > start }
        guard index > 0 else { return nil }
        let line = context.lines[index - 1].range
        return line.start >= end && line.count <= 50 ? line : nil
    }

    // MARK: Cells → drafts

    private func read(_ parts: [Part]) -> TableReading? {
        let fragments = parts.map { part in
            (part.data..<part.matrix.rows).flatMap(part.matrix.fragments(ofRow:))
        }
        let headings = parts.map { $0.heading ?? TextRange(0, 0) }
        let text = TableText(
            context.source, headings + fragments.flatMap { $0 }, lexicon: context.lexicon)
        var pieces: [TextRange: TableText.Piece] = [:]
        for (range, piece) in zip(headings + fragments.flatMap { $0 }, text.pieces) {
            pieces[range] = piece
        }
        var drafts: [RowDraft] = []
        var consumed: [TextRange] = []
        for (number, part) in parts.enumerated() {
            let cells = CellRows(
                text: text, pieces: pieces, matrix: part.matrix, columns: part.columns)
            let rows = (part.data..<part.matrix.rows).map(cells.row)
            let names = (0..<part.matrix.columns).map { column in
                part.data > 0 ? part.matrix.cell(part.data - 1, column)?.fragments ?? [] : []
            }
            let start = part.matrix.table.range?.start ?? 0
            let amounts = AmountColumns(
                part.columns, names: names, rows: rows, text: text,
                above: context.lines[..<context.lines.partitioningIndex { $0.range.end > start }])
            var assembly = GridAssembly(text: text, columns: part.columns, amounts, rows)
            if parts.count > 1, let heading = part.heading, !part.columns.contains(.category),
                Heading.number(text, text.pieces[number].start, text.pieces[number].end).0 != nil
            {
                assembly.begin(category: text.pieces[number])
                consumed.append(heading)
            }
            for row in part.data..<part.matrix.rows {
                let ranges = part.matrix.fragments(ofRow: row)
                if cells.isHeader(row, of: context) {
                    consumed += ranges
                    continue
                }
                guard assembly.add(cells.row(row), ranges, above: cells.above(row)) else { break }
            }
            for row in 0..<part.data { consumed += part.matrix.fragments(ofRow: row) }
            drafts += assembly.drafts
            consumed += assembly.consumed
        }
        guard !drafts.isEmpty else { return nil }
        let builder = RowBuilder(text: text, year: context.year, splitsAtBlanks: true)
        return TableReading(
            rows: RowNumbering.rows(drafts, builder),
            columns: Set(parts.flatMap { $0.columns.compactMap { $0 } }),
            consumed: consumed, reason: "a table with a header of column names")
    }
}

/// The rows of one table as the assembly of drafts takes them.
private struct CellRows {
    let text: TableText
    let pieces: [TextRange: TableText.Piece]
    let matrix: CellMatrix
    let columns: [Column?]

    /// The header again, as at the top of a page.
    func isHeader(_ row: Int, of context: TableContext) -> Bool {
        var named = 0
        for (column, name) in columns.enumerated() where name != nil {
            guard let cell = matrix.own(row, column), !cell.isEmpty else { continue }
            guard let head = heads(cell, context) else { return false }
            if head == name { named += 1 }
        }
        return named >= 3
    }

    private func heads(_ cell: SourceTable.Cell, _ context: TableContext) -> Column? {
        let parts = pieces(of: cell)
        guard let first = parts.first, let last = parts.last, last.end - first.start <= 12 else {
            return nil
        }
        return TableHeaderReader(text: text).column(first.start, last.end)
    }

    /// The cells that begin in a row, one list of spans for each column.
    func row(_ row: Int) -> [[TableText.Piece]] {
        var cells = (0..<matrix.columns).map { column -> [TableText.Piece] in
            guard let cell = matrix.own(row, column) else { return [] }
            return pieces(of: cell)
        }
        let lists = NameLists(text: text)
        let raw = cells
        for (index, column) in columns.enumerated() where index < cells.count {
            cells[index] = joined(cells[index], column, lists)
        }
        pair(&cells, raw, lists)
        return cells
    }

    /// The cells that cover a row from above.
    func above(_ row: Int) -> [[TableText.Piece]] {
        let lists = NameLists(text: text)
        return columns.indices.map { column in
            guard let cell = matrix.above(row, column) else { return [] }
            return joined(pieces(of: cell), columns[column], lists)
        }
    }

    private func pieces(of cell: SourceTable.Cell) -> [TableText.Piece] {
        cell.fragments.compactMap { pieces[$0] }.filter { !$0.isEmpty }
    }

    /// Lines of a cell → what they hold: whole names, one date, one number.
    private func joined(
        _ cell: [TableText.Piece], _ column: Column?, _ lists: NameLists
    ) -> [TableText.Piece] {
        guard cell.count > 1, let first = cell.first, let last = cell.last else { return cell }
        switch column {
        case .lead, .cooperating, .responsible: return lists.entries(cell, isUnit: true).spans
        case .leader, .person: return lists.entries(cell, isUnit: false).spans
        case .number, .category, .task, .deadline:
            return [TableText.Piece(start: first.start, end: last.end)]
        default: return cell
        }
    }

    /// Each unit has one person, so that a doubtful wrap in one column is settled by the other.
    private func pair(
        _ cells: inout [[TableText.Piece]], _ raw: [[TableText.Piece]], _ lists: NameLists
    ) {
        guard let units = columns.firstIndex(of: .responsible),
            let persons = columns.firstIndex(of: .person),
            units < cells.count, persons < cells.count,
            cells[units].count != cells[persons].count,
            !(raw[units] + raw[persons]).contains(where: {
                lists.forms.hasComma($0.start, $0.end) && $0.count > 12
            }), let (first, second) = lists.paired(raw[units], raw[persons])
        else { return }
        cells[units] = first
        cells[persons] = second
    }
}
