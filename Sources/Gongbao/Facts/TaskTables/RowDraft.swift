/// A row as a reader found it: flow ranges by column, not yet interpreted.
struct RowDraft: Sendable {
    typealias Span = TableText.Piece

    var number: Int?
    var category: Span?
    /// Parts of the item; more than one where continuation rows or sub-items follow.
    var text: [Span] = []
    var cells: [Column: [Span]] = [:]
    /// Deadline cells, each with the parts of `text` that stood before it.
    var deadlines: [(cell: Span, parts: Range<Int>)] = []
    /// Cells of columns that hold numbers alone.
    var amounts: [(cell: Span, column: AmountColumns.Amount)] = []
    /// Everything that belongs to the row.
    var spans: [Span] = []
    /// How far the row is from what rows look like.
    var doubt: Float = 0

    mutating func add(_ span: Span, to column: Column) {
        spans.append(span)
        switch column {
        case .category: category = span
        case .task: text.append(span)
        case .deadline:
            let from = deadlines.last?.parts.upperBound ?? 0
            deadlines.append((span, min(from, text.count)..<text.count))
        case .number: break
        default: cells[column, default: []].append(span)
        }
    }
}

/// Drafts → rows: names, categories and deadlines read, lists split.
struct RowBuilder {
    let text: TableText
    let year: Int?
    /// Whether a cell is one piece of text, so that blanks in it part names.
    var splitsAtBlanks = false

    private static let separators = Character16.Set("、,;/")
    private static let opening = Character16.Set("(〈《[“")
    private static let closing = Character16.Set(")〉》]”")

    func row(_ draft: RowDraft, number: Int, category: TaskCategory?) -> TaskRow {
        var row = TaskRow(
            number: number, category: category, text: text.sourced(draft.text))
        row.leadUnits = units(draft.cells[.lead])
        row.cooperatingUnits = units(draft.cells[.cooperating])
        row.responsibleUnits = units(draft.cells[.responsible])
        addPersons(of: draft, to: &row)
        row.supervisingLeaders = names(draft.cells[.leader])
        if draft.cells[.person] != nil { row.responsiblePersons = names(draft.cells[.person]) }
        if row.leadUnits.isEmpty, let item = draft.text.last,
            let note = ResponsibilityNote.read(text, item)
        {
            row.leadUnits = units(note.cells[.lead])
        }
        row.goals = (draft.cells[.quarter] ?? []).map { text.sourced([$0]) }
        row.amounts = draft.amounts.map { cell, column in
            TaskAmount(
                cell: text.sourced([cell]), unit: column.unit, name: column.name,
                isContext: column.isContext)
        }
        addDeadlines(draft, to: &row)
        row.ranges = draft.spans.flatMap { text.sourced([$0]).ranges }.sorted()
        return row
    }

    /// 市民政局 王某某: a person in a unit's cell is the one who answers for it.
    private func addPersons(of draft: RowDraft, to row: inout TaskRow) {
        guard draft.cells[.person] == nil, splitsAtBlanks else { return }
        let forms = NameForms(text: text)
        var persons: [SourcedText] = []
        func parted(_ column: Column) -> [SourcedText]? {
            let spans = (draft.cells[column] ?? []).flatMap { split($0) }
            let cuts = spans.map { span in
                (span.start + 2..<max(span.start + 2, span.end)).first {
                    text.isSpaced($0) && forms.unitCost(span.start, $0) < 1
                        && span.end - $0 <= 4 && forms.personCost($0, span.end) < 0.3
                }
            }
            guard !spans.isEmpty, cuts.allSatisfy({ $0 != nil }) else { return nil }
            return zip(spans, cuts).map { span, cut in
                persons.append(text.sourced(cut ?? span.end, span.end))
                return text.sourced(span.start, cut ?? span.end)
            }
        }
        if let units = parted(.lead) { row.leadUnits = units }
        if let units = parted(.responsible) { row.responsibleUnits = units }
        row.responsiblePersons = persons
    }

    /// 一、改善老年人就餐条件 → 1 and the title.
    func category(_ span: RowDraft.Span) -> TaskCategory {
        let (number, start) = Heading.number(text, span.start, span.end)
        return TaskCategory(number: number, title: text.sourced(start, span.end))
    }

    // MARK: Lists

    func units(_ spans: [RowDraft.Span]?) -> [SourcedText] {
        (spans ?? []).flatMap { split($0) }.flatMap { apart($0, isUnit: true) }
            .map { text.sourced([unbracketed($0)]) }.filter { !$0.text.isEmpty }
    }

    func names(_ spans: [RowDraft.Span]?) -> [SourcedText] {
        (spans ?? []).flatMap { split($0) }.flatMap { apart($0, isUnit: false) }
            .map { text.sourced([NameForms(text: text).withoutPost($0)]) }
            .filter { !$0.text.isEmpty }
    }

