/// Recognises task tables whose columns were written line by line across the page, so that no cell
/// can be put together: the document is a task table, and its rows are not certain.
enum ScatteredTable {
    private static let titles: [StaticWord] = [
        "分解表", "责任清单", "任务清单", "项目清单", "责任分工", "分工表", "责任表", "任务表", "任务书", "分解方案", "工程任务",
    ]
    private static let headLines = 12

    static func read(_ context: TableContext, _ survey: TableSurvey) -> TableReading? {
        guard let header = survey.flattenedHeaders.first,
            !survey.flattenedHeaders.contains(where: { TableHeader(columns: $0.columns).isResults }
            ),
            !TableHeader(columns: header.columns).isTaskHeader
        else { return nil }
        let head = context.text(context.lines.prefix(headLines))
        guard
            head.pieces.contains(where: { piece in
                titles.contains { head.contains($0, piece) }
            })
        else { return nil }
        guard namesResponsibility(context, from: header.lines.upperBound) else { return nil }
        if let table = texts(context, survey) { return table }
        let range = TextRange(
            context.lines[header.lines.lowerBound].range.start,
            context.lines[header.lines.upperBound - 1].range.end)
        let names = context.lines[header.lines].map { context.source.string($0.range) }
            .joined(separator: " ")
        return TableReading(
            rows: [], columns: [], consumed: [],
            findings: [
                Finding("alignment-uncertain", [names], at: [range])
            ], reason: "the names of a task table's columns, its cells scattered")
    }

    /// Whether the missing names of columns stand alone in other lines, more than once.
    private static func namesResponsibility(_ context: TableContext, from start: Int) -> Bool {
        var found: [Column: Int] = [:]
        for line in context.lines[start...].prefix(2_000) where line.range.count <= 12 {
            let text = context.text([line])
            guard let column = TableHeaderReader(text: text).column(0, text.flow.count) else {
                continue
            }
            if column == .actual || column == .rate || column == .progress { return false }
            if TableHeader.responsibility.contains(column) { found[column, default: 0] += 1 }
        }
        return found.values.filter { $0 >= 2 }.count >= 2
    }

    /// Whether names of columns stand alone below a header that lacks them.
    static func isScattered(_ context: TableContext, _ header: TableHeader, from start: Int) -> Bool
    {
        for line in context.lines[start...].prefix(2_000) where line.range.count <= 8 {
            let text = context.text([line])
            guard let column = TableHeaderReader(text: text).column(0, text.flow.count),
                text.flow.count >= 3
            else { continue }
            if TableHeader.responsibility.contains(column), !header.columns.contains(column) {
                return true
            }
        }
        return false
    }

    // MARK: What is certain all the same

    /// The items' texts, where each ends with the unit that leads it and there are as many of them
    /// as numbers: all else of a row is left out.
    static func texts(_ context: TableContext, _ survey: TableSurvey) -> TableReading? {
        guard let header = survey.flattenedHeaders.first else { return nil }
        let lines = Array(context.lines[header.lines.lowerBound...].prefix(20_000))
        let reader = ScatteredTexts(
            text: context.text(lines),
            headers: survey.flattenedHeaders.map {
                $0.lines.lowerBound - header.lines.lowerBound..<$0.lines.upperBound
                    - header.lines.lowerBound
            })
        guard let scattered = reader.drafts() else { return nil }
        // Without what stands between its lines each text is one piece.
        let text = TableText(
            context.source, scattered.flatMap(\.text).compactMap(reader.text.range),
            lexicon: context.lexicon)
        var next = 0
        let drafts = scattered.map { draft -> RowDraft in
            var whole = RowDraft()
            whole.number = draft.number
            let last = next + draft.text.count
            whole.add(
                TableText.Piece(start: text.pieces[next].start, end: text.pieces[last - 1].end),
                to: .task)
            next = last
            return whole
        }
        let builder = RowBuilder(text: text, year: context.year)
        return TableReading(
            rows: RowNumbering.rows(drafts, builder), columns: [.number, .task],
            consumed: drafts.flatMap { text.sourced($0.spans).ranges },
            findings: drafts.map { draft in
                Finding(
                    "alignment-uncertain", [draft.number.map(String.init) ?? ""],
                    at: text.sourced(draft.spans).ranges)
            }, reason: "the names of a task table's columns, its cells scattered")
    }
}

/// The texts of a table whose columns are mixed line by line.
struct ScatteredTexts {
    let text: TableText
    /// Lines of column names.
    let headers: [Range<Int>]

    private static let lead: StaticWord = "(牵头"
    private static let opening = Character16.Set("(《“【")
    private static let closing = Character16.Set(")》”】")

    func drafts() -> [RowDraft]? {
        let widest = widest()
        guard widest >= 12 else { return nil }
        var drafts: [RowDraft] = []
        var current: [RowDraft.Span] = []
        var highest = 0
        for index in text.pieces.indices {
            guard !headers.contains(where: { $0.contains(index) }), !text.pieces[index].isEmpty
            else { continue }
            var piece = text.pieces[index]
            if let (value, end) = text.integer(at: piece.start, before: piece.end) {
                // A number alone, or before its text.
                if end == piece.end {
                    highest = max(highest, value == highest + 1 ? value : highest)
                    continue
                }
                if value == highest + 1, current.isEmpty, text.isSpaced(end), text.isHan(end) {
                    highest = value
                    piece.start = end
                }
            }
            let isFull = piece.count * 100 >= widest * 72
            guard isFull || closes(piece, current) else { continue }
            current.append(piece)
            guard closes(piece, current.dropLast()), let draft = draft(current) else { continue }
            drafts.append(draft)
            current = []
        }
        guard drafts.count >= 3, drafts.count == highest, current.isEmpty else { return nil }
        for index in drafts.indices { drafts[index].number = index + 1 }
        return drafts
    }

    /// The length of most full lines.
    private func widest() -> Int {
        let counts = text.pieces.map(\.count).filter { $0 >= 12 && $0 <= 60 }.sorted()
        return counts.isEmpty ? 0 : counts[counts.count * 3 / 4]
    }

    /// Whether a line ends the bracket (牵头单位：…) that began in it or before it.
    private func closes(
        _ piece: RowDraft.Span, _ before: some BidirectionalCollection<RowDraft.Span>
    ) -> Bool {
        guard text.code[piece.end - 1] == Character16.of(")") else { return false }
        var depth = 0
        var hasLead = false
        // The bracket may begin a few lines above.
        for span in [piece] + before.reversed().prefix(3) {
            for index in (span.start..<span.end).reversed() {
                if Self.closing.contains(text.code[index]) { depth += 1 }
                if Self.opening.contains(text.code[index]) {
                    depth -= 1
                    if depth == 0 { return hasLead || leads(index, span, before) }
                    hasLead = false
                }
            }
        }
        return false
    }

    private func leads(
        _ index: Int, _ span: RowDraft.Span, _ before: some BidirectionalCollection<RowDraft.Span>
    ) -> Bool {
        text.matches(Self.lead, at: index, before: text.flow.count)
            // （牵⏎头单位：the word may be cut.
            || span.end - index <= 2
    }

    private func draft(_ spans: [RowDraft.Span]) -> RowDraft? {
        var draft = RowDraft()
        for span in spans { draft.add(span, to: .task) }
        return draft
    }
}
