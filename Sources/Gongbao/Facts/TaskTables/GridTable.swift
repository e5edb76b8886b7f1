/// Reads tables with visible separators: pipes, Markdown, tabs.
struct GridTable {
    let context: TableContext
    let header: GridHeader
    /// The columns with lone category or measure columns settled (see `TableHeader.settled`).
    let columns: [Column?]

    static func read(_ context: TableContext, _ survey: TableSurvey) -> TableReading? {
        for header in survey.grids {
            let names = TableHeader(columns: header.columns.compactMap { $0 }).settled()
            guard names.isTaskHeader else { continue }
            var rest = names.columns[...]
            let columns = header.columns.map { $0 == nil ? nil : rest.popFirst() }
            let table = GridTable(context: context, header: header, columns: columns)
            if let reading = table.read(survey.grids) { return reading }
        }
        return nil
    }

    // MARK: Lines → rows of cells

    /// A row of cells; each cell has one range a line.
    private struct Row {
        var cells: [[TextRange]]
        var range: TextRange
    }

    private func rows(_ headers: [GridHeader]) -> (rows: [Row], consumed: [TextRange]) {
        var rows: [Row] = []
        var consumed: [TextRange] = []
        var index = header.lines.lowerBound
        var repeats = headers[...]
        var missed = 0
        while index < context.lines.count {
            while let next = repeats.first, next.lines.lowerBound < index { repeats.removeFirst() }
            if let next = repeats.first, next.lines.lowerBound == index {
                // Another table begins where the names differ.
                guard next.columns == header.columns else { break }
                consumed += context.lines[next.lines].map(\.range)
                index = next.lines.upperBound
                continue
            }
            let line = context.lines[index]
            let below = index + 1
            // A category in a line of its own has lost its tabs.
            let found =
                delimited(line.range)
                || header.delimiter == .tab && below < context.lines.count && line.range.count <= 60
                    && delimited(context.lines[below].range)
            if found || (goesOn(rows.last) && !line.blankBefore) {
                append(GridLine(context.source, line, header.delimiter), to: &rows)
                missed = 0
            } else {
                // Page numbers may stand inside a table, paragraphs do not.
                missed += 1
                if missed > 3 { break }
            }
            index += 1
        }
        return (rows, consumed)
    }

    private func delimited(_ range: TextRange) -> Bool {
        for offset in range.start..<range.end {
            let scalar = context.source.scalars[offset]
            if header.delimiter == .tab ? scalar == 0x09 : GridLine.isPipe(scalar) { return true }
        }
        return false
    }

    /// Whether a row has fewer cells than the header, so that the next line may belong to it.
    private func goesOn(_ row: Row?) -> Bool {
        guard let row, header.delimiter == .pipe else { return false }
        return row.cells.count > 1 && row.cells.count < columns.count
    }

    private func append(_ line: GridLine, to rows: inout [Row]) {
        guard !line.isRule else { return }
        if let last = rows.last, goesOn(last), line.cells.count < columns.count,
            last.cells.count + line.cells.count - 1 <= columns.count, !isNumber(line.cells[0])
        {
            rows[rows.count - 1].cells[last.cells.count - 1].append(line.cells[0])
            rows[rows.count - 1].cells += line.cells.dropFirst().map { [$0] }
            rows[rows.count - 1].range.end = line.range.end
            return
        }
        rows.append(Row(cells: line.cells.map { [$0] }, range: line.range))
    }

    private func isNumber(_ cell: TextRange) -> Bool {
        let scalars = context.source.scalars[cell.start..<cell.end]
        return !scalars.isEmpty && scalars.count <= 6
            && scalars.contains { (0x30...0x39).contains($0) || (0xFF10...0xFF19).contains($0) }
    }

    // MARK: Rows of cells → drafts

