/// Reads tables whose cells run together without any separator: 序号工作任务牵头单位完成时限1新建…。市教育局8月底前2….
///
/// A row's text ends with a sentence; what stands between it and the next number must be cells of
/// the other columns, so each end of a sentence is tried until the rest can be read as such.
struct RunOnTable {
    let context: TableContext
    let text: TableText
    let columns: [Column]
    let forms: NameForms
    let deadlines: TableDeadline

    /// A row is not longer; the bounds keep the time linear in the text.
    private static let longestRow = 2_500
    private static let longestTail = 400

    static func read(_ context: TableContext, _ survey: TableSurvey) -> TableReading? {
        let lines = context.lines.filter {
            !PageFurniture.isMarkedPageNumber(context.source, $0.range)
        }
        let whole = context.text(lines)
        guard let (columns, headers) = headers(whole) else { return nil }
        var body: [TextRange] = []
        for (index, header) in headers.enumerated() {
            let next = index + 1 < headers.count ? headers[index + 1].start : whole.flow.count
            if next > header.end { body.append(whole.flow.range(header.end, next)) }
        }
        let text = TableText(context.source, body, lexicon: context.lexicon)
        let reader = RunOnTable(
            context: context, text: text, columns: columns, forms: NameForms(text: text),
            deadlines: TableDeadline(text: text, year: context.year))
        return reader.reading(headers.map { whole.flow.range($0.start, $0.end) })
    }

    /// The header and its repetitions, wherever they stand in the text.
    private static func headers(
        _ text: TableText
    ) -> (columns: [Column], places: [TableText.Piece])? {
        var columns: [Column] = []
        var places: [TableText.Piece] = []
        var index = 0
        while let start = text.first("号", in: index, text.flow.count) {
            index = start + 1
            guard start > 0, Marks.numberWords.contains(text.code[start - 1]) else { continue }
            let end = min(text.flow.count, start + 120)
            let reading = TableHeaderReader(text: text).read(start - 1, end)
            guard let last = (start..<end).last(where: { reading.reaches($0) }) else { continue }
            let found = reading.columns(before: last)
            let known = columns.first == .category ? Array(columns.dropFirst()) : columns
            guard Set(found).count >= 3, columns.isEmpty || found == known else { continue }
            if columns.isEmpty {
                guard TableHeader(columns: found).settled().isTaskHeader else { continue }
                columns = found
            }
            let begin = categoryName(text, before: start - 1)
            if begin < start - 1, columns.first != .category { columns.insert(.category, at: 0) }
            places.append(TableText.Piece(start: begin, end: last))
            index = last
        }
        let settled = TableHeader(columns: columns).settled().columns
        return places.isEmpty || !settled.contains(.number) ? nil : (settled, places)
    }

    /// Where the name of a category column that stands before 序号 begins.
    private static func categoryName(_ text: TableText, before end: Int) -> Int {
        for begin in max(0, end - 8)..<max(0, end) {
            if let match = text.word(text.lexicon.columns, at: begin, before: end),
                match.end == end, Column.allCases[match.payload] == .category
            {
                return begin
            }
        }
        return end
    }

    private func reading(_ headers: [TextRange]) -> TableReading? {
        var drafts: [RowDraft] = []
        var findings: [Finding] = []
        var index = 0
        while let start = rowStart(index, number: nextNumber(drafts)) {
            if let draft = row(start) {
                drafts.append(draft)
                index = draft.spans.map(\.end).max() ?? start.text
                continue
            }
            // Only the number and the text's begin are sure.
            var draft = RowDraft()
            draft.number = start.number
            let end = min(text.flow.count, start.text + 40)
            findings.append(
                Finding(
                    "alignment-uncertain", ["\(start.number)"],
                    at: [text.flow.range(start.text, end)]))
            draft.spans = [TableText.Piece(start: start.begin, end: start.text)]
            drafts.append(draft)
            index = start.text
            if findings.count > 40 { break }
        }
        guard drafts.count >= 2, drafts.count > findings.count * 2 else { return nil }
        // Nothing parts a category behind the number from the item's text: which is which is open.
        if hidesCategories {
            findings += drafts.filter { !$0.text.isEmpty }.map { draft in
                Finding(
                    "alignment-uncertain", ["\(draft.number ?? 0)"],
                    at: draft.spans.compactMap(text.range))
            }
        }
        let builder = RowBuilder(text: text, year: context.year)
        return TableReading(
            rows: RowNumbering.rows(drafts.filter { !$0.text.isEmpty }, builder),
            columns: Set(columns),
            consumed: headers + drafts.flatMap { $0.spans.compactMap(text.range) },
            findings: findings, reason: "a header of column names, cells run together")
    }

