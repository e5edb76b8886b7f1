/// The geometry of a table whose columns stand side by side, as `pdftotext -layout` writes them.
///
/// Positions are counted in characters from the line's begin. They are exact on one page only: each
/// page is spread anew, so columns are found page by page, below the page's own header.
struct LayoutPage: Sendable {
    /// A stretch of a line without wide blanks.
    struct Run: Sendable {
        var left: Int
        var right: Int
        var range: TextRange
    }

    struct Cell: Sendable {
        /// Index into the columns.
        var column: Int
        /// Index of the line among the document's.
        var line: Int
        var range: TextRange
    }

    var columns: [Column]
    /// The lines of the header, and those below it.
    var header: Range<Int>
    var body: Range<Int>
    /// Where each column's name stands.
    fileprivate var names: [Run]

    // MARK: Runs

    /// Cuts a line at blanks that are wider than one character.
    static func runs(_ source: SourceText, _ line: Line) -> [Run] {
        var begin = line.range.start
        while begin > 0, [0x20, 0x3000, 0xA0].contains(source.scalars[begin - 1]) { begin -= 1 }
        var runs: [Run] = []
        var start: Int?
        var blanks = 0
        for offset in line.range.start..<line.range.end {
            let scalar = source.scalars[offset]
            if scalar == 0x20 || scalar == 0xA0 || scalar == 0x3000 {
                blanks += scalar == 0x3000 ? 2 : 1
                continue
            }
            if let from = start, blanks >= 2 {
                runs.append(run(from, offset - blanks, begin, source))
                start = offset
            } else if start == nil {
                start = offset
            }
            blanks = 0
        }
        if let start { runs.append(run(start, line.range.end, begin, source)) }
        return runs
    }

    private static func run(_ start: Int, _ end: Int, _ begin: Int, _ source: SourceText) -> Run {
        var end = max(start + 1, end)
        while end > start + 1, [0x20, 0x3000, 0xA0].contains(source.scalars[end - 1]) { end -= 1 }
        return Run(left: start - begin, right: end - begin, range: TextRange(start, end))
    }

    // MARK: Headers

    /// The header around line `index`, whose runs are mostly names of columns.
    static func header(
        _ context: TableContext, _ index: Int
    ) -> LayoutPage? {
        let main = runs(context.source, context.lines[index])
        guard main.count >= 3, main.count <= 20,
            main.filter({ column([$0], context) != nil }).count >= 3
        else { return nil }
        var lines = index..<index + 1
        var rows = [main]
        while lines.lowerBound > 0, lines.count < 3,
            let above = fragments(context, lines.lowerBound - 1)
        {
            rows.insert(above, at: 0)
            lines = lines.lowerBound - 1..<lines.upperBound
        }
        while lines.upperBound < context.lines.count, lines.count < 5,
            let below = fragments(context, lines.upperBound)
        {
            rows.append(below)
            lines = lines.lowerBound..<lines.upperBound + 1
        }
        var (columns, names) = columns(rows, context)
        let order = names.indices.sorted {
            names[$0].left + names[$0].right < names[$1].left + names[$1].right
        }
        columns = order.map { columns[$0] }
        names = order.map { names[$0] }
        guard Set(columns).count >= 3, columns.contains(.number) || columns.contains(.task) else {
            return nil
        }
        return LayoutPage(
            columns: columns, header: lines, body: lines.upperBound..<lines.upperBound, names: names
        )
    }

    /// A line above or below a header's main line that holds only short pieces of names.
    private static func fragments(_ context: TableContext, _ index: Int) -> [Run]? {
        let line = context.lines[index]
        guard line.range.count <= 120 else { return nil }
        let runs = runs(context.source, line)
        guard runs.allSatisfy({ $0.range.count <= 8 && isPart($0, context) }) else { return nil }
        return runs
    }

