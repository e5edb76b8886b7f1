/// The header of a results table of which each cell became a line of its own.
struct ResultsLinesHeader {
    var columns: ResultsColumns
    /// The header's cells.
    var ranges: [TextRange]
    /// The line of the header's first cell, and the line after its last.
    var first: Int
    var data: Int
    /// Whether blank lines part the cells, so that lines without one between belong together.
    var isSpaced: Bool

    /// Headers are short; a sentence is none.
    private static let longest = 24
    /// How many cells a header may have before and behind the one that names the goal.
    private static let reach = 40

    /// More columns are no table for people.
    private static let widest = 32
    private static let labels: Set<HeaderColumn.Kind> = [.number, .name, .region, .unit]

    private static let goalMarks = Character16.Set("目任计指")

    /// The first header at or after `start`, and from which line to look on if there is none.
    static func find(_ lines: [Line], from start: Int, _ builder: ResultsBuilder)
        -> ResultsLinesHeader?
    {
        var index = start
        while index < lines.count {
            guard mayNameGoal(lines[index], builder) else {
                index += 1
                continue
            }
            let head = HeaderColumn(builder.text(lines[index].range), builder.lexicon)
            guard head.kind == .target || head.mayBeTarget,
                CellValue(head.text, builder.lexicon).form == .words
            else {
                index += 1
                continue
            }
            let (header, next) = around(index, lines, builder)
            if let header { return header }
            index = max(index + 1, next)
        }
        return nil
    }

    private static func mayNameGoal(_ line: Line, _ builder: ResultsBuilder) -> Bool {
        guard line.range.count <= longest, line.range.count >= 2 else { return false }
        let tables = CharacterTables.shared
        return builder.source.scalars[line.range.start..<line.range.end].contains {
            goalMarks.contains(tables.folded($0))
        }
    }

    /// The header that the line at `index` belongs to; the line where it would end.
    private static func around(_ index: Int, _ lines: [Line], _ builder: ResultsBuilder)
        -> (ResultsLinesHeader?, Int)
    {
        let isSpaced =
            lines[index].blankBefore
            && (index + 1 >= lines.count || lines[index + 1].blankBefore)
        // Upwards while lines are short, then downwards while they are heads.
        var first = index
        while first > 0, index - first < reach, lines[first - 1].range.count <= longest,
            !isSpaced || lines[first].blankBefore
        { first -= 1 }
        let cells = LineCells.read(
            lines, from: first, isSpaced: isSpaced, limit: index - first + reach, builder)
        guard let goal = cells.lastIndex(where: { $0.line <= index }) else {
            return (nil, index + 1)
        }
        var low = goal
        var high = goal
        var after: [HeaderColumn] = []
        var before: [HeaderColumn] = []
        while high < cells.count, let head = head(cells[high], builder) {
            after.append(head)
            high += 1
        }
        while low > 0, let head = head(cells[low - 1], builder) {
            before.append(head)
            low -= 1
        }
        guard high > goal else { return (nil, index + 1) }
        // Names of groups stand before the goal and are no heads.
        while low > 0, goal - low < 16, cells[low - 1].value.form == .words,
            cells[low - 1].text.count <= longest
        {
            before.append(HeaderColumn(cells[low - 1].text, builder.lexicon))
            low -= 1
        }
        let offset = low
        let heads = before.reversed() + after
        var found: [HeaderColumn]?
        if let (grouped, from, end) = grouped(heads, goal - offset, heads.count, builder) {
            found = grouped
            low = from + offset
            high = end + offset
        } else {
            // Only heads in one run with the goal, from the first that names or numbers rows.
            var start = goal - offset
            while start > 0, heads[start - 1].kind != .unknown { start -= 1 }
            while start < goal - offset, !labels.contains(heads[start].kind) { start += 1 }
            low = start + offset
            if high - low >= 3, high - low <= widest,
                ResultsColumns.mayBeResults(Array(heads[start...]))
            {
                found = Array(heads[start...])
            }
        }
        let next = high < cells.count ? cells[high].line : lines.count
        guard let found else { return (nil, next) }
        var columns = ResultsColumns(found)
        columns.resolveByHeaders()
        guard columns.isResults, columns.name != nil || columns.scope != nil else {
            return (nil, next)
        }
        if columns.name == nil { columns.nameFigures(builder.source) }
        return (
            ResultsLinesHeader(
                columns: columns, ranges: cells[low..<high].map(\.text.range),
                first: cells[low].line,
                data: next, isSpaced: isSpaced), next
        )
    }

    /// A cell as a head, nil where it can be none.
    private static func head(_ cell: LineCell, _ builder: ResultsBuilder) -> HeaderColumn? {
        guard cell.value.form == .words, cell.text.count <= longest else { return nil }
        let head = HeaderColumn(cell.text, builder.lexicon)
        return head.kind == .unknown ? nil : head
    }

    /// 地区, 就业（人）, 改造（个）, then 目标, 完成, 完成率 once for each group.
    private static func grouped(
        _ heads: [HeaderColumn], _ goal: Int, _ high: Int, _ builder: ResultsBuilder
    ) -> ([HeaderColumn], Int, Int)? {
        // The goal is the first head of the first group.
        guard
            let size = (2...6).first(where: {
                goal + $0 < high && heads[goal + $0].text.code == heads[goal].text.code
            })
        else { return nil }
        var end = goal + size
        while end < high, heads[end].text.code == heads[end - size].text.code { end += 1 }
        // 责任单位 may stand under the heads as a row of its own.
        guard (end - goal) % size == 0,
            end == high || heads[end].kind == .agency
                || heads[end].kind == .unit
        else { return nil }
        let groups = (end - goal) / size
        let top = goal - groups
        var low = top
        guard top > 0 else { return nil }
        while low > 0,
            labels.contains(heads[low - 1].kind)
        { low -= 1 }
        guard low < top else { return nil }
        let tops = heads[low..<goal].map(\.text)
        return ResultsGridHeader.spread(
            tops, Array(heads[goal..<end]), top - low + end - goal, builder
        ).map { ($0, low, end) }
    }
}

/// One cell of a table whose cells are lines.
struct LineCell: Sendable {
    var text: CellText
    var value: CellValue
    /// The line it begins with.
    var line: Int
}

enum LineCells {
    /// The cells from a line on, at most `limit`.
    static func read(
        _ lines: [Line], from start: Int, isSpaced: Bool, limit: Int, _ builder: ResultsBuilder
    ) -> [LineCell] {
        var cells: [LineCell] = []
        var index = start
        while index < lines.count, cells.count < limit {
            var range = lines[index].range
            let first = index
            index += 1
            // Wrapped cells; a page's break parts them too.
            while isSpaced, index < lines.count, !lines[index].blankBefore,
                !lines[index].pageBreakBefore, index - first < 6
            {
                range.end = lines[index].range.end
                index += 1
            }
            let text = builder.text(TextRange(range.start, min(range.end, range.start + 400)))
            cells.append(
                LineCell(
                    text: range.count <= 400 ? text : CellText(builder.source, range),
                    value: CellValue(text, builder.lexicon), line: first))
        }
        return cells
    }
}