    private func nextNumber(_ drafts: [RowDraft]) -> Int? { drafts.last?.number.map { $0 + 1 } }

    // MARK: One row

    private struct Start {
        var number: Int
        var begin: Int
        var text: Int
        var category: TableText.Piece?
    }

    /// Where the next row begins: at `index`, unless the row before could not be read.
    private func rowStart(_ index: Int, number: Int?) -> Start? {
        let limit = min(text.flow.count, index + Self.longestRow)
        for start in index..<max(index, limit) {
            if let found = begins(start, number) { return found }
            // The first row follows its header.
            if number == nil, start > index { return nil }
        }
        return nil
    }

    private func begins(_ index: Int, _ number: Int?) -> Start? {
        guard index < text.flow.count else { return nil }
        if let (value, end) = text.integer(at: index, before: text.flow.count) {
            if let number, let end = leading(number, index, end) {
                return Start(number: number, begin: index, text: end, category: nil)
            }
            guard number == nil || value == number, isTextStart(end),
                index == 0 || !text.isDigit(index - 1)
            else { return nil }
            return Start(number: value, begin: index, text: end, category: nil)
        }
        return category(index, number)
    }

    /// A category stands before its first row, numbered (一、…1新建) or, where the table has a column
    /// for it, not (产业发展1新建).
    private func category(_ index: Int, _ number: Int?) -> Start? {
        let limit = min(text.flow.count, index + 60)
        let (value, title) = Heading.number(text, index, limit)
        guard value != nil || hasBareCategories && text.isHan(index) else { return nil }
        for start in title..<limit {
            if value == nil, start - index > 24 || Self.noTitle.contains(text.code[start]) {
                return nil
            }
            guard text.isDigit(start) else { continue }
            guard start > title + 1, var found = begins(start, number),
                value != nil || isWhole(found, start)
            else { return nil }
            let title = TableText.Piece(start: index, end: start)
            if value == nil, deadlines.read(title.start, title.end) != nil || isUnit(title) {
                return nil
            }
            found.category = title
            found.begin = index
            return found
        }
        return nil
    }

    /// Whether the number is not the begin of a longer one: 新增泊位8602个 begins no row 8.
    private func isWhole(_ found: Start, _ start: Int) -> Bool {
        text.integer(at: start, before: text.flow.count)?.end == found.text
    }

    /// Whether categories stand in a column of their own and are not numbered.
    private var hasBareCategories: Bool {
        columns.first == .category && text.flow.count > 0 && text.isHan(0)
            && Heading.number(text, 0, min(text.flow.count, 60)).0 == nil
    }

    /// Whether the column of categories stands between numbers and items.
    private var hidesCategories: Bool {
        guard let category = columns.firstIndex(of: .category),
            let task = columns.firstIndex(of: .task)
        else { return false }
        return category > 0 && category < task
    }

    private static let noTitle = Character16.Set("。;,:")

    private func isUnit(_ piece: TableText.Piece) -> Bool {
        forms.unitCost(piece.start, piece.end) < 1
    }

