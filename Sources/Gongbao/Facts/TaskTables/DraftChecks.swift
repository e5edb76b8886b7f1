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
                // Helpers may be wanting, who leads and by when hardly.
                let helps =
                    column == .cooperating || column == .responsible && columns.contains(.lead)
                let share = helps ? 9 : 6
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
        // Where the table has categories, rows before the first have lost theirs.
        var category = columns.contains(.category)
        var last: Int?
        var begin = 0
        for (index, draft) in drafts.enumerated() {
            if let span = draft.category {
                let number = Heading.number(text, span.start, span.end).0
                let isNext = last == nil || number == nil || number == last || number == last! + 1
                // A title that swallowed others, or follows none: where it began is not sure.
                if !isTitle(span) || !isNext { result.formUnion(begin..<index) }
                category = !isTitle(span)
                if number != last || number == nil { begin = index }
                last = number ?? last
            }
            if category || isDoubtful(draft) { result.insert(index) }
            // A row that is wanting stands in the one before or behind the gap.
            if index > 0, let number = draft.number, let above = drafts[index - 1].number,
                number > above + 1
            {
                result.formUnion([index - 1, index])
            }
        }
        // Where so many cannot be whole, the way of reading does not fit the table.
        let isAstray = drafts.count >= 4 && result.count * 5 >= drafts.count * 2
        return isAstray ? Set(drafts.indices) : result
    }

    private func isTitle(_ span: RowDraft.Span) -> Bool {
        var start = span.start
        for index in span.start + 1..<max(span.start + 1, span.end + 1)
        where index == span.end || text.flow.gap[index] & Flow.Gap.line != 0 {
            // 水塘 at a title's end is a word, 水 塘 a name.
            let isWord = index - start == 2 && !text.isSpaced(index - 1)
            if !isWord && isCell(start, index) || names.column(start, index) != nil
                || text.matches("附件", at: start, before: index)
            {
                return false
            }
            start = index
        }
        let body = Heading.number(text, span.start, span.end).1
        for index in body..<max(body, span.end) {
            if text.code[index] == 0x3002 { return false }
            // 三、 within: two titles in one.
            if index > body, Heading.number(text, index, span.end).0 != nil { return false }
        }
        return true
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
        guard !Self.neverFirst.contains(text.code[first.start]),
            // A category's number: its title has been taken for the item's begin.
            !columns.contains(.category) || Heading.number(text, first.start, first.end).0 == nil
        else { return false }
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
            if isAmid, isCell(start, index) || holdsCell(start, index) { return true }
            start = index
        }
        return false
    }

    /// Whether blanks part a line such that its first or last word is a cell: 县医保局 9月底前.
    private func holdsCell(_ start: Int, _ end: Int) -> Bool {
        let blanks = (start + 1..<max(start + 1, end)).filter { text.isSpaced($0) }
        guard let first = blanks.first, let last = blanks.last else { return false }
        func isUnit(_ start: Int, _ end: Int) -> Bool {
            (4...16).contains(end - start) && forms.unitCost(start, end) < 0.1
        }
        return isUnit(start, first) || isUnit(last, end)
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
                ? forms.unitCost($0.start, $0.end) <= Self.mostForUnit && !isMixed($0)
                : forms.personCost($0.start, $0.end) <= 2
        }
    }

    /// What a name costs whose head and end are both known, with a little to spare.
    private static let mostForUnit: Float = 1.25
    private static let years: [StaticWord] = ["年内", "年底", "季度", "全年"]
    private static let levels = Character16.Set("省市县区州盟旗")
    private static let dates = Character16.Set("前日月")
    /// 市 that begins or ends a word: 城市, 市场.
    private static let cities: [StaticWord] = ["城市", "市场", "市政", "市容", "市民", "市州"]

    /// 县住房城乡建县税务局: a name whose middle is the begin of another, or a piece of a date.
    private func isMixed(_ span: RowDraft.Span) -> Bool {
        if Self.years.contains(where: { text.contains($0, span) }) { return true }
        // 陈瑾柏市城市管理局: a name that the leader's column lost.
        if columns.contains(.leader) || columns.contains(.person) {
            let name = span.start + 3
            if span.count > 6, Self.levels.contains(text.code[name]),
                forms.personCost(span.start, name) < 0.1, forms.unitCost(name, span.end) < 0.1
            {
                return true
            }
        }
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
