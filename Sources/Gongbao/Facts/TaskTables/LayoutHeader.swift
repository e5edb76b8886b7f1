extension LayoutPage {
    /// Lines of names above and below the line that holds most of them.
    private static let mostAbove = 2
    private static let mostBelow = 3

    /// The header around line `index`, whose runs are mostly names of columns.
    static func header(
        _ context: TableContext, _ index: Int, _ metric: LayoutMetric
    ) -> LayoutPage? {
        let main = names(context, index, metric)
        guard main.count >= 3, main.count <= 20,
            main.filter({ column([$0], context) != nil }).count >= 3
        else { return nil }
        var above: [[Run]] = []
        while above.count < mostAbove, let runs = short(context, index - above.count - 1, metric) {
            above.insert(runs, at: 0)
        }
        var below: [[Run]] = []
        while below.count < mostBelow, let runs = short(context, index + below.count + 1, metric) {
            below.append(runs)
        }
        // The most lines whose every run is a name, or part of a wrapped one.
        let windows = (0...above.count).flatMap { up in (0...below.count).map { (up, $0) } }
            .sorted { $0.0 + $0.1 > $1.0 + $1.1 }
        for (up, down) in windows {
            let rows = Array(above.suffix(up)) + [main] + Array(below.prefix(down))
            let lines = index - up..<index + down + 1
            if let page = page(rows, lines, context, metric) { return page }
        }
        return nil
    }

    private static func page(
        _ rows: [[Run]], _ lines: Range<Int>, _ context: TableContext, _ metric: LayoutMetric
    ) -> LayoutPage? {
        let (columns, names, parts, rest) = columns(rows, context)
        let main = rows.max { $0.count < $1.count } ?? []
        // Words over several columns (责任分工) name none.
        guard
            rest.allSatisfy({ run in
                isGroup(run, context) || main.contains { $0.range == run.range } && rows.count == 1
            })
        else { return nil }
        let order = names.indices.sorted {
            names[$0].left + names[$0].right < names[$1].left + names[$1].right
        }
        let sorted = order.map { columns[$0] }
        guard Set(sorted).count >= 3, sorted.contains(.number) || sorted.contains(.task) else {
            return nil
        }
        return LayoutPage(
            columns: sorted, header: lines, body: lines.upperBound..<lines.upperBound,
            names: order.map { names[$0] }, nameParts: order.map { parts[$0] }, metric: metric)
    }

    /// The runs of a line of names: cut at single blanks between names, joined where letters are
    /// spread (序  号).
    private static func names(
        _ context: TableContext, _ index: Int, _ metric: LayoutMetric
    ) -> [Run] {
        let all = runs(context.source, context.lines[index], metric).flatMap {
            cut($0, context, metric)
        }
        var result: [Run] = []
        for run in all {
            if let last = result.last, last.range.count <= 3, run.range.count <= 3,
                column([last, run], context) != nil
            {
                result[result.count - 1].right = run.right
                result[result.count - 1].range.end = run.range.end
            } else {
                result.append(run)
            }
        }
        return result
    }

    private static func cut(
        _ run: Run, _ context: TableContext, _ metric: LayoutMetric
    ) -> [Run] {
        guard run.range.count <= 60, column([run], context) == nil else { return [run] }
        var parts: [Run] = []
        var start = run.range.start
        for offset in run.range.start..<run.range.end + 1
        where offset == run.range.end || isBlank(context.source.scalars[offset]) {
            guard offset > start else {
                start = offset + 1
                continue
            }
            let left = run.left + metric.width(context.source, run.range.start..<start)
            let part = Run(
                left: left, right: left + metric.width(context.source, start..<offset),
                range: TextRange(start, offset))
            guard column([part], context) != nil else { return [run] }
            parts.append(part)
            start = offset + 1
        }
        return parts
    }

    /// A line above or below a header's main line that holds only short pieces of names.
    private static func short(
        _ context: TableContext, _ index: Int, _ metric: LayoutMetric
    ) -> [Run]? {
        guard context.lines.indices.contains(index) else { return nil }
        let line = context.lines[index]
        guard line.range.count <= 120 else { return nil }
        let runs = names(context, index, metric)
        let isShort = runs.allSatisfy { run in
            run.range.count <= 8 && !(0x30...0x39).contains(context.source.scalars[run.range.start])
        }
        return isShort ? runs : nil
    }

    private static func isGroup(_ run: Run, _ context: TableContext) -> Bool {
        let text = TableText(context.source, [run.range], lexicon: context.lexicon)
        let reader = TableHeaderReader(text: text)
        let reading = reader.read(0, text.flow.count)
        return reading.reaches(text.flow.count)
            && reading.columns(before: text.flow.count).isEmpty
    }

    private static func column(_ runs: [Run], _ context: TableContext) -> Column? {
        guard runs.reduce(0, { $0 + $1.range.count }) <= 40 else { return nil }
        let text = TableText(context.source, runs.map(\.range), lexicon: context.lexicon)
        return TableHeaderReader(text: text).column(0, text.flow.count)
    }

    /// Whether a name stands over two whole names of one line.
    private static func isOver(_ run: Run, _ row: [Run], _ context: TableContext) -> Bool {
        guard column([run], context) != nil else { return false }
        return row.filter {
            $0.left < run.right + 4 && run.left < $0.right + 4 && column([$0], context) != nil
        }.count >= 2
    }

    /// Joins names that are wrapped over the header's lines; the runs that are no part of a name.
    private static func columns(
        _ rows: [[Run]], _ context: TableContext
    ) -> (columns: [Column], names: [Run], parts: [[TextRange]], rest: [Run]) {
        var columns: [Column] = []
        var names: [Run] = []
        var parts: [[TextRange]] = []
        var rest: [Run] = []
        var used = Set<TextRange>()
        for (row, runs) in rows.enumerated() {
            for run in runs where !used.contains(run.range) {
                let below = rows[(row + 1)...].joined().filter {
                    !used.contains($0.range) && $0.left < run.right && run.left < $0.right
                }
                // 进度安排 over 启动时间 and 完成时间 is no column of its own.
                var isName = rows[(row + 1)...].contains { isOver(run, $0, context) }
                for stack in isName ? [] : [[run] + below, [run]] {
                    guard let column = column(stack, context) else { continue }
                    columns.append(column)
                    parts.append(stack.map(\.range))
                    names.append(
                        Run(
                            left: stack.map(\.left).min() ?? run.left,
                            right: stack.map(\.right).max() ?? run.right, range: run.range))
                    for part in stack { used.insert(part.range) }
                    isName = true
                    break
                }
                if !isName { rest.append(run) }
            }
        }
        return (columns, names, parts, rest)
    }
}