    /// Cuts at blanks between whole names: 市教育局 市财政局, but not 曹 阳.
    private func apart(_ span: RowDraft.Span, isUnit: Bool) -> [RowDraft.Span] {
        let forms = NameForms(text: text)
        if !isUnit, let middle = forms.twoSpread(span.start, span.end) {
            return [
                RowDraft.Span(start: span.start, end: middle),
                RowDraft.Span(start: middle, end: span.end),
            ]
        }
        guard splitsAtBlanks, span.count <= 200 else { return [span] }
        func isWhole(_ start: Int, _ end: Int) -> Bool {
            isUnit ? forms.unitCost(start, end) < 1 : forms.personCost(start, end) < 0.6
        }
        var result: [RowDraft.Span] = []
        var start = span.start
        for index in span.start + 1..<max(span.end, span.start + 1) where text.isSpaced(index) {
            let next =
                (index + 1..<max(span.end, index + 1)).first { text.isSpaced($0) } ?? span.end
            let isPart = isWhole(start, index)
            if isPart, isWhole(index, next) || isWhole(index, span.end) {
                result.append(RowDraft.Span(start: start, end: index))
                start = index
            }
        }
        result.append(RowDraft.Span(start: start, end: span.end))
        return result
    }

    /// Splits a cell at 、 and the like, not inside brackets: 各县（市、区）政府 is one unit.
    func split(_ span: RowDraft.Span) -> [RowDraft.Span] {
        var result: [RowDraft.Span] = []
        var start = span.start
        var depth = 0
        for index in span.start..<span.end {
            let code = text.code[index]
            if Self.opening.contains(code) {
                depth += 1
            } else if Self.closing.contains(code) {
                depth = max(0, depth - 1)
            } else if depth == 0,
                Self.separators.contains(code) || code == 0x3002 || Marks.isEnumerator(code)
            {
                result.append(RowDraft.Span(start: start, end: index))
                start = index + 1
            }
        }
        result.append(RowDraft.Span(start: start, end: span.end))
        return result.filter { !$0.isEmpty && !isPlaceholder($0) }
    }

    /// A dash or slash says that a cell is empty.
    private func isPlaceholder(_ span: RowDraft.Span) -> Bool {
        (span.start..<span.end).allSatisfy { Marks.placeholders.contains(text.code[$0]) }
    }

    /// Leaves out remarks behind a name, 〈含县农场管理处，下同〉 and （列第一位者为牵头单位，下同）; brackets
    /// that are part of the name stay: 各镇（街道）.
    private func unbracketed(_ span: RowDraft.Span) -> RowDraft.Span {
        guard span.count > 2, Self.closing.contains(text.code[span.end - 1]) else { return span }
        var open = span.end - 2
        while open > span.start, !Self.opening.contains(text.code[open]) { open -= 1 }
        guard open > span.start else { return span }
        let inside = RowDraft.Span(start: open + 1, end: span.end - 1)
        let remarks: [StaticWord] = ["下同", "牵头", "含", "负责", "包括", "为主"]
        guard remarks.contains(where: { text.contains($0, inside) }) else { return span }
        return RowDraft.Span(start: span.start, end: open)
    }

    // MARK: Deadlines

    /// …，10月底前完成。: the item's last clause, where no cell says by when.
    private func closingClause(_ draft: RowDraft, _ reader: TableDeadline) -> Deadline? {
        guard draft.deadlines.isEmpty, let item = draft.text.last else { return nil }
        var end = ResponsibilityNote.read(text, item)?.span.start ?? item.end
        while end > item.start, Marks.sentence.contains(text.code[end - 1]) { end -= 1 }
        var start = end
        while start > item.start, !Marks.sentence.contains(text.code[start - 1]) { start -= 1 }
        guard start > item.start, end - start >= 4 else { return nil }
        return reader.read(start, end)
    }

    private func addDeadlines(_ draft: RowDraft, to row: inout TaskRow) {
        let reader = TableDeadline(text: text, year: year)
        let read = draft.deadlines.compactMap { cell, parts in
            reader.readFreely(cell.start, cell.end).map { (parts, $0) }
        }
        guard read.count > 1 else {
            row.deadline = read.first?.1 ?? closingClause(draft, reader)
            return
        }
        for (parts, deadline) in read {
            let ranges = text.sourced(Array(draft.text[parts])).ranges
            if !ranges.isEmpty { row.partDeadlines.append((ranges, deadline)) }
        }
    }
}

/// Numbers at the head of categories and items.
enum Heading {
    private static let dots = Character16.Set("、.,．)。")
    private static let open = Character16.of("(")
    private static let close = Character16.of(")")

    /// 一、 十二、 （三） 第一， at `start`: the number and where the title begins.
    static func number(_ text: TableText, _ start: Int, _ end: Int) -> (Int?, Int) {
        var index = start
        while index < end, text.code[index] == 0x2A || text.code[index] == 0x23 { index += 1 }
        guard index < end else { return (nil, start) }
        let bracketed = text.code[index] == open
        let from = bracketed ? index + 1 : index
        guard let (value, next) = text.hanNumber(at: from, before: end), next < end, value > 0
        else { return (nil, index) }
        if bracketed { return text.code[next] == close ? (value, next + 1) : (nil, index) }
        return dots.contains(text.code[next]) ? (value, next + 1) : (nil, index)
    }

    /// 1. 1、 （1） at `start`: the number and where the item begins. A number of decimals is none.
    static func arabic(_ text: TableText, _ start: Int, _ end: Int) -> (Int, Int)? {
        guard start < end else { return nil }
        let bracketed = text.code[start] == open
        let from = bracketed ? start + 1 : start
        guard let (value, next) = text.integer(at: from, before: end), next < end, value > 0
        else { return nil }
        if bracketed { return text.code[next] == close ? (value, next + 1) : nil }
        guard dots.contains(text.code[next]), next + 1 < end, !text.isDigit(next + 1) else {
            return nil
        }
        return (value, next + 1)
    }
}
