extension LayoutPage {
    /// Gives every run below the header its column.
    func cells(_ context: TableContext) -> [Cell] {
        let lines = body.map { ($0, Self.runs(context.source, context.lines[$0], metric)) }
        let width = lines.flatMap(\.1).map(\.right).max() ?? 0
        var covered = [Int](repeating: 0, count: width + 2)
        for run in lines.lazy.flatMap(\.1) {
            for position in run.left..<min(run.right, width) { covered[position] += 1 }
        }
        let cuts = zip(names, names.dropFirst()).map { cut($0, $1, covered) }
        var reader = LayoutLines(columns: columns, cuts: cuts, width: width, context: context)
        let read = lines.map { LayoutLines.Tokens(context.source, $0.1, metric) }
        reader.measure(read.map { reader.cells($0) })
        return zip(lines, read).flatMap { entry, tokens in
            reader.cells(tokens).map {
                Cell(column: $0.column, line: entry.0, range: $0.range)
            }
        }
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
}