    /// 60—3岁: number 6 and a text that begins with a figure; where the text begins.
    private func leading(_ number: Int, _ index: Int, _ end: Int) -> Int? {
        let length = number < 10 ? 1 : number < 100 ? 2 : 3
        guard end - index > length, index == 0 || !text.isDigit(index - 1),
            let (value, next) = text.integer(at: index, before: index + length), value == number,
            end < text.flow.count, !Marks.dates.contains(text.code[end])
        else { return nil }
        return next
    }

    private func isTextStart(_ index: Int) -> Bool {
        index + 4 < text.flow.count
            && (text.isHan(index) || Marks.textHeads.contains(text.code[index]))
            // 3月, 2个, 5%: a number that counts begins no row.
            && !Marks.measures.contains(text.code[index])
    }

    private func row(_ start: Start) -> RowDraft? {
        let limit = min(text.flow.count, start.text + Self.longestRow)
        for end in start.text..<max(start.text, limit) {
            let code = text.code[end]
            guard code == 0x3002 || code == Character16.of(")") else { continue }
            let tail = RunOnTail(table: self, next: start.number + 1)
            // The next row begins at once: this one has no other cells, or none that can be told.
            if let next = begins(end + 1, start.number + 1),
                next.category == nil || !hasBareCategories
            {
                return nil
            }
            guard let cells = tail.read(end + 1, min(text.flow.count, end + 1 + Self.longestTail))
            else { continue }
            var draft = RowDraft()
            draft.number = start.number
            if let category = start.category { draft.add(category, to: .category) }
            let number = TableText.Piece(
                start: start.category?.end ?? start.begin, end: start.text)
            draft.add(number, to: .number)
            draft.add(TableText.Piece(start: start.text, end: end + 1), to: .task)
            for (column, piece) in cells { draft.add(piece, to: column) }
            return draft
        }
        return nil
    }

    /// What it costs that row `number - 1` ends at `index`; nil when it cannot.
    ///
    /// Before a category that nothing marks as one a cell could end a few characters sooner.
    func endCost(_ index: Int, next number: Int) -> Float? {
        if index == text.flow.count { return 0 }
        if let next = begins(index, number) {
            return next.category != nil && hasBareCategories ? 0.5 : 0
        }
        return text.isNote(at: index, before: text.flow.count)
            ? 0 : nil
    }
}

/// The cells behind a row's text, parted by nothing but their forms; 、 keeps a list together.
struct RunOnTail {
    let table: RunOnTable
    let next: Int

    private struct Cell {
        var cost: Float = .infinity
        var from = -1
        var column = -1
        var start = 0
    }

    private static let comma = Character16.of("、")
    private static let most: Float = 6
    private static let longestName = 28

    func read(_ start: Int, _ end: Int) -> [(Column, TableText.Piece)]? {
        let order = table.columns.drop { $0 != .task }.dropFirst().filter { $0 != .note }
        guard !order.isEmpty, start < end else { return nil }
        let columns = Array(order)
        // cells[(position - start) * columns + column]: the best reading that ends there.
        var cells = [Cell](repeating: Cell(), count: (end - start + 1) * columns.count)
        var best: (cost: Float, index: Int)?
        for position in start..<end {
            for column in columns.indices {
                let (cost, from) = enter(cells, position - start, column, columns, position, start)
                guard cost < Self.most else { continue }
                let torn = torn(cells, position, from, columns, column)
                for last in position
                    + 2..<max(position + 2, min(end, position + Self.longestName) + 1)
                {
                    let total = cost + form(columns[column], position, last) + torn
                    let index = (last - start) * columns.count + column
                    guard total < Self.most, total < cells[index].cost else { continue }
                    cells[index] = Cell(cost: total, from: from, column: column, start: position)
                    let rest = skips(columns, column + 1, columns.count)
                    guard let end = table.endCost(last, next: next) else { continue }
                    let whole = total + rest + end
                    // Of ends that cost the same the later one: 10月底前 rather than 10月.
                    if whole < best?.cost ?? Self.most || end > 0 && whole == best?.cost {
                        best = (whole, index)
                    }
                }
            }
        }
        best = best ?? lastRow(cells, columns)
        guard let best else { return nil }
        return path(cells, best.index, columns, start)
    }

