/// Finds tables without rulings, or with some rulings only, by how their lines align.
struct AlignedTableFinder {
    let page: PageContent
    let builder: LineBuilder
    /// Long horizontal rulings outside of ruled tables.
    let rules: [PageContent.Ruling]

    /// A table and the glyphs that it took.
    struct Found {
        var table: PageTable
        var glyphs: [Int]
    }

    func find(_ lines: [[Int]]) -> [Found] {
        let lines = lines.compactMap { AlignedLine($0, builder) }
        var found: [Found] = []
        for range in candidates(lines) {
            let region = AlignedRegion(
                lines: lines, range: range, page: page, builder: builder, rules: rules)
            if let table = region.table() { found.append(table) }
        }
        return found
    }

    /// Stretches of lines in which most have several runs.
    private func candidates(_ lines: [AlignedLine]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start: Int?
        var last = 0
        var single = 0
        func close() {
            if let begin = start, last - begin >= 1 { result.append(begin..<last + 1) }
            start = nil
        }
        for (index, line) in lines.enumerated() {
            let many = line.runs.count >= 2
            if start != nil {
                let gap = line.baseline - lines[index - 1].baseline
                let pitch = max(line.size, lines[index - 1].size)
                let isFar = gap > pitch * 4.2
                let isProse = !many && line.right - line.left > proseWidth(lines[start!..<index])
                single = many ? 0 : single + 1
                if isFar || isProse || single > 3 { close() }
            }
            if many {
                if start == nil {
                    start = index
                    single = 0
                }
                last = index
            }
        }
        close()
        return result
    }

    /// What is wider than this in a table without several runs is a paragraph.
    private func proseWidth(_ lines: ArraySlice<AlignedLine>) -> Float {
        var left = Float.infinity
        var right = -Float.infinity
        for line in lines where line.runs.count >= 2 {
            left = min(left, line.left)
            right = max(right, line.right)
        }
        return (right - left) * 0.75
    }
}
