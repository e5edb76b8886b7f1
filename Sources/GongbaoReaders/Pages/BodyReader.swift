/// Puts what is not in a ruled table into reading order.
struct BodyReader {
    let page: PageContent
    let turn: PageTurn
    let tables: [PageTable]
    /// Long horizontal rulings outside of the tables.
    let rules: [PageContent.Ruling]

    func items(_ indices: [Int]) -> [PageAnalyzer.Item] {
        let builder = LineBuilder(glyphs: page.glyphs)
        var upright = indices.filter { page.glyphs[$0].direction == 0 }
        var lines = builder.lines(upright)
        var tables = tables
        let aligned = AlignedTableFinder(page: page, builder: builder, rules: rules).find(lines)
        if !aligned.isEmpty {
            var taken = Set<Int>()
            for found in aligned {
                var table = found.table
                table.turn = turn
                CellRoom.set(in: &table)
                tables.append(table)
                taken.formUnion(found.glyphs)
            }
            upright.removeAll { taken.contains($0) }
            lines = builder.lines(upright)
        }
        var result: [PageAnalyzer.Item] = []
        let columns = ColumnReader(builder: builder, page: page.number)
        var start = 0
        tables.sort { ($0.top, $0.left) < ($1.top, $1.left) }
        for table in tables {
            var end = start
            while end < lines.count, let first = lines[end].first,
                page.glyphs[first].baseline < table.top + page.glyphs[first].size
            {
                end += 1
            }
            result += columns.pieces(Array(lines[start..<end])).map { .line($0) }
            result.append(.table(table))
            start = end
        }
        result += columns.pieces(Array(lines[start...])).map { .line($0) }
        if upright.count < indices.count {
            let turned = TurnedText(glyphs: page.glyphs, page: page.number)
            let others = indices.filter { page.glyphs[$0].direction != 0 }
            result += turned.pieces(others).map { .line($0) }
        }
        return result
    }
}
