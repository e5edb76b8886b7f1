/// What a line costs in a column, and a column after another: the grammar of a flattened row.
struct FlattenedModel {
    let text: TableText
    let header: TableHeader
    let forms: NameForms
    let deadlines: TableDeadline
    /// Columns in the row's order, the category first where the header has none.
    let order: [Column]
    let taskIndex: Int
    let numberIndex: Int?
    /// Lines with figures or marks that no name holds.
    private let isSentence: [Bool]
    /// The width of most full lines of text.
    private let textWidth: Int
    /// The widest line that begins a numbered category.
    private let titleWidth: Int
    /// The widest line that looks like a whole unit: shorter lines were not wrapped.
    private let unitWidth: Int

    /// Rows that cost more than this are not certain.
    static let doubtful: Float = 9
    static let junkCost: Float = 5

    init(text: TableText, header: TableHeader, year: Int?) {
        self.text = text
        self.header = header
        let forms = NameForms(text: text)
        self.forms = forms
        deadlines = TableDeadline(text: text, year: year)
        var order = header.columns.reduce(into: [Column]()) { result, column in
            if !result.contains(column) { result.append(column) }
        }
        if !order.contains(.category) { order.insert(.category, at: 0) }
        self.order = order
        taskIndex = order.firstIndex(of: .task) ?? 0
        numberIndex = order.firstIndex(of: .number)
        isSentence = text.pieces.map { piece in
            (piece.start..<piece.end).contains { Self.noName.contains(text.code[$0]) }
        }
        var width = 6
        for piece in text.pieces where piece.count > width && piece.count <= 16 {
            if forms.unitCost(piece.start, piece.end) < 0.5 { width = piece.count }
        }
        unitWidth = width
        titleWidth =
            text.pieces.filter { Heading.number(text, $0.start, $0.end).0 != nil }
            .map { Self.width($0, text) }.max() ?? 0
        let widths = text.pieces.map { Self.width($0, text) }.filter { $0 >= 18 }.sorted()
        textWidth = widths.isEmpty ? 0 : widths[widths.count * 3 / 4]
    }

    private func width(_ line: Int) -> Int {
        line >= 0 ? Self.width(text.pieces[line], text) : 0
    }

    /// In half characters: digits and Latin letters take one, all else two.
    private static func width(_ piece: TableText.Piece, _ text: TableText) -> Int {
        (piece.start..<piece.end).reduce(0) { $0 + (text.code[$1] < 0x80 ? 1 : 2) }
    }

    /// How many lines a cell's entry may take.
    func longest(_ column: Column) -> Int {
        switch column {
        case .category: 9
        // Lists that 、 parts are one cell over many lines.
        case .lead, .cooperating, .responsible, .owner, .person: 12
        case .leader, .deadline: 3
        default: 1
        }
    }

    // MARK: A segment in a column

    func cost(_ column: Column, _ first: Int, _ count: Int) -> Float {
        let start = text.pieces[first].start
        let end = text.pieces[first + count - 1].end
        switch column {
        case .category: return categoryCost(first, count, start, end)
        case .number: return number(first) == nil ? .infinity : 0
        case .task: return taskCost(start, end)
        case .lead, .cooperating, .responsible, .owner:
            return namesCost(first, count, start, end, isUnit: true, longest: 4)
        case .leader, .person:
            return namesCost(first, count, start, end, isUnit: false, longest: 6)
        case .deadline:
            guard deadlines.read(start, end) != nil else { return .infinity }
            // 12 月 20⏎日: a cell that is a deadline without its last line needs no more of it.
            return Float(count - 1) * 0.2
        default: return 1.2
        }
    }

    private func categoryCost(_ first: Int, _ count: Int, _ start: Int, _ end: Int) -> Float {
        guard end - start <= 60 else { return .infinity }
        var cost: Float = header.columns.contains(.category) ? 0 : 1.5
        for index in start..<end {
            if Self.sentence.contains(text.code[index]) { cost += 6 }
            // Titles rarely hold commas and figures, items nearly always.
            if text.code[index] == 0x2C || text.isDigit(index) { cost += 1 }
        }
        cost += Float(max(0, end - start - 30)) * 0.3
        if Heading.number(text, start, end).0 == nil {
            // Where categories are numbered, all of them are.
            cost += header.columns.contains(.category) && titleWidth == 0 ? 0.9 : 2.4
            cost += Float(max(0, end - start - 16))
        }
        if number(first) != nil { cost += 4 }
        let line = text.pieces[first]
        if count > 1, line.count <= 3, forms.personCost(line.start, line.end) < 0.6 { cost += 1.2 }
        if count > 1, forms.unitCost(line.start, line.end) < 0.3 { cost += 1 }
        // Its column is narrower than that of the text.
        for line in first..<first + count where count > 1 {
            let width = width(line)
            if line > first, titleWidth > 0, width > titleWidth + 2 { cost += 1.5 }
            if textWidth > 0, width * 10 >= textWidth * 8 { cost += 1 }
        }
        return cost + Float(count - 1) * 0.05
    }

    /// Whether a name may go on behind a segment of this many lines.
    func mayGoOn(_ column: Column, _ first: Int, _ count: Int) -> Bool {
        switch column {
        case .lead, .cooperating, .responsible, .owner, .person, .leader:
            return !isSentence[first + count - 1]
        default: return true
        }
    }

    private static let noName = Character16.Set("。;:!?%,0123456789“”")
    private static let sentence = Character16.Set("。;:")
    private static let closers = Character16.Set("。;.!)”》】]")
    private static let neverFirst = Character16.Set("。,、;:)”》%")

