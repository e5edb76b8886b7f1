/// Results tables that are written with bars or tabs.
enum ResultsGridReader {
    static func read(
        _ grids: [CellGrid], lines: [Line], into builder: inout ResultsBuilder
    ) {
        var last: ResultsColumns?
        for grid in grids {
            var next = 0
            // The table before may go on behind a page's end.
            if let columns = last, let first = grid.rows.first,
                first.cells.count == columns.columns.count, isData(first, columns, builder)
            {
                next = rows(grid, from: 0, columns, &builder)
            } else {
                last = nil
            }
            while next < grid.rows.count,
                let header = ResultsGridHeader.find(in: grid, from: next, builder)
            {
                builder.readTableUnit(lines: lines, before: grid.rows[header.first].line)
                builder.recognised("cells between bars or tabs", header.columns)
                for row in grid.rows[header.first..<header.data] { builder.consume(row.ranges) }
                last = header.columns
                next = max(next + 1, rows(grid, from: header.data, header.columns, &builder))
            }
            if last != nil {
                for range in grid.separators { builder.consume(range) }
            }
        }
    }

    /// Whether a figure stands where the columns have figures.
    private static func isData(
        _ row: CellGrid.Row, _ columns: ResultsColumns, _ builder: ResultsBuilder
    ) -> Bool {
        columns.figures.contains {
            $0 < row.cells.count
                && CellValue(builder.text(row, $0), builder.lexicon).form == .figures
        }
    }

    // MARK: Rows

    /// Reads rows until another header; its index, or the number of rows.
    static func rows(
        _ grid: CellGrid, from start: Int, _ given: ResultsColumns, _ builder: inout ResultsBuilder
    ) -> Int {
        var columns = given
        var name: CellName?
        var scope: SourcedText?
        for (index, row) in grid.rows[start...].enumerated() {
            let texts = builder.texts(row)
            if isLabelRow(texts, &columns, builder) || isIndexRow(texts, columns, index) {
                builder.consume(row.ranges)
                continue
            }
            let filled = texts.indices.filter { !texts[$0].isEmpty }
            if filled.count <= 1 {  // a section's title, or the rest of a sentence
                if let only = filled.first,
                    !columns.columns.indices.contains(only)
                        || columns.columns[only].kind != .prose
                {
                    builder.name(row.fragments(only))
                }
                continue
            }
            if filled.count >= 3, isHeader(texts, builder) { return start + index }
            guard fits(texts, columns, builder) else {
                builder.uncertain(filled.flatMap(row.fragments))
                for cell in row.cells.indices { builder.consume(row.fragments(cell)) }
                continue
            }
            if let label = columns.name, label < texts.count, !texts[label].isEmpty {
                name = CellName(texts[label], source: builder.source, lexicon: builder.lexicon)
            }
            if let label = columns.scope, label < texts.count, !texts[label].isEmpty {
                scope = texts[label].sourced(0, texts[label].count, of: builder.source)
            }
            take(texts, columns, name, scope, &builder)
        }
        return grid.rows.count
    }

    /// Whether another table begins: a row of headers that speaks of goals and results.
    private static func isHeader(_ texts: [CellText], _ builder: ResultsBuilder) -> Bool {
        guard texts.allSatisfy({ $0.count <= 24 }),
            !texts.contains(where: { CellValue($0, builder.lexicon).form == .figures })
        else { return false }
        let heads = texts.filter { !$0.isEmpty }.map { HeaderColumn($0, builder.lexicon) }
        return ResultsColumns.mayBeResults(heads) && !heads.contains { $0.kind == .unknown }
    }

    private static func take(
        _ texts: [CellText], _ columns: ResultsColumns, _ name: CellName?, _ scope: SourcedText?,
        _ builder: inout ResultsBuilder
    ) {
        var row = ResultsBuilder.Row(name: name, scope: scope, groups: columns.groups)
        if let unit = columns.unit, unit < texts.count {
            row.unit =
                CellUnits.unit(texts[unit].code[...], builder.lexicon)
                ?? texts[unit].folded(0, min(8, texts[unit].count))
        }
        for (index, text) in texts.prefix(columns.columns.count).enumerated() where !text.isEmpty {
            let column = columns.columns[index]
            switch column.kind {
            case .target, .actual, .rate, .comparison, .context:
                builder.figure(text, in: column, of: row)
            case .name, .region: builder.name(text.ranges)
            case .number, .unit, .agency, .rank: builder.consume(text.ranges)
            case .prose: break
            case .unknown: if !builder.hasNumeral(text) { builder.consume(text.ranges) }
            }
        }
        builder.row += 1
    }

