/// Results tables of which each cell became a line of its own, and empty cells vanished.
enum ResultsLinesReader {
    static func read(lines: [Line], into builder: inout ResultsBuilder) {
        var index = 0
        while let header = ResultsLinesHeader.find(lines, from: index, builder) {
            builder.readTableUnit(lines: lines, before: header.first)
            let (part, end) = rows(lines, header, builder)
            index = max(end, header.data)
            guard part.row > builder.row else { continue }
            builder.append(part)
            for range in header.ranges { builder.consume(range) }
            builder.recognised("one cell a line", header.columns)
        }
    }

    /// The rows under a header and the line behind them. Cells are read as far as the table goes,
    /// so that many short tables cost no more than one long one.
    private static func rows(
        _ lines: [Line], _ header: ResultsLinesHeader, _ builder: ResultsBuilder
    ) -> (ResultsBuilder, Int) {
        var limit = 96
        while true {
            let cells = LineCells.read(
                lines, from: header.data, isSpaced: header.isSpaced, limit: limit, builder)
            var reader = LineRowReader(header: header, cells: cells, builder: builder.emptied())
            let end = reader.run()
            let isWhole = cells.count < limit
            // The rows at the limit may be cut, so they need a longer look.
            if isWhole || end + 4 * reader.width + 24 < cells.count {
                return (reader.builder, end < cells.count ? cells[end].line : lines.count)
            }
            limit *= 4
        }
    }
}