    private static func isPart(_ run: Run, _ context: TableContext) -> Bool {
        if column([run], context) != nil { return true }
        let text = TableText(context.source, [run.range], lexicon: context.lexicon)
        let parts: [StaticWord] = [
            "分管", "牵头", "责任", "配合", "完成", "领导", "单位", "时间", "时限", "分工", "责任分工", "任务", "工作", "主要",
            "市级", "县级", "区级", "责任落实", "任务分工",
        ]
        return parts.contains {
            $0.count == text.flow.count && text.matches($0, at: 0, before: $0.count)
        }
    }

    private static func column(_ runs: [Run], _ context: TableContext) -> Column? {
        let text = TableText(context.source, runs.map(\.range), lexicon: context.lexicon)
        return TableHeaderReader(text: text).column(0, text.flow.count)
    }

    /// Joins names that are wrapped over the header's lines; what stands alone must be a name.
    private static func columns(
        _ rows: [[Run]], _ context: TableContext
    ) -> ([Column], [Run]) {
        var columns: [Column] = []
        var names: [Run] = []
        var used = Set<TextRange>()
        for (row, runs) in rows.enumerated() {
            for run in runs where !used.contains(run.range) {
                let below = rows[(row + 1)...].joined().filter {
                    !used.contains($0.range) && $0.left < run.right && run.left < $0.right
                }
                for stack in [[run] + below, [run]] {
                    guard let column = column(stack, context) else { continue }
                    columns.append(column)
                    names.append(
                        Run(
                            left: stack.map(\.left).min() ?? run.left,
                            right: stack.map(\.right).max() ?? run.right, range: run.range))
                    for part in stack { used.insert(part.range) }
                    break
                }
            }
        }
        return (columns, names)
    }

    // MARK: Columns below the header

    /// Gives every run below the header its column.
    func cells(_ context: TableContext) -> [Cell] {
        let lines = body.map { ($0, Self.runs(context.source, context.lines[$0])) }
        let width = lines.flatMap(\.1).map(\.right).max() ?? 0
        var covered = [Int](repeating: 0, count: width + 2)
        for run in lines.lazy.flatMap(\.1) {
            for position in run.left..<min(run.right, width) { covered[position] += 1 }
        }
        let cuts = zip(names, names.dropFirst()).map { cut($0, $1, covered) }
        var cells: [Cell] = []
        for (line, runs) in lines {
            for run in runs {
                for part in parted(run, cuts, context.source) {
                    let middle = Double(part.left + part.right) / 2
                    let column = cuts.firstIndex { middle < Double($0) } ?? columns.count - 1
                    cells.append(Cell(column: column, line: line, range: part.range))
                }
            }
        }
        return cells
    }

    /// Where two columns part: amid the widest stretch between their names that is covered least.
    private func cut(_ left: Run, _ right: Run, _ covered: [Int]) -> Int {
        let from = (left.left + left.right) / 2 + 1
        let to = max(from + 1, (right.left + right.right) / 2)
        let last = min(to, covered.count)
        guard from < last else { return (left.right + right.left) / 2 }
        let least = covered[from..<last].min() ?? 0
        var best = (length: 0, middle: from)
        var start = from
        for position in from...last {
            if position < last, covered[position] == least { continue }
            if position - start > best.length {
                best = (position - start, start + (position - start + 1) / 2)
            }
            start = position + 1
        }
        return best.middle
    }

    /// Cuts a run that reaches over a column's edge at the blank nearest to it.
    private func parted(_ run: Run, _ cuts: [Int], _ source: SourceText) -> [Run] {
        for cut in cuts where run.left < cut - 1 && cut + 1 < run.right {
            for shift in [0, -1, 1, -2, 2] {
                let offset = run.range.start + cut + shift - run.left
                guard offset > run.range.start, offset < run.range.end - 1,
                    source.scalars[offset] == 0x20
                else { continue }
                let left = Run(
                    left: run.left, right: offset - run.range.start + run.left,
                    range: TextRange(run.range.start, offset))
                let rest = Run(
                    left: left.right + 1, right: run.right,
                    range: TextRange(offset + 1, run.range.end))
                return [left] + parted(rest, cuts, source)
            }
        }
        return [run]
    }
}
