/// The rows and cells of a table without rulings, once its columns are known.
struct AlignedRows {
    let lines: [AlignedLine]
    let indices: [Int]
    let xs: [Float]
    /// The line with which the body begins, as far as lines alone tell.
    let firstBody: Int
    let rules: [PageContent.Ruling]

    /// Words that stand in one cell.
    private struct Part {
        var line: Int
        var first: Int
        var last: Int
        var words: [Int]
    }

    private var columns: Int { xs.count - 1 }

    func found(page: Int, builder: LineBuilder) -> AlignedTableFinder.Found? {
        let parts = indices.map(parts(of:))
        let rows = rowNumbers(parts)
        guard let last = rows.last, last >= 1 else { return nil }
        var bounds = Array(repeating: (Float.infinity, -Float.infinity), count: last + 1)
        for (slot, index) in indices.enumerated() {
            let line = lines[index]
            bounds[rows[slot]].0 = min(bounds[rows[slot]].0, line.baseline - line.size)
            bounds[rows[slot]].1 = max(bounds[rows[slot]].1, line.baseline + line.size * 0.2)
        }
        var ys = [bounds[0].0]
        for row in 0..<last { ys.append((bounds[row].1 + bounds[row + 1].0) / 2) }
        ys.append(bounds[last].1)
        for row in 1..<ys.count where ys[row] <= ys[row - 1] { ys[row] = ys[row - 1] + 0.1 }
        var cells: [PageCell] = []
        var slots: [Int: Int] = [:]
        var glyphs: [Int] = []
        for (number, line) in parts.enumerated() {
            for part in line {
                let own = part.words.flatMap { lines[part.line].words[$0].glyphs }
                glyphs += own
                guard let piece = builder.piece(own, page: page) else { continue }
                let key = rows[number] * columns + part.first
                if let slot = slots[key] {
                    cells[slot].pieces.append(piece)
                    cells[slot].columnSpan = max(
                        cells[slot].columnSpan, part.last - part.first + 1)
                } else {
                    slots[key] = cells.count
                    cells.append(
                        PageCell(
                            row: rows[number], column: part.first,
                            columnSpan: part.last - part.first + 1, left: xs[part.first],
                            top: ys[rows[number]], right: xs[part.last + 1],
                            bottom: ys[rows[number] + 1], pieces: [piece]))
                }
            }
        }
        return AlignedTableFinder.Found(
            table: table(cells, ys: ys, page: page), glyphs: glyphs)
    }

    /// Completes the grid: places without text are cells too.
    private func table(_ drafts: [PageCell], ys: [Float], page: Int) -> PageTable {
        var table = PageTable(xs: xs, ys: ys, cells: [], places: [])
        table.page = page
        table.confidence = confidence(drafts, rows: ys.count - 1)
        let rows = ys.count - 1
        table.places = Array(repeating: -1, count: rows * columns)
        var cells = drafts.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
        var kept: [PageCell] = []
        for index in cells.indices {
            var span = 1
            let cell = cells[index]
            while span < cell.columnSpan,
                table.places[cell.row * columns + cell.column + span] < 0,
                index + 1 == cells.count || cells[index + 1].row != cell.row
                    || cells[index + 1].column > cell.column + span
            {
                span += 1
            }
            cells[index].columnSpan = span
            for column in cell.column..<cell.column + span {
                table.places[cell.row * columns + column] = kept.count
            }
            kept.append(cells[index])
        }
        for row in 0..<rows {
            for column in 0..<columns where table.places[row * columns + column] < 0 {
                table.places[row * columns + column] = kept.count
                kept.append(
                    PageCell(
                        row: row, column: column, left: xs[column], top: ys[row],
                        right: xs[column + 1], bottom: ys[row + 1]))
            }
        }
        table.cells = kept
        table.openAbove = Array(repeating: false, count: columns)
        table.openBelow = table.openAbove
        return table
    }

    /// How sure it is that columns were found: how many places hold a text of their own.
    private func confidence(_ drafts: [PageCell], rows: Int) -> UInt8 {
        let single = drafts.filter { $0.columnSpan == 1 && !$0.isEmpty }.count
        return UInt8(95 * min(single, rows * columns) / max(rows * columns, 1))
    }

