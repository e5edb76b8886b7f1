/// Reads tables whose cells were written one after the other: the text layer of a PDF, with cells
/// wrapped over lines and the header on every page, or a web table with one cell a line.
///
/// No separator says where a cell ends, so every line is given a column such that the whole is the
/// cheapest: columns come in the header's order, numbers count up, and each cell looks like what
/// its column holds (see `NameForms`). Cells of names are read as segments of several lines, so a
/// wrapped name is one entry. The search is linear in the lines (a segmental Viterbi).
struct FlattenedTable {
    let context: TableContext
    let text: TableText
    let model: FlattenedModel
    /// Whether names of more columns stand apart from the header: no cell is certain then.
    let isScattered: Bool

    /// Longer tables are cut off; nobody has one.
    private static let mostLines = 400_000

    static func read(_ context: TableContext, _ survey: TableSurvey) -> TableReading? {
        guard let first = survey.flattenedHeaders.first else { return nil }
        let header = TableHeader(columns: first.columns).settled()
        guard header.isTaskHeader else { return nil }
        let heads = PageFurniture.heads(
            context.source, context.lines[..<first.lines.lowerBound])
        var skipped = survey.flattenedHeaders[...]
        var body: [Line] = []
        var index = first.lines.lowerBound
        while index < context.lines.count, body.count < mostLines {
            if let next = skipped.first, next.lines.lowerBound == index {
                body.removeLast(PageFurniture.tail(context.source, body, heads: heads))
                skipped.removeFirst()
                index = next.lines.upperBound
                continue
            }
            if !PageFurniture.isMarkedPageNumber(context.source, context.lines[index].range) {
                body.append(context.lines[index])
            }
            index += 1
        }
        let text = TableText(
            context.source, FlattenedLines(context, header).ranges(body), lexicon: context.lexicon)
        let model = FlattenedModel(text: text, header: header, year: context.year)
        let isScattered = ScatteredTable.isScattered(
            context, header, from: first.lines.upperBound)
        if isScattered, let table = ScatteredTable.texts(context, survey) { return table }
        let reader = FlattenedTable(
            context: context, text: text, model: model, isScattered: isScattered)
        return reader.table(headers: survey.flattenedHeaders)
    }

    private func table(headers: [TableSurvey.Header]) -> TableReading? {
        let drafts = drafts(FlattenedSearch(model: model).run())
        guard drafts.count >= 2 || isSingle(drafts) else { return nil }
        let builder = RowBuilder(text: text, year: context.year)
        let checks = DraftChecks(
            text: text, columns: model.header.columns, year: context.year, drafts: drafts)
        let doubtful = isScattered ? Set(drafts.indices) : checks.doubtful(drafts)
        return TableReading(
            rows: RowNumbering.rows(drafts, builder), columns: Set(model.header.columns),
            consumed: headers.flatMap { context.lines[$0.lines].map(\.range) }
                + drafts.flatMap { $0.spans.compactMap(text.range) },
            findings: drafts.indices.filter {
                drafts[$0].doubt > FlattenedModel.doubtful || doubtful.contains($0)
            }.map { uncertain(drafts[$0]) },
            reason: "a header of column names, cells line by line")
    }

    /// A single row is a table only when nothing of it is doubtful.
    private func isSingle(_ drafts: [RowDraft]) -> Bool {
        guard drafts.count == 1, let draft = drafts.first, model.header.columns.count >= 3 else {
            return false
        }
        return draft.number != nil && draft.doubt < 2
            && TableHeader.responsibility.contains { column in
                column == .deadline ? !draft.deadlines.isEmpty : draft.cells[column] != nil
            }
    }

    private func uncertain(_ draft: RowDraft) -> Finding {
        let ranges = draft.spans.compactMap(text.range)
        return Finding(
            "alignment-uncertain", [draft.number.map(String.init) ?? ""], at: ranges)
    }

    private func drafts(_ path: [FlattenedSearch.Segment]) -> [RowDraft] {
        var drafts: [RowDraft] = []
        var current = RowDraft()
        var isOpen = false
        for segment in path {
            if segment.beginsRow {
                if isOpen { drafts.append(current) }
                current = RowDraft()
                isOpen = true
            }
            guard isOpen else { continue }
            let start = text.pieces[segment.pieces.lowerBound].start
            let end = text.pieces[segment.pieces.upperBound - 1].end
            var span = RowDraft.Span(start: start, end: end)
            current.doubt += segment.cost
            switch segment.kind {
            case .junk: continue
            case .number:
                current.number = model.number(segment.pieces.lowerBound)?.value
                current.add(span, to: .number)
            case .numberAndTask:
                if let (value, rest) = model.leadingNumber(segment.pieces.lowerBound) {
                    current.number = value
                    current.add(RowDraft.Span(start: span.start, end: rest), to: .number)
                    span.start = rest
                }
                current.add(span, to: .task)
            case .column(let column):
                if column == .task, segment.continuesText, let last = current.text.last,
                    last.end == span.start
                {
                    current.text[current.text.count - 1].end = span.end
                    current.spans.append(span)
                } else {
                    current.add(span, to: column)
                }
            }
        }
        if isOpen { drafts.append(current) }
        return drafts.filter { !$0.text.isEmpty }.map(paired)
    }

    /// Settles doubtful wraps by the rule that each unit has one person.
    private func paired(_ draft: RowDraft) -> RowDraft {
        guard let units = draft.cells[.responsible], let persons = draft.cells[.person],
            units.count != persons.count
        else { return draft }
        let parts = units + persons
        guard !parts.contains(where: { model.forms.hasComma($0.start, $0.end) && $0.count > 12 }),
            let (first, second) = NameLists(text: text).paired(lines(units), lines(persons))
        else { return draft }
        var draft = draft
        draft.cells[.responsible] = first
        draft.cells[.person] = second
        return draft
    }

    private func lines(_ spans: [RowDraft.Span]) -> [TableText.Piece] {
        spans.flatMap { span -> [TableText.Piece] in
            var low = 0
            var high = text.pieces.count
            while low < high {
                let middle = (low + high) / 2
                if text.pieces[middle].start < span.start {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            return Array(text.pieces[low...].prefix { $0.start < span.end })
        }
    }
}

/// Numbers rows and carries categories on.
enum RowNumbering {
    static func rows(_ drafts: [RowDraft], _ builder: RowBuilder) -> [TaskRow] {
        var rows: [TaskRow] = []
        var category: TaskCategory?
        var offset = 0
        for draft in drafts {
            if let span = draft.category {
                let read = builder.category(span)
                // A title repeated on the next page, broken (均 衡) or not, is the same one.
                if read.title.text != category?.title.text || read.number != category?.number {
                    category = read
                }
            }
            var number = (draft.number ?? 0) + offset
            if draft.number == nil {
                number = (rows.last?.number ?? 0) + 1
            } else if let last = rows.last?.number, draft.number == 1, number <= last {
                // Numbers that begin anew in each category are carried on: a task has one number.
                offset = last
                number = last + 1
            }
            rows.append(builder.row(draft, number: number, category: category))
        }
        return rows
    }
}
