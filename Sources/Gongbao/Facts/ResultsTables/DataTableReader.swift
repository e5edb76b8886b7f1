/// Reads the figures of tables that hold neither tasks nor goals with results: 指标 | 单位 | 2030年.
///
/// Only tables whose cells a format gives are read so: in lines of text it is seldom certain which
/// figure stands under which header.
enum DataTableReader {
    /// How far below the table's top its header may begin.
    private static let depth = 4
    private static let sample = 60
    private static let widest = 128

    /// The cells with figures of those tables of which nothing is in `consumed` (sorted).
    static func read(
        _ source: SourceText, lines: [Line], tables: [SourceTable], excluding consumed: [TextRange],
        isPlan: Bool, lexicon: Lexicon
    ) -> ResultsTable? {
        var builder = ResultsBuilder(source: source, lexicon: lexicon)
        for table in tables where !isTaken(table, consumed) {
            let grid = CellGrid(table, lines: lines)
            guard let found = header(of: grid, builder, isPlan: isPlan) else { continue }
            builder.readTableUnit(lines: lines, before: grid.rows[found.first].line)
            for row in grid.rows[found.first..<found.data] { builder.consume(row.ranges) }
            _ = ResultsGridReader.rows(grid, from: found.data, found.columns, &builder)
        }
        guard !builder.table.cells.isEmpty else { return nil }
        builder.table.consumed.sort()
        return builder.table
    }

    private static func isTaken(_ table: SourceTable, _ consumed: [TextRange]) -> Bool {
        table.cells.lazy.flatMap(\.fragments).contains { fragment in
            let index = consumed.partitioningIndex { $0.end > fragment.start }
            return index < consumed.count && consumed[index].overlaps(fragment)
        }
    }

    static func header(
        of grid: CellGrid, _ builder: ResultsBuilder, isPlan: Bool
    ) -> ResultsGridHeader.Found? {
        for index in 0..<min(depth, grid.rows.count) {
            let texts = builder.texts(grid.rows[index])
            guard texts.count >= 2, texts.count <= widest,
                texts.filter({ !$0.isEmpty }).count >= 2,
                !ResultsGridHeader.hasFigures(texts, builder.lexicon)
            else { continue }
            if index + 1 < grid.rows.count {
                let sub = builder.texts(grid.rows[index + 1])
                let spans = texts.indices.contains { texts[$0].isEmpty && !sub[$0].isEmpty }
                if spans, !ResultsGridHeader.hasFigures(sub, builder.lexicon) {
                    let columns = joined(texts, sub, builder)
                    if let found = check(columns, grid, index, index + 2, builder, isPlan) {
                        return found
                    }
                }
            }
            let columns = texts.map { HeaderColumn($0, builder.lexicon) }
            if let found = check(columns, grid, index, index + 1, builder, isPlan) { return found }
        }
        return nil
    }

    /// Groups over their columns; the group gives what its columns do not say.
    private static func joined(
        _ top: [CellText], _ sub: [CellText], _ builder: ResultsBuilder
    ) -> [HeaderColumn] {
        var group: HeaderColumn?
        return top.indices.map { index in
            if !top[index].isEmpty { group = HeaderColumn(top[index], builder.lexicon) }
            guard index < sub.count, !sub[index].isEmpty else {
                defer { group = nil }
                return HeaderColumn(top[index], builder.lexicon)
            }
            var column = HeaderColumn(sub[index], builder.lexicon)
            guard let group else { return column }
            column.groupUnit = group.unit
            if column.kind == .unknown, group.isFigure {
                column.kind = group.kind
            } else if !group.core.isEmpty {
                column.indicator = group.text.sourced(
                    group.core.lowerBound, group.core.upperBound, of: builder.source)
            }
            return column
        }
    }

    private static func check(
        _ heads: [HeaderColumn], _ grid: CellGrid, _ first: Int, _ data: Int,
        _ builder: ResultsBuilder, _ isPlan: Bool
    ) -> ResultsGridHeader.Found? {
        var columns = ResultsColumns(heads)
        columns.resolve(grid.rows[data...].prefix(sample).map(builder.texts), builder.lexicon)
        guard !columns.figures.isEmpty, columns.name != nil || columns.scope != nil else {
            return nil
        }
        // What no header calls a goal or a comparison is what the document as a whole speaks of.
        for index in heads.indices where heads[index].kind == .unknown {
            if columns.columns[index].kind == .context {
                columns.columns[index].kind = isPlan ? .target : .actual
            }
        }
        if columns.name == nil { columns.nameFigures(builder.source) }
        return ResultsGridHeader.Found(columns: columns, first: first, data: data)
    }
}
