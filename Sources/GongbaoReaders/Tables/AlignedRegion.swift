/// Lines that may be a table without rulings: their columns, rows and cells.
struct AlignedRegion {
    let lines: [AlignedLine]
    var range: Range<Int>
    let page: PageContent
    let builder: LineBuilder
    let rules: [PageContent.Ruling]

    private typealias Gutter = (from: Float, to: Float)

    func table() -> AlignedTableFinder.Found? {
        let core = range.filter { lines[$0].runs.count >= 2 }
        guard core.count >= 3 else { return nil }
        let gutters = gutters(core)
        guard !gutters.isEmpty, !isProse(core, gutters) else { return nil }
        let head = headerStart(core[0], gutters)
        let all = Array(head..<range.upperBound)
        var left = Float.infinity
        var right = -Float.infinity
        for index in all {
            left = min(left, lines[index].left)
            right = max(right, lines[index].right)
        }
        let xs = [left - 1] + gutters.map { ($0.from + $0.to) / 2 } + [right + 1]
        let rows = AlignedRows(lines: lines, indices: all, xs: xs, firstBody: core[0], rules: rules)
        return rows.found(page: page.number, builder: builder)
    }

    /// Stretches that no word of almost any line covers.
    private func gutters(_ core: [Int]) -> [Gutter] {
        var left = Float.infinity
        var right = -Float.infinity
        var sizes: [Float] = []
        for index in core {
            left = min(left, lines[index].left)
            right = max(right, lines[index].right)
            sizes.append(lines[index].size)
        }
        sizes.sort()
        let em = sizes[sizes.count / 2]
        let scale: Float = 2  // half points
        let width = Int((right - left) * scale) + 1
        guard width > 0, width < 20_000 else { return [] }
        var cover = Array(repeating: 0, count: width + 1)
        for index in core {
            for word in lines[index].words {
                let from = max(Int((word.left - left) * scale), 0)
                let to = min(Int((word.right - left) * scale), width)
                if from <= to { for x in from...to { cover[x] += 1 } }
            }
        }
        let allowed = core.count / 16
        let narrowest = em * (core.count < 6 ? 0.8 : 0.45)
        var result: [Gutter] = []
        var x = 0
        while x < width {
            guard cover[x] <= allowed else {
                x += 1
                continue
            }
            let from = x
            while x < width, cover[x] <= allowed { x += 1 }
            let gutter = (left + Float(from) / scale, left + Float(x) / scale)
            if from > 0, x < width, gutter.1 - gutter.0 >= narrowest { result.append(gutter) }
        }
        return result.filter { isUsed($0, core) }
    }

    /// Whether enough lines have words on both sides right up to the gutter's column.
    private func isUsed(_ gutter: Gutter, _ core: [Int]) -> Bool {
        let middle = (gutter.from + gutter.to) / 2
        let both = core.filter { lines[$0].left < middle && lines[$0].right > middle }
        return both.count * 3 >= core.count
    }

    /// Whether the columns are those of a text set in columns: long lines that fill them.
    private func isProse(_ core: [Int], _ gutters: [Gutter]) -> Bool {
        let bounds = gutters.map { ($0.from + $0.to) / 2 }
        guard bounds.count <= 2 else { return false }
        var long = 0
        var parts = 0
        for index in core {
            var counts = Array(repeating: 0, count: bounds.count + 1)
            for word in lines[index].words {
                let column = bounds.firstIndex { word.left < $0 } ?? bounds.count
                counts[column] += word.glyphs.reduce(0) {
                    $0 + (LineBuilder.isWide(page.glyphs[$1].code) ? 2 : 1)
                }
            }
            for count in counts where count > 0 {
                parts += 1
                if count >= 32 { long += 1 }
            }
        }
        return long * 2 >= parts
    }

    /// The first of the lines above the body that are headings of its columns.
    private func headerStart(_ first: Int, _ gutters: [Gutter]) -> Int {
        guard let firstGutter = gutters.first else { return first }
        var start = first
        let top = topRule(above: first)
        while start > 0 {
            let line = lines[start - 1]
            let below = lines[start]
            guard below.baseline - line.baseline <= max(line.size, below.size) * 2.4 else { break }
            if let top, line.baseline < top { break }
            // Headings stand over columns other than the first; a caption begins at the left.
            let standsRight = line.left > firstGutter.from - line.size
            guard line.runs.count >= 2 || standsRight else { break }
            start -= 1
        }
        return start
    }

    /// The uppermost of the rulings just above the first line of the body.
    private func topRule(above first: Int) -> Float? {
        let line = lines[first]
        let near = rules.filter {
            $0.at < line.baseline && line.baseline - $0.at < line.size * 12
                && $0.to - $0.from > (line.right - line.left) * 0.6
        }
        return near.map(\.at).min()
    }
}