    /// Which columns the words of a line stand in. A run over several columns is one spanning cell
    /// above the body; in the body it is parted where the columns part.
    private func parts(of index: Int) -> [Part] {
        let line = lines[index]
        var result: [Part] = []
        for number in line.runs.indices {
            let words = line.run(number)
            let left = line.words[words.lowerBound].left
            let right = line.words[words.upperBound - 1].right
            let first = column(left + line.size * 0.2)
            let last = max(first, column(right - line.size * 0.2))
            if first == last || index < firstBody || line.runs.count == 1 {
                result.append(Part(line: index, first: first, last: last, words: Array(words)))
                continue
            }
            for word in words {
                let middle = (line.words[word].left + line.words[word].right) / 2
                let own = column(middle)
                if let open = result.last, open.line == index, open.last == own,
                    open.words.last == word - 1, word > words.lowerBound
                {
                    result[result.count - 1].words.append(word)
                } else {
                    result.append(Part(line: index, first: own, last: own, words: [word]))
                }
            }
        }
        return merged(result)
    }

    /// Parts in the same column of a line are one cell.
    private func merged(_ parts: [Part]) -> [Part] {
        var result: [Part] = []
        for part in parts {
            if let last = result.last, part.first <= last.last {
                result[result.count - 1].words += part.words
                result[result.count - 1].last = max(last.last, part.last)
            } else {
                result.append(part)
            }
        }
        return result
    }

    private func column(_ x: Float) -> Int {
        var result = 0
        while result + 1 < columns, x >= xs[result + 1] { result += 1 }
        return result
    }

    /// The row of each line: lines are rows, but for those that rulings or their spacing show to be
    /// the further lines of one.
    private func rowNumbers(_ parts: [[Part]]) -> [Int] {
        var rows = [0]
        let ruled = bandsAreRows(parts)
        let tight = tightPitch(parts)
        for slot in 1..<max(indices.count, 1) {
            let above = lines[indices[slot - 1]]
            let line = lines[indices[slot]]
            let isRuled = hasRule(above.baseline, line.baseline)
            let sameBand = ruled && !isRuled
            let isTight = line.baseline - above.baseline <= tight && !isRuled
            let isHeader = indices[slot] <= firstBody && indices[slot] > 0
            let joins =
                sameBand || isTight && (!isFull(parts[slot]) || !isFull(parts[slot - 1]))
                || !isRuled && isHeader && continuesHeader(parts[slot - 1], parts[slot])
            rows.append(rows[slot - 1] + (joins ? 0 : 1))
        }
        return rows
    }

    private func isFull(_ parts: [Part]) -> Bool { parts.count * 5 >= columns * 3 }

    private func hasRule(_ from: Float, _ to: Float) -> Bool {
        rules.contains {
            $0.at > from - 1 && $0.at < to - 2
                && min($0.to, xs[columns]) - max($0.from, xs[0]) > (xs[columns] - xs[0]) * 0.6
        }
    }

    /// Whether each row of the body is closed by a ruling.
    private func bandsAreRows(_ parts: [[Part]]) -> Bool {
        var bands = 0
        var crowded = 0
        var full = 0
        for slot in indices.indices where indices[slot] >= firstBody {
            if slot > 0, hasRule(lines[indices[slot - 1]].baseline, lines[indices[slot]].baseline) {
                bands += 1
                full = 0
            }
            if isFull(parts[slot]) {
                full += 1
                if full == 2 { crowded += 1 }
            }
        }
        return bands >= 3 && crowded * 4 <= bands
    }

    /// Where lines of one row stand closer than rows: the widest distance within a row, else 0.
    private func tightPitch(_ parts: [[Part]]) -> Float {
        var between: [Float] = []
        var all: [Float] = []
        for slot in 1..<max(indices.count, 1) where indices[slot] > firstBody {
            let gap = lines[indices[slot]].baseline - lines[indices[slot - 1]].baseline
            all.append(gap)
            if isFull(parts[slot]), isFull(parts[slot - 1]) { between.append(gap) }
        }
        guard let least = all.min() else { return 0 }
        if let closest = between.min() { return closest > least * 1.25 ? least * 1.12 : 0 }
        return 0
    }

    /// Whether a heading line goes on with the words above it: over the same columns, none spanning.
    private func continuesHeader(_ above: [Part], _ below: [Part]) -> Bool {
        guard !above.contains(where: { $0.first != $0.last }) else { return false }
        guard !below.contains(where: { $0.first != $0.last }) else { return false }
        return true
    }
}