    private func read(_ headers: [GridHeader]) -> TableReading? {
        let (rows, repeated) = rows(headers)
        let ranges = rows.flatMap { row in row.cells.flatMap { $0 } }
        let text = TableText(context.source, ranges, lexicon: context.lexicon)
        var next = 0
        let cells = rows.map { row in
            row.cells.map { cell in
                defer { next += cell.count }
                return text.pieces[next..<next + cell.count].filter { !$0.isEmpty }
            }
        }
        let head = GridLine(
            context.source, context.lines[header.lines.lowerBound], header.delimiter)
        let amounts = AmountColumns(
            columns, names: head.cells.map { [$0] }, rows: cells, text: text,
            above: context.lines[..<header.lines.lowerBound])
        var assembly = GridAssembly(text: text, columns: columns, amounts, cells)
        for (row, cells) in zip(rows, cells) {
            guard assembly.add(cells, [row.range]) else { break }
        }
        guard assembly.drafts.count >= 1 else { return nil }
        let builder = RowBuilder(text: text, year: context.year, splitsAtBlanks: true)
        let name = header.delimiter == .tab ? "tabs" : "pipes"
        return TableReading(
            rows: RowNumbering.rows(assembly.drafts, builder),
            columns: Set(columns.compactMap { $0 }),
            consumed: repeated + assembly.consumed, findings: assembly.findings,
            reason: "a header of column names, cells parted by \(name)")
    }
}

/// Puts the cells of a grid's rows where they belong.
struct GridAssembly {
    let text: TableText
    let columns: [Column?]
    private(set) var drafts: [RowDraft] = []
    private(set) var consumed: [TextRange] = []
    private(set) var findings: [Finding] = []
    /// A category that stands in a row of its own, until its first item.
    private var category: RowDraft.Span?
    private let numberIndex: Int?
    private let taskIndex: Int

    private let amounts: AmountColumns

    /// - Parameter rows: The cells of the table's body, which tell names from contents.
    init(
        text: TableText, columns: [Column?], _ amounts: AmountColumns,
        _ rows: [[[TableText.Piece]]]
    ) {
        self.text = text
        self.amounts = amounts
        let columns = columns.indices.map { amounts.amounts[$0] == nil ? columns[$0] : nil }
        self.columns = NameColumn.settled(columns, rows, text)
        numberIndex = self.columns.firstIndex(of: .number)
        taskIndex = self.columns.firstIndex(of: .task) ?? 0
    }

    /// Gives the category of the items that follow.
    mutating func begin(category: RowDraft.Span) { self.category = category }

    /// Adds a row; false when the table ended before it.
    ///
    /// - Parameter above: For each column the merged cell that covers the row from above.
    mutating func add(
        _ cells: [[TableText.Piece]], _ ranges: [TextRange], above: [[TableText.Piece]] = []
    ) -> Bool {
        var cells = cells.map { $0.flatMap(split) }
        let filled = cells.indices.filter { !cells[$0].isEmpty }
        guard let first = filled.first else {
            consumed += ranges
            return true
        }
        let isCovered = above.contains { !$0.isEmpty }
        if filled.count == 1, !isCovered, let span = cells[first].first {
            return addLone(span, cells[first], first, ranges)
        }
        if !isTotal(cells[first][0]) {
            guard align(&cells) else {
                findings.append(
                    Finding(
                        "alignment-uncertain", [text.sourced(cells[first]).text], at: ranges))
                consumed += ranges
                return true
            }
            place(cells, above: above)
        }
        consumed += ranges
        return true
    }

    /// A row with one filled cell: a category, more of the item above, or a note below the table.
    private mutating func addLone(
        _ span: RowDraft.Span, _ spans: [RowDraft.Span], _ index: Int,
        _ ranges: [TextRange]
    ) -> Bool {
        if text.isNote(at: span.start, before: span.end) { return false }
        consumed += ranges
        let numbered = Heading.number(text, span.start, span.end).0 != nil
        let isSentence = (span.start..<span.end).contains { Marks.sentence.contains(text.code[$0]) }
        if numbered && span.count <= 50 || !isSentence && index < taskIndex && span.count <= 30 {
            category = RowDraft.Span(start: span.start, end: spans[spans.count - 1].end)
        } else if !drafts.isEmpty {
            let column = index < columns.count && index > taskIndex ? columns[index] : .task
            for part in spans { drafts[drafts.count - 1].add(part, to: column ?? .task) }
        }
        return true
    }

    /// 合计, 小计: no item.
    private func isTotal(_ span: RowDraft.Span) -> Bool {
        span.count <= 3
            && ["合计", "小计", "总计"].contains { text.matches($0, at: span.start, before: span.end) }
    }

