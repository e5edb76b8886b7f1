/// Reads the rows under one header.
struct LineRowReader {
    let columns: ResultsColumns
    let cells: [LineCell]
    var builder: ResultsBuilder
    let slots: [Int]
    let labels: [Int]
    let hasAgency: Bool
    var ratesHaveSign = false
    let width: Int

    init(header: ResultsLinesHeader, cells: [LineCell], builder: ResultsBuilder) {
        columns = header.columns
        self.cells = cells
        self.builder = builder
        let all = header.columns.columns
        let first = all.firstIndex(where: \.isFigure) ?? all.count
        slots = all.indices.filter {
            all[$0].isFigure || all[$0].kind == .rank || all[$0].kind == .prose && $0 > first
        }
        labels = all.indices.filter { all[$0].kind == .name || all[$0].kind == .region }
        hasAgency = all.contains { $0.kind == .agency }
        width = all.count
    }

    /// Reads all rows; the index of the first cell behind the table.
    mutating func run() -> Int {
        guard columns.number == 0 else { return named() }
        // Titles of sections may stand before the first number.
        for index in 0..<max(0, min(4, cells.count - 1)) {
            guard let first = cells[index].text.integer else { continue }
            guard cells[index + 1].value.form == .words else { return 0 }
            for title in cells[..<index] { builder.name(title.text.range) }
            return numbered(first, from: index)
        }
        return 0
    }

    // MARK: Numbered rows

    private mutating func numbered(_ first: Int, from begin: Int) -> Int {
        var starts = [begin]
        var number = first
        while let next = start(of: number + 1, after: starts[starts.count - 1]) {
            starts.append(next)
            number += 1
        }
        var end = min(cells.count, starts[starts.count - 1] + longestRow)
        for index in starts[starts.count - 1]..<end where isEnd(index) {
            end = index
            break
        }
        starts.append(end)
        learnRates(starts[0]..<end)
        for index in 0..<(starts.count - 1) {
            builder.consume(cells[starts[index]].text.range)
            segment(starts[index] + 1, starts[index + 1])
        }
        return end
    }

    private var longestRow: Int { max(24, 3 * width) }

    /// Where the row with a number begins: the number, a name, and what a row goes on with.
    ///
    /// A figure may happen to be the number. Of several places the likeliest is taken, and of
    /// those that are alike within one row the last: too long a row is doubted, while a row
    /// that begins within another would be misread.
    private func start(of number: Int, after previous: Int) -> Int? {
        var best: (index: Int, score: Int)?
        var limit = min(cells.count - 1, previous + longestRow)
        var index = previous + 2
        while index < limit {
            defer { index += 1 }
            guard cells[index].text.integer == number, cells[index + 1].value.form == .words
            else { continue }
            let score = score(ofRowAt: index)
            // A row of a name alone is rare; only a name with its unit shows the next one.
            if index == previous + 2, score < 4 { continue }
            if score >= best?.score ?? 0 {
                if score >= 2, score > best?.score ?? 0 { limit = min(limit, index + width + 1) }
                best = (index, score)
            }
        }
        return best?.index
    }

    /// How much like a row's begin a number followed by words is.
    private func score(ofRowAt index: Int) -> Int {
        let name = CellName(
            cells[index + 1].text, source: builder.source, lexicon: builder.lexicon)
        var score = name.unit.isEmpty ? 0 : 3
        if name.unit.isEmpty, !isAgency(cells[index + 1].text) { score += 2 }
        let next = index + 2
        guard next < cells.count else { return score }
        if columns.unit != nil {
            if isUnit(next, before: cells.count) { score += 2 }
        } else if cells[next].value.form == .figures {
            score += 1
        }
        return score
    }

    /// One numbered row, with the rows 其中… under it that have no number.
    private mutating func segment(_ start: Int, _ end: Int) {
        var begin = start
        var index = start + 1
        var seen = false
        while index < end {
            if cells[index].value.form == .figures { seen = true }
            if seen, index + 1 < end, cells[index].value.form == .words,
                cells[index + 1].value.form == .figures || isUnit(index + 1, before: end)
            {
                let name = CellName(
                    cells[index].text, source: builder.source, lexicon: builder.lexicon)
                if name.isPart || !name.unit.isEmpty {
                    row(begin, index)
                    begin = index
                    seen = false
                }
            }
            index += 1
        }
        row(begin, end)
    }

    private func isUnit(_ index: Int, before end: Int) -> Bool {
        columns.unit != nil && index + 1 < end
            && CellUnits.unit(cells[index].text.code[...], builder.lexicon) != nil
            && cells[index + 1].value.form == .figures
    }

    // MARK: Rows without numbers

