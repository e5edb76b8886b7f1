/// Results tables of which each cell became a line of its own, and empty cells vanished.
enum ResultsLinesReader {
    static func read(lines: [Line], into builder: inout ResultsBuilder) {
        var index = 0
        while let header = ResultsLinesHeader.find(lines, from: index, builder) {
            builder.readTableUnit(lines: lines, before: header.first)
            let (part, end) = rows(lines, header, builder)
            index = max(end, header.data)
            guard part.row > builder.row else { continue }
            builder.append(part)
            for range in header.ranges { builder.consume(range) }
            if !builder.table.reason.isEmpty { builder.table.reason += "; " }
            builder.table.reason +=
                "one cell a line, \(header.columns.columns.count) columns: "
                + header.columns.summary
        }
    }

    /// The rows under a header and the line behind them. Cells are read as far as the table goes,
    /// so that many short tables cost no more than one long one.
    private static func rows(
        _ lines: [Line], _ header: ResultsLinesHeader, _ builder: ResultsBuilder
    ) -> (ResultsBuilder, Int) {
        var limit = 96
        while true {
            let cells = LineCells.read(
                lines, from: header.data, isSpaced: header.isSpaced, limit: limit, builder)
            var reader = RowReader(header: header, cells: cells, builder: builder.emptied())
            let end = reader.run()
            let isWhole = cells.count < limit
            // The rows at the limit may be cut, so they need a longer look.
            if isWhole || end + 4 * reader.width + 24 < cells.count {
                return (reader.builder, end < cells.count ? cells[end].line : lines.count)
            }
            limit *= 4
        }
    }

    /// Reads the rows under one header.
    private struct RowReader {
        let columns: ResultsColumns
        let cells: [LineCell]
        var builder: ResultsBuilder
        private let slots: [Int]
        private let labels: [Int]
        private let hasAgency: Bool
        private var ratesHaveSign = false
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

        /// Where the row with a number begins: the number, and words behind it.
        private func start(of number: Int, after previous: Int) -> Int? {
            var doubtful: Int?
            let limit = min(cells.count - 1, previous + longestRow)
            var index = previous + 2
            while index < limit {
                defer { index += 1 }
                guard cells[index].text.integer == number, cells[index + 1].value.form == .words
                else { continue }
                // A figure that happens to be the number stands before an agency.
                if !isAgency(cells[index + 1].text) { return index }
                if doubtful == nil { doubtful = index }
            }
            return doubtful
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

        // MARK: One row with gaps

        private mutating func row(_ start: Int, _ end: Int) {
            guard start < end else { return }
            var index = start
            // The label: as many words as there are columns of names, before the first figure.
            var words = 0
            while index + words < end, cells[index + words].value.form == .words,
                words < max(1, labels.count)
            { words += 1 }
            var row = ResultsBuilder.Row(groups: columns.groups)
            for offset in 0..<words {
                let text = cells[index + offset].text
                builder.name(text.range)
                // Merged cells vanish on the left; the last label is the nearest.
                let label = offset + max(1, labels.count) - words
                if label < labels.count, columns.columns[labels[label]].kind == .region {
                    row.scope = text.sourced(0, text.count, of: builder.source)
                } else {
                    row.name = CellName(text, source: builder.source, lexicon: builder.lexicon)
                }
            }
            index += words
            if columns.unit != nil, index < end,
                let unit = CellUnits.unit(cells[index].text.code[...], builder.lexicon)
            {
                row.unit = unit
                builder.consume(cells[index].text.range)
                index += 1
            }
            var values: [LineCell] = []
            while index < end {
                let cell = cells[index]
                if cell.value.form == .words {
                    if hasAgency, isAgency(cell.text) {
                        if !values.isEmpty { break }
                        builder.consume(cell.text.range)
                        index += 1
                        continue
                    }
                    if cell.text.count > 16 { break }
                }
                values.append(cell)
                index += 1
            }
            place(values, row)
            builder.row += 1
            rest(index, end)
        }

        private mutating func place(_ cells: [LineCell], _ row: ResultsBuilder.Row) {
            let alignment = RowAlignment(
                columns: columns.columns, slots: slots, values: cells.map(\.value),
                rowUnit: row.unit.isEmpty ? row.name?.unit ?? "" : row.unit,
                ratesHaveSign: ratesHaveSign)
            var doubtful: [TextRange] = []
            for (cell, column) in zip(cells, alignment.solve()) {
                if let column {
                    switch columns.columns[column].kind {
                    case .prose: break
                    case .rank: builder.consume(cell.text.range)
                    default: builder.figure(cell.text, in: columns.columns[column], of: row)
                    }
                } else {
                    if cell.value.form == .figures { doubtful.append(cell.text.range) }
                    if !builder.hasNumeral(cell.text) || cell.value.form == .figures {
                        builder.consume(cell.text.range)
                    }
                }
            }
            if !doubtful.isEmpty { builder.uncertain(doubtful) }
        }

        /// Behind the figures: agencies, notes; figures there cannot be placed.
        private mutating func rest(_ start: Int, _ end: Int) {
            var doubtful: [TextRange] = []
            for cell in cells[min(start, end)..<end] {
                if cell.value.form == .figures { doubtful.append(cell.text.range) }
                if cell.value.form != .words || isAgency(cell.text) {
                    builder.consume(cell.text.range)
                }
            }
            if !doubtful.isEmpty { builder.uncertain(doubtful) }
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

        private func isAgency(_ text: CellText) -> Bool {
            guard text.count >= 2, text.count <= 40, !text.hasDigit else { return false }
            return text.code.withUnsafeBufferPointer { code in
                var end = code.count
                if code[end - 1] == 0x29, let open = code.lastIndex(of: 0x28), open > 0 { end = open }
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
}