    /// Moves the cells under their columns where merged cells vanished; false when that is unclear.
    private func align(_ cells: inout [[TableText.Piece]]) -> Bool {
        if cells.count > columns.count {
            // Empty cells at the end are separators too many.
            while cells.count > columns.count, cells.last?.isEmpty == true { cells.removeLast() }
            return cells.count <= columns.count
        }
        guard let numberIndex, cells.count < columns.count else { return true }
        if numberIndex < cells.count, cells[numberIndex].count == 1,
            number(cells[numberIndex][0]) != nil
        {
            return true
        }
        // A category merged over rows is not repeated: the row begins with its number.
        guard numberIndex > 0, cells.count == columns.count - numberIndex,
            cells[0].count == 1, number(cells[0][0]) != nil
        else { return cells[numberIndex...].first?.isEmpty == true }
        cells = Array(repeating: [], count: numberIndex) + cells
        return true
    }

    private mutating func place(_ cells: [[TableText.Piece]], above: [[TableText.Piece]]) {
        var draft = RowDraft()
        if let numberIndex, numberIndex < cells.count, let cell = cells[numberIndex].first {
            draft.number = number(cell)
        }
        let isShared = draft.number != nil && taskIndex < above.count && !above[taskIndex].isEmpty
        let hasText = taskIndex < cells.count && !cells[taskIndex].isEmpty || isShared
        // Without a number a row goes on from the one above.
        let goesOn = numberIndex != nil && draft.number == nil && !drafts.isEmpty
        if goesOn || (!hasText && !drafts.isEmpty) {
            draft = drafts.removeLast()
        } else {
            inherit(above, &draft)
        }
        let last = drafts.last
        for (index, cell) in cells.enumerated() where index < columns.count {
            guard let column = columns[index], column != .number || !goesOn else { continue }
            if cell.isEmpty, index < taskIndex, !goesOn, draft.cells[column] == nil,
                TableHeader.responsibility.contains(column), let units = last?.cells[column]
            {
                // Grouped by unit: the unit stands before its items, and once.
                draft.cells[column] = units
            }
            if column == .category, let first = cell.first, let last = cell.last {
                draft.add(RowDraft.Span(start: first.start, end: last.end), to: .category)
                category = nil
            } else {
                for part in cell { draft.add(part, to: column) }
            }
        }
        for (index, cell) in cells.enumerated() {
            guard let amount = amounts.amounts[index] else { continue }
            for part in cell where !Marks.placeholders.contains(text.code[part.start]) {
                draft.amounts.append((part, amount))
                draft.spans.append(part)
            }
        }
        if let category, draft.category == nil { draft.category = category }
        category = nil
        drafts.append(draft)
    }

    /// Takes over what merged cells say of this row too; their characters stay the first row's.
    private mutating func inherit(_ above: [[TableText.Piece]], _ draft: inout RowDraft) {
        for (index, cell) in above.enumerated() where index < columns.count {
            guard let column = columns[index], column != .number else { continue }
            for part in cell { draft.add(part, to: column) }
        }
        if draft.category != nil { category = nil }
        draft.spans = []
    }

    private func number(_ span: RowDraft.Span) -> Int? {
        var start = span.start
        while start < span.end, Marks.numberHeads.contains(text.code[start]) { start += 1 }
        if let (value, end) = text.integer(at: start, before: span.end), span.end - end <= 2 {
            return value
        }
        if let (value, end) = text.hanNumber(at: start, before: span.end), span.end - end <= 1 {
            return value
        }
        return nil
    }

    /// Cuts a cell at <br> and leaves out the marks of emphasis around it.
    private func split(_ piece: TableText.Piece) -> [TableText.Piece] {
        guard !piece.isEmpty else { return [] }
        var result: [TableText.Piece] = []
        var start = piece.start
        var index = piece.start
        let breaks: [StaticWord] = ["<br>", "<br/>", "<BR>", "<br/>"]
        while index < piece.end {
            if text.code[index] == 0x3C,
                let word = breaks.first(where: { text.matches($0, at: index, before: piece.end) })
            {
                result.append(TableText.Piece(start: start, end: index))
                index += word.count
                start = index
            } else {
                index += 1
            }
        }
        result.append(TableText.Piece(start: start, end: piece.end))
        return result.filter { !$0.isEmpty }
    }
}
