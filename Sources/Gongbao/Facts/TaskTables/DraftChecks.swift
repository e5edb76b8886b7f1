/// Tells rows whose cells cannot all be right, however they were found: a text that breaks off, a
/// name that is none, a cell that is empty where all others are full.
struct DraftChecks {
    let text: TableText
    private let columns: [Column]
    private let forms: NameForms
    private let deadlines: TableDeadline
    /// Columns that most rows fill.
    private let filled: Set<Column>

    private static let closers = Character16.Set("。;.!)”》】]；")
    private static let neverFirst = Character16.Set("。,、;:)”》%")
    private static let opening = Character16.Set("(《“【")
    private static let closing = Character16.Set(")》”】")

    init(text: TableText, columns: [Column], year: Int?, drafts: [RowDraft]) {
        self.text = text
        self.columns = columns
        forms = NameForms(text: text)
        deadlines = TableDeadline(text: text, year: year)
        filled = Set(
            columns.filter { column in
                TableHeader.responsibility.contains(column)
                    && drafts.filter { Self.holds($0, column) }.count * 10 >= drafts.count * 9
            })
    }

    private static func holds(_ draft: RowDraft, _ column: Column) -> Bool {
        column == .deadline ? !draft.deadlines.isEmpty : draft.cells[column] != nil
    }

    /// The rows that cannot be whole; a category goes on until the next one.
    func doubtful(_ drafts: [RowDraft]) -> Set<Int> {
        var result = Set<Int>()
        var category = false
        for (index, draft) in drafts.enumerated() {
            if let span = draft.category { category = !isTitle(span) }
            if category || isDoubtful(draft) { result.insert(index) }
        }
        return result
    }

    private func isTitle(_ span: RowDraft.Span) -> Bool {
        var start = span.start
        for index in span.start + 1..<max(span.start + 1, span.end + 1)
        where index == span.end || text.flow.gap[index] & Flow.Gap.line != 0 {
            if isCell(start, index) || names.column(start, index) != nil { return false }
            start = index
        }
        return !(span.start..<span.end).contains { text.code[$0] == 0x3002 }
    }

    private var names: TableHeaderReader { TableHeaderReader(text: text) }

    private func isDoubtful(_ draft: RowDraft) -> Bool {
        !isText(draft.text) || filled.contains { !Self.holds(draft, $0) } || !areNames(draft)
            || draft.deadlines.contains { deadlines.readFreely($0.cell.start, $0.cell.end) == nil }
            || !pairs(draft)
    }

    // MARK: The text

    private func isText(_ spans: [RowDraft.Span]) -> Bool {
        guard let first = spans.first, let last = spans.last, !last.isEmpty, !first.isEmpty else {
            return false
        }
        guard !Self.neverFirst.contains(text.code[first.start]) else { return false }
        var depth = 0
        var isLong = false
        for span in spans {
            for index in span.start..<span.end {
                if Self.opening.contains(text.code[index]) { depth += 1 }
                if Self.closing.contains(text.code[index]) { depth -= 1 }
                if depth < 0 { return false }
                if Marks.sentence.contains(text.code[index]) { isLong = true }
            }
        }
        guard depth == 0, !isLong || Self.closers.contains(text.code[last.end - 1]) else {
            return false
        }
        return !spans.contains(where: holdsOther)
    }

    /// Whether a whole line amid the text is a cell of another column.
    private func holdsOther(_ span: RowDraft.Span) -> Bool {
        var start = span.start
        for index in span.start + 1..<max(span.start + 1, span.end + 1)
        where index == span.end || text.flow.gap[index] & Flow.Gap.line != 0 {
            let isAmid = start > span.start || index < span.end
            if isAmid, isCell(start, index) { return true }
            start = index
        }
        return false
    }

    private func isCell(_ start: Int, _ end: Int) -> Bool {
        guard end - start <= 16 else { return false }
        if deadlines.read(start, end) != nil, columns.contains(.deadline) { return true }
        let naming = columns.contains(.leader) || columns.contains(.person)
        if naming, end - start <= 4, forms.personCost(start, end) < 0.1 { return true }
        return end - start >= 4 && forms.unitCost(start, end) < 0.1
    }

    // MARK: Names

    private func areNames(_ draft: RowDraft) -> Bool {
        for column in [Column.lead, .cooperating, .responsible] {
            for span in draft.cells[column] ?? [] where !isList(span, isUnit: true) { return false }
        }
        for column in [Column.leader, .person] {
            for span in draft.cells[column] ?? [] where !isList(span, isUnit: false) {
                return false
            }
        }
        return (draft.cells[.leader]?.count ?? 0) <= 3
    }

    private func isList(_ span: RowDraft.Span, isUnit: Bool) -> Bool {
        let most: Float = isUnit ? 2.9 : 2
        return parts(span).allSatisfy {
            (isUnit ? forms.unitCost($0.start, $0.end) : forms.personCost($0.start, $0.end)) <= most
        }
    }

    private func parts(_ span: RowDraft.Span) -> [RowDraft.Span] {
        RowBuilder(text: text, year: nil).split(span)
    }

    private func pairs(_ draft: RowDraft) -> Bool {
        guard filled.contains(.responsible), filled.contains(.person) else { return true }
        let units = (draft.cells[.responsible] ?? []).flatMap(parts).count
        return units == (draft.cells[.person] ?? []).flatMap(parts).count
    }
}