    private func taskCost(_ start: Int, _ end: Int) -> Float {
        var cost: Float = 0.15
        let count = end - start
        if Heading.number(text, start, end).0 != nil, count <= 24 { cost += 2.5 }
        if let (_, next) = text.integer(at: start, before: end), next == end { cost += 3 }
        if count <= 14, deadlines.read(start, end) != nil { cost += 2.5 }
        if count <= 3, forms.personCost(start, end) < 0.6 { cost += 1.2 }
        if count <= 16, forms.unitCost(start, end) < 1 { cost += 1.3 }
        return cost
    }

    private func namesCost(
        _ first: Int, _ count: Int, _ start: Int, _ end: Int, isUnit: Bool, longest: Int
    ) -> Float {
        if count > 1 {
            // A sentence is no part of a wrapped name; nor do long lists go without 、.
            if isSentence[first] || isSentence[first + count - 1] { return .infinity }
            if count > longest, !forms.hasComma(start, end) { return .infinity }
        }
        let breaks = (first..<first + count - 1).map { text.pieces[$0].end }
        var cost = forms.listCost(start, end, breaks: breaks, isUnit: isUnit)
        guard isUnit else { return cost }
        for index in first..<first + count - 1 where text.pieces[index].count < unitWidth - 2 {
            cost += 0.5
        }
        return cost
    }

    // MARK: Numbers

    /// A line that is a task's number and nothing else: 7, 7., ★7, 7*.
    func number(_ index: Int) -> (value: Int, end: Int)? {
        let piece = text.pieces[index]
        var start = piece.start
        while start < piece.end, Self.marks.contains(text.code[start]) { start += 1 }
        guard let (value, end) = text.integer(at: start, before: piece.end), value > 0,
            (end..<piece.end).allSatisfy({ Self.after.contains(text.code[$0]) }), value < 1000
        else { return nil }
        return (value, end)
    }

    private static let marks = Character16.Set("★☆▲△※*")
    private static let after = Character16.Set(".、*#)")

    /// 7 推进流域…: a number that begins a line of text, and where the text begins.
    func leadingNumber(_ index: Int) -> (value: Int, rest: Int)? {
        let piece = text.pieces[index]
        var start = piece.start
        while start < piece.end, Self.marks.contains(text.code[start]) { start += 1 }
        guard let (value, end) = text.integer(at: start, before: piece.end), value > 0,
            value < 1000, end < piece.end
        else { return nil }
        let dotted = Marks.dots.contains(text.code[end])
        let rest = dotted ? end + 1 : end
        guard rest < piece.end, dotted || text.isSpaced(end),
            !dotted || text.isSpaced(rest) || !text.isDigit(rest)
        else { return nil }
        return (value, rest)
    }

    func sequenceCost(_ value: Int, after last: Int) -> Float {
        if last == 0 { return value == 1 ? 0 : min(6, 1.5 + Float(value) * 0.01) }
        if value == last + 1 { return 0 }
        if value > last, value <= last + 5 { return 5 }
        return value == 1 ? 8 : 12
    }

    // MARK: One column after another

    /// What it costs that a row has nothing in a column.
    func skip(_ column: Column) -> Float {
        switch column {
        case .category, .note: 0
        case .number: numberIndex == nil ? 0 : 9
        case .task: 9
        case .lead, .responsible, .leader: 3
        case .cooperating: 1.2
        case .person: 2.5
        case .deadline: 3
        default: 0.5
        }
    }

    func skips(_ range: Range<Int>, numbered: Bool = false) -> Float {
        range.reduce(0) { $0 + (numbered && $1 == numberIndex ? 0 : skip(order[$1])) }
    }

    /// Going on from the segment that ended with line `last` in column `from` to `to`, same row.
    func advance(from: Int, to: Int, last: Int, numbered: Bool) -> Float {
        if from == to {
            // Only the last line of a wrapped cell is short.
            let isShort = from == taskIndex && width(last) * 10 < textWidth * 6
            return another(order[from]) + (isShort ? 1.2 : 0)
        }
        if numbered, order[to] == .number { return .infinity }
        if from < to {
            let leaving = from == taskIndex ? textEndCost(last) : 0
            return leaving + skips(from + 1..<to, numbered: numbered)
        }
        // The number may stand before the category, and a row may hold several parts.
        if order[to] == .category, order[from] == .number { return 0.15 }
        if to == taskIndex, from > taskIndex, numberIndex != nil {
            return order[from] == .deadline ? 2.2 : 6
        }
        return .infinity
    }

    /// A second entry in the same cell.
    private func another(_ column: Column) -> Float {
        switch column {
        case .task: 0
        case .lead:
            header.columns.contains(.cooperating) || header.columns.contains(.responsible)
                ? 2.5 : 0.05
        case .leader: 0.8
        case .category, .number: .infinity
        case .deadline: 4
        default: 0.05
        }
    }

    /// A cell of text rarely ends within a sentence.
    func textEndCost(_ line: Int) -> Float {
        guard line >= 0, let last = text.pieces[line].isEmpty ? nil : text.pieces[line].end - 1
        else { return 0 }
        return Self.closers.contains(text.code[last]) ? 0 : 1.5
    }

    /// A cell of text does not begin with a comma.
    func textBeginCost(_ line: Int) -> Float {
        let piece = text.pieces[line]
        return !piece.isEmpty && Self.neverFirst.contains(text.code[piece.start]) ? 3 : 0
    }
}