    /// Whether each cell can stand in its column: figures not under agencies, names not void.
    private static func fits(
        _ texts: [CellText], _ columns: ResultsColumns, _ builder: ResultsBuilder
    ) -> Bool {
        let count = columns.columns.count
        if texts.count < count, !fitsShort(texts, columns, builder) { return false }
        if texts.count > count, texts[count...].contains(where: { !$0.isEmpty }) { return false }
        for (index, text) in texts.prefix(count).enumerated() where !text.isEmpty {
            let kind = columns.columns[index].kind
            guard kind == .agency || kind == .name || kind == .region || kind == .unit else {
                continue
            }
            // A figure under a header of names means that a cell before it is missing.
            if CellValue(text, builder.lexicon).form == .figures, text.count > 0,
                CellText.isDigit(text.code[0])
            {
                return false
            }
        }
        return true
    }

    /// Whether a row lacks nothing but its last words: figures all stand, and none has moved.
    private static func fitsShort(
        _ texts: [CellText], _ columns: ResultsColumns, _ builder: ResultsBuilder
    ) -> Bool {
        guard let last = columns.figures.last, last < texts.count else { return false }
        let values = columns.figures.map { CellValue(texts[$0], builder.lexicon) }
        let moved = zip(columns.figures, values).contains { index, value in
            let kind = columns.columns[index].kind
            return (kind == .target || kind == .actual) && value.isPercent
        }
        let rates = zip(columns.figures, values).filter { columns.columns[$0.0].kind == .rate }
        let hasRate = rates.isEmpty || rates.contains { $0.1.form == .figures }
        return hasRate && !(moved && rates.contains { !$0.1.isPercent })
    }

    /// A row that belongs to the header: the header again, responsible units, units of measure.
    private static func isLabelRow(
        _ texts: [CellText], _ columns: inout ResultsColumns, _ builder: ResultsBuilder
    ) -> Bool {
        let same = columns.figures.filter {
            $0 < texts.count && !texts[$0].isEmpty
                && texts[$0].code == columns.columns[$0].text.code
        }
        if same.count >= 2 { return true }
        guard let first = texts.first(where: { !$0.isEmpty }), first.count <= 8,
            !texts.contains(where: { CellValue($0, builder.lexicon).form == .figures })
        else { return false }
        let label = HeaderColumn(first, builder.lexicon)
        guard label.kind == .agency || label.kind == .unit || label.isListed && label.isFigure
        else { return false }
        if label.kind == .unit {  // 计量单位 | 人 | | | 个
            var unit = ""
            var group = -1
            for index in columns.columns.indices where columns.columns[index].isFigure {
                if columns.columns[index].group != group { unit = "" }
                group = columns.columns[index].group
                if index < texts.count,
                    let found = CellUnits.unit(texts[index].code[...], builder.lexicon)
                {
                    unit = found
                }
                if columns.columns[index].kind != .rate { columns.columns[index].groupUnit = unit }
            }
        }
        return true
    }

    /// 甲 | 乙 | 1 | 2 | 3: the numbers of the columns.
    private static func isIndexRow(
        _ texts: [CellText], _ columns: ResultsColumns, _ index: Int
    ) -> Bool {
        guard index == 0 else { return false }
        var expected: Int?
        var count = 0
        for column in columns.figures where column < texts.count {
            guard let number = texts[column].integer, number == expected ?? number else {
                return false
            }
            expected = number + 1
            count += 1
        }
        guard count >= 3, let label = columns.name ?? columns.scope, label < texts.count else {
            return false
        }
        let text = texts[label]
        return text.isVoid || text.count == 1 || text.integer != nil || text.matches("栏次", at: 0)
    }
}
