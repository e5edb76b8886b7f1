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
                // Helpers may be wanting, who is responsible and by when hardly.
                let share = column == .cooperating ? 9 : 6
                return TableHeader.responsibility.contains(column)
                    && drafts.filter { Self.holds($0, column) }.count * 10 >= drafts.count * share
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
            || draft.deadlines.contains { !isDeadline($0.cell) }
            || !pairs(draft)
    }

    /// 12月10 has lost its end.
    private func isDeadline(_ cell: RowDraft.Span) -> Bool {
        deadlines.readFreely(cell.start, cell.end) != nil && !text.isDigit(cell.end - 1)
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
        parts(span).allSatisfy {
            isUnit
                ? forms.unitCost($0.start, $0.end) <= 2.9 && !isMixed($0)
                : forms.personCost($0.start, $0.end) <= 2
        }
    }

    private static let levels = Character16.Set("省市县区州盟旗")
    private static let dates = Character16.Set("前日月")
    /// 市 that begins or ends a word: 城市, 市场.
    private static let cities: [StaticWord] = ["城市", "市场", "市政", "市容", "市民", "市州"]

    /// 县住房城乡建县税务局: a name whose middle is the begin of another, or a piece of a date.
    private func isMixed(_ span: RowDraft.Span) -> Bool {
        let depthless = !text.contains("(", span)
        for index in span.start + 2..<max(span.start + 2, span.end - 1) {
            let code = text.code[index]
            if Self.dates.contains(code), index + 1 < span.end { return true }
            guard depthless, index > span.start + 2, code == text.code[span.start],
                Self.levels.contains(code),
                !Self.cities.contains(where: {
                    text.matches($0, at: index, before: span.end)
                        || text.matches($0, at: index - 1, before: span.end)
                }), forms.unitCost(index, span.end) < 0.1
            else { continue }
            return true
        }
        return false
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