    private mutating func named() -> Int {
        var index = 0
        var plain: [(Int, Int)] = []
        var end = 0
        var skipped: [Int] = []
        while index < cells.count, !isEnd(index) {
            if fits(index) {
                plain.append((index, index + width))
                index += width
                end = index
                continue
            }
            guard let next = nextStart(index) else { break }
            if next == index {
                index += 1
                continue
            }
            if cells[index..<next].contains(where: { $0.value.form == .figures }) {
                plain.append((index, next))
            } else {
                skipped += Array(index..<next)
            }
            index = next
            end = index
        }
        learnRates(0..<end)
        for (start, stop) in plain {
            if stop - start == width, fits(start) { exact(start) } else { row(start, stop) }
        }
        for index in skipped where index < end && !builder.hasNumeral(cells[index].text) {
            builder.consume(cells[index].text.range)
        }
        return end
    }

    /// Whether a row without gaps begins here.
    private func fits(_ start: Int) -> Bool {
        guard start + width <= cells.count else { return false }
        var figures = 0
        for offset in 0..<width {
            let cell = cells[start + offset]
            let column = columns.columns[offset]
            if column.isFigure || column.kind == .rank {
                if cell.value.form == .figures {
                    figures += 1
                    let isCount = column.kind == .target || column.kind == .actual
                    if isCount, cell.value.isPercent, !column.unit.isEmpty, column.unit != "%" {
                        return false
                    }
                } else if cell.value.form == .words, cell.text.count > 12 {
                    return false
                }
            } else if column.kind == .number {
                if cell.text.integer == nil { return false }
            } else if cell.value.form == .figures, column.kind != .prose {
                return false
            }
        }
        // What follows a full row is the next label or the table's end.
        let next = start + width
        return figures > 0
            && (next >= cells.count || isEnd(next) || cells[next].value.form == .words
                || columns.columns[0].kind == .number)
    }

    /// The next place where a row begins, at most two rows on.
    private func nextStart(_ start: Int) -> Int? {
        var index = start + 1
        let limit = min(cells.count, start + 2 * width + 4)
        var seen = cells[start].value.form == .figures
        while index < limit {
            if isEnd(index) { return seen ? index : nil }
            if fits(index) { return index }
            if seen, index + 1 < cells.count, cells[index].value.form == .words,
                cells[index + 1].value.form == .figures
            {
                return index
            }
            if cells[index].value.form == .figures { seen = true }
            index += 1
        }
        return seen && index >= cells.count ? index : nil
    }

    private mutating func exact(_ start: Int) {
        var row = ResultsBuilder.Row(groups: columns.groups)
        for offset in 0..<width {
            let text = cells[start + offset].text
            switch columns.columns[offset].kind {
            case .name where offset == columns.name || columns.name == nil:
                row.name = CellName(text, source: builder.source, lexicon: builder.lexicon)
            case .region where offset == columns.scope:
                row.scope = text.sourced(0, text.count, of: builder.source)
            case .unit:
                row.unit = CellUnits.unit(text.code[...], builder.lexicon) ?? ""
            default: break
            }
        }
        for offset in 0..<width {
            let text = cells[start + offset].text
            let column = columns.columns[offset]
            switch column.kind {
            case .name, .region: builder.name(text.range)
            case .number, .unit, .agency, .rank: builder.consume(text.range)
            case .prose, .unknown: break
            default: builder.figure(text, in: column, of: row)
            }
        }
        builder.row += 1
    }

    // MARK: Cells

    /// Whether counts and rates differ by the sign: 57.8% behind 3927.
    private mutating func learnRates(_ range: Range<Int>) {
        var counts = false
        for index in range where cells[index].value.form == .figures {
            if !cells[index].value.isPercent {
                counts = true
            } else if counts, cells[index - 1].value.form == .figures,
                !cells[index - 1].value.isPercent
            {
                ratesHaveSign = true
                return
            }
        }
    }

    func isAgency(_ text: CellText) -> Bool {
        guard text.count >= 2, text.count <= 40, !text.hasDigit else { return false }
        return text.code.withUnsafeBufferPointer { code in
            var end = code.count
            if code[end - 1] == 0x29, let open = code.lastIndex(of: 0x28), open > 0 {
                end = open
            }
            guard
                let match = builder.lexicon.agencySuffixes.longestMatchBackwards(
                    in: code, before: end, limit: 0)
            else { return false }
            return match.end < end
        }
    }

    /// Whether the table has ended: notes, sentences, a new heading.
    private func isEnd(_ index: Int) -> Bool {
        let text = cells[index].text
        guard let last = text.code.last else { return false }
        if text.count > 60 || last == 0x3002 || last == 0x3B { return true }
        return ["注:", "说明:", "备注:", "附注:", "注释:", "附件", "责任编辑"].contains {
            text.matches($0, at: 0)
        }
    }
}
