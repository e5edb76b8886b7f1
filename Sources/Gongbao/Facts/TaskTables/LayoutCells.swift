extension LayoutPage {
    /// Gives every run below the header its column.
    func cells(_ context: TableContext) -> [Cell] {
        let lines = body.map { ($0, Self.runs(context.source, context.lines[$0])) }
        let width = lines.flatMap(\.1).map(\.right).max() ?? 0
        var covered = [Int](repeating: 0, count: width + 2)
        for run in lines.lazy.flatMap(\.1) {
            for position in run.left..<min(run.right, width) { covered[position] += 1 }
        }
        let cuts = zip(names, names.dropFirst()).map { cut($0, $1, covered) }
        let glue = LayoutGlue(
            lines.map(\.1), columns: columns.count, source: context.source
        ) { column(of: $0, cuts) }
        var cells: [Cell] = []
        for (line, runs) in lines {
            for run in runs {
                if let parts = glue.parts(run) {
                    cells += parts.map { Cell(column: $0.column, line: line, range: $0.range) }
                    continue
                }
                for part in parted(run, cuts, context.source) {
                    cells.append(
                        Cell(column: column(of: part, cuts), line: line, range: part.range))
                }
            }
        }
        return cells
    }

    private func column(of run: Run, _ cuts: [Int]) -> Int {
        let middle = Double(run.left + run.right) / 2
        return cuts.firstIndex { middle < Double($0) } ?? columns.count - 1
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

/// Tells cells apart that stand so close that only one blank is left between them.
///
/// A cell that fills its column to the edge is written as if the next one were its next word, and
/// the next one moves to the left. So a run that reaches beyond the begin of the next column is
/// cut at the last blank that leaves no more than the column is wide.
struct LayoutGlue {
    private var starts: [Int?]
    private var widths: [Double]
    private let source: SourceText

    init(
        _ lines: [[LayoutPage.Run]], columns: Int, source: SourceText,
        column: (LayoutPage.Run) -> Int
    ) {
        self.source = source
        // Most cells of a column begin at one place.
        var counts = [[Int: Int]](repeating: [:], count: columns)
        for run in lines.joined() { counts[column(run)][run.left, default: 0] += 1 }
        starts = counts.map { counts in
            counts.filter { $0.value >= 2 }
                .max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
        }
        for index in starts.indices.dropFirst() {
            if let start = starts[index], let before = starts[..<index].last(where: { $0 != nil }),
                let before, start <= before
            {
                starts[index] = nil
            }
        }
        widths = [Double](repeating: 0, count: columns)
        for run in lines.joined() {
            guard let index = begin(run), let next = next(index), run.right < next else { continue }
            widths[index] = max(widths[index], width(run.range))
        }
    }

    /// The column that a run begins in.
    private func begin(_ run: LayoutPage.Run) -> Int? {
        starts.lastIndex { $0.map { $0 <= run.left + 1 } ?? false }
    }

    /// Where the next column begins.
    private func next(_ index: Int) -> Int? {
        guard index + 1 < starts.count else { return nil }
        return starts[index + 1]
    }

    /// In characters as wide as they are high.
    private func width(_ range: TextRange) -> Double {
        source.scalars[range.start..<range.end].reduce(0) { $0 + ($1 < 0x80 ? 0.5 : 1) }
    }

    /// The cells of a run that holds more than one; nil where it holds one.
    func parts(_ run: LayoutPage.Run) -> [(column: Int, range: TextRange)]? {
        guard var index = begin(run) else { return nil }
        var parts: [(column: Int, range: TextRange)] = []
        var start = run.range.start
        var left = run.left
        while let next = next(index), widths[index] > 0 {
            let right = left + run.range.end - start
            guard right >= next, let blank = blank(start, run.range.end, widths[index]) else {
                break
            }
            parts.append((index, TextRange(start, blank)))
            start = blank + 1
            index += 1
            left = next
        }
        guard !parts.isEmpty else { return nil }
        parts.append((index, TextRange(start, run.range.end)))
        return parts
    }

    /// The last blank that leaves no more than `most` before it.
    private func blank(_ start: Int, _ end: Int, _ most: Double) -> Int? {
        var width = 0.0
        var last: Int?
        for offset in start..<end {
            if LayoutPage.isBlank(source.scalars[offset]) { last = offset }
            width += source.scalars[offset] < 0x80 ? 0.5 : 1
            if width > most + 0.6 { break }
        }
        return last
    }
}