    /// The last row has no number behind it but notes, or the page's end.
    private func lastRow(_ cells: [Cell], _ columns: [Column]) -> (cost: Float, index: Int)? {
        guard let deadline = columns.firstIndex(of: .deadline), deadline == columns.count - 1 else {
            return nil
        }
        var best: (cost: Float, index: Int)?
        for index in stride(from: deadline, to: cells.count, by: columns.count)
        where cells[index].cost < 2 && cells[index].cost <= best?.cost ?? 2 {
            best = (cells[index].cost, index)
        }
        return best
    }

    /// 市委|组织部, 各县|区政府: another column does not begin inside a name.
    private func torn(
        _ cells: [Cell], _ position: Int, _ from: Int, _ columns: [Column], _ column: Int
    ) -> Float {
        guard from >= 0, TableHeader.units.contains(columns[column]),
            cells[from].column != column, TableHeader.units.contains(columns[cells[from].column])
        else { return 0 }
        let before = cells[from].start
        guard position - before <= 3 else { return 0 }
        for end in position + 2..<max(position + 2, min(table.text.flow.count, position + 8) + 1) {
            let whole = table.forms.unitCost(before, end) + inner(before, end)
            if whole < 0.1 { return 2.5 }
        }
        return 0
    }

    private func enter(
        _ cells: [Cell], _ offset: Int, _ column: Int, _ columns: [Column], _ position: Int,
        _ start: Int
    ) -> (Float, Int) {
        var best: (Float, Int) = (.infinity, -1)
        if offset == 0 { best = (skips(columns, 0, column), -1) }
        // Behind 、 the list goes on; without it another column begins.
        if offset > 0, table.text.code[position - 1] == Self.comma {
            let index = (offset - 1) * columns.count + column
            return cells[index].cost < .infinity ? (cells[index].cost, index) : best
        }
        for before in 0..<column {
            let index = offset * columns.count + before
            let cost = cells[index].cost + skips(columns, before + 1, column)
            if cost < best.0 { best = (cost, index) }
        }
        return best
    }

    private func skips(_ columns: [Column], _ from: Int, _ to: Int) -> Float {
        guard from < to else { return 0 }
        return columns[from..<to].reduce(0) { sum, column in
            sum + (column == .cooperating ? 1.2 : column == .note ? 0 : 2.5)
        }
    }

    private func form(_ column: Column, _ start: Int, _ end: Int) -> Float {
        switch column {
        case .deadline: return table.deadlines.read(start, end) == nil ? .infinity : 0
        case .leader, .person:
            // 梁知远青岚县政府: most names have three characters, and two are spread (裴 松).
            let isShort = end - start == 2 && !table.text.isSpaced(start + 1)
            return table.forms.personCost(start, end) + (isShort ? 0.3 : 0)
        case .lead, .cooperating, .responsible, .owner:
            return table.forms.unitCost(start, end) + inner(start, end)
        default: return .infinity
        }
    }

    /// A name that holds the end of another and the begin of a third is two names.
    private func inner(_ start: Int, _ end: Int) -> Float {
        for index in start + 3..<max(start + 3, end - 1)
        where table.forms.unitEndsHere(start, index) > 1 && table.forms.unitCost(index, end) < 0.3 {
            return 1.5
        }
        return 0
    }

    private func path(
        _ cells: [Cell], _ last: Int, _ columns: [Column], _ start: Int
    ) -> [(Column, TableText.Piece)] {
        var result: [(Column, TableText.Piece)] = []
        var index = last
        while index >= 0 {
            let cell = cells[index]
            let end = start + index / columns.count
            result.append((columns[cell.column], TableText.Piece(start: cell.start, end: end)))
            index = cell.from
        }
        return result.reversed()
    }
}
