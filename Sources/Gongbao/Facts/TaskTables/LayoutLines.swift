/// Parts the lines of a table set in columns into cells.
///
/// Wide blanks part cells. A cell that fills its column to the edge leaves one blank only, though,
/// and what stands behind it has moved to the left then; so a line is parted such that its cells
/// look like what their columns hold, stand about where those stand, and are not wider than they.
struct LayoutLines {
    /// The words of a line, with the blanks before each.
    struct Tokens {
        var words: [LayoutPage.Run] = []
        /// Whether more than one blank stands before the word.
        var isApart: [Bool] = []

        /// Words beyond this are not parted: no line of a table has as many.
        private static let most = 32

        init(_ source: SourceText, _ runs: [LayoutPage.Run], _ metric: LayoutMetric) {
            for run in runs {
                var start = run.range.start
                var isFirst = true
                for offset in run.range.start...run.range.end
                where offset == run.range.end || LayoutPage.isBlank(source.scalars[offset]) {
                    if offset > start {
                        let left = run.left + metric.width(source, run.range.start..<start)
                        words.append(
                            LayoutPage.Run(
                                left: left, right: left + metric.width(source, start..<offset),
                                range: TextRange(start, offset)))
                        isApart.append(isFirst)
                        isFirst = false
                    }
                    start = offset + 1
                }
                if words.count > Self.most {
                    words = runs
                    isApart = runs.map { _ in true }
                    return
                }
            }
        }
    }

    struct Cell {
        var column: Int
        var range: TextRange
        var left: Int
        /// Whether it may hold the next column's cell too.
        var isDoubtful = false
    }

    private let columns: [Column]
    /// For each column the positions between which its cells stand.
    private let bounds: [ClosedRange<Double>]
    private let context: TableContext
    /// Where most cells of a column begin, in columns that are not centred.
    private var starts: [Int?]
    /// How wide cells are at most, in characters as wide as they are high.
    private var widths: [Double]

    init(columns: [Column], cuts: [Int], width: Int, context: TableContext) {
        self.columns = columns
        self.context = context
        let edges = [0] + cuts + [max(width, (cuts.last ?? 0) + 1)]
        bounds = zip(edges, edges.dropFirst()).map { Double($0)...Double(max($0, $1)) }
        starts = columns.map { _ in nil }
        widths = columns.map { _ in 0 }
    }

    /// Learns the columns' widths and begins from a first reading.
    mutating func measure(_ lines: [[Cell]]) {
        for index in columns.indices {
            let cells = lines.joined().filter { $0.column == index }
            guard cells.count >= 3 else { continue }
            var counts: [Int: Int] = [:]
            for cell in cells { counts[cell.left, default: 0] += 1 }
            let most = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
            if let most, most.value * 2 > cells.count { starts[index] = most.key }
            // Cells without a blank hold nothing of another column.
            let sure = cells.filter { !hasBlank($0.range) }
            let sorted = (sure.count >= 5 ? sure : cells.filter { !$0.isDoubtful })
                .map { width($0.range) }.sorted()
            if sorted.count >= 3 { widths[index] = sorted[sorted.count - 1 - sorted.count / 20] }
        }
    }

    private func hasBlank(_ range: TextRange) -> Bool {
        context.source.scalars[range.start..<range.end].contains(where: LayoutPage.isBlank)
    }

    private func width(_ range: TextRange) -> Double {
        context.source.scalars[range.start..<range.end].reduce(0) {
            LayoutPage.isBlank($1) ? $0 : $0 + ($1 < 0x80 ? 0.5 : 1)
        }
    }

    // MARK: One line

    private struct Best {
        var cost: Float = .infinity
        var from = 0
        var column = -1
    }

    func cells(_ tokens: Tokens) -> [Cell] {
        let words = tokens.words
        guard !words.isEmpty else { return [] }
        let text = TableText(context.source, words.map(\.range), lexicon: context.lexicon)
        let forms = LayoutForms(text: text, year: context.year)
        let count = columns.count
        // best[end * count + column]: the words before `end`, the last cell in `column`.
        var best = [Best](repeating: Best(), count: (words.count + 1) * count)
        for start in words.indices {
            for end in start + 1...words.count {
                if end - start > 1, tokens.isApart[end - 1], isFar(words, end - 1) { break }
                for column in columns.indices {
                    var before = Best(cost: start == 0 ? 0 : .infinity, from: -1, column: -1)
                    for other in 0..<column where start > 0 {
                        let cost = best[start * count + other].cost
                        if cost < before.cost {
                            before = Best(cost: cost, from: start, column: other)
                        }
                    }
                    guard before.cost < .infinity else { continue }
                    let cost =
                        before.cost
                        + cost(tokens, text, forms, start..<end, column, after: before.column)
                    if cost < best[end * count + column].cost {
                        best[end * count + column] = Best(
                            cost: cost, from: start, column: before.column)
                    }
                }
            }
        }
        return path(best, tokens, text, forms)
    }

    private func path(
        _ best: [Best], _ tokens: Tokens, _ text: TableText, _ forms: LayoutForms
    ) -> [Cell] {
        let count = columns.count
        var end = tokens.words.count
        var column =
            (0..<count).min { best[end * count + $0].cost < best[end * count + $1].cost } ?? 0
        var cells: [Cell] = []
        while end > 0 {
            let step = best[end * count + column]
            guard step.cost < .infinity else {
                // More words apart than columns: each goes where it stands.
                return tokens.words.map { Cell(column: place($0), range: $0.range, left: $0.left) }
            }
            let first = tokens.words[step.from]
            let isDoubtful = (step.from + 1..<max(step.from + 1, end)).contains {
                forms.joinCost(text.pieces[$0]) > 0
            }
            cells.append(
                Cell(
                    column: column,
                    range: TextRange(first.range.start, tokens.words[end - 1].range.end),
                    left: first.left, isDoubtful: isDoubtful))
            end = step.from
            column = step.column
        }
        return cells.reversed()
    }

    private func isFar(_ words: [LayoutPage.Run], _ index: Int) -> Bool {
        words[index].left - words[index - 1].right > 8
    }

    private func place(_ word: LayoutPage.Run) -> Int {
        let middle = Double(word.left + word.right) / 2
        return bounds.lastIndex { $0.lowerBound <= middle } ?? 0
    }

    private func cost(
        _ tokens: Tokens, _ text: TableText, _ forms: LayoutForms, _ range: Range<Int>,
        _ column: Int, after previous: Int
    ) -> Float {
        let words = tokens.words
        let piece = TableText.Piece(
            start: text.pieces[range.lowerBound].start, end: text.pieces[range.upperBound - 1].end)
        var cost = forms.cost(columns[column], piece)
        for index in range.dropFirst() {
            cost += tokens.isApart[index] ? 2.5 : forms.joinCost(text.pieces[index])
        }
        let first = words[range.lowerBound]
        let last = words[range.upperBound - 1]
        let wide = width(TextRange(first.range.start, last.range.end))
        if widths[column] > 0, wide > widths[column] + 0.6 {
            cost += Float(wide - widths[column] - 0.6) * 0.8
        }
        let isApart = tokens.isApart[range.lowerBound]
        if !isApart, previous >= 0 { cost += 0.5 }
        return cost + position(first, last, column) * (isApart ? 1 : 0.3)
    }

    /// How far a cell is from where its column's stand.
    private func position(_ first: LayoutPage.Run, _ last: LayoutPage.Run, _ column: Int) -> Float {
        let middle = Double(first.left + last.right) / 2
        let bounds = bounds[column]
        let far = max(bounds.lowerBound - middle, middle - bounds.upperBound, 0)
        var cost = min(3, Float(far) * 0.3)
        if let start = starts[column] {
            cost += min(1.6, 0.2 * Float(max(0, abs(first.left - start) - 1)))
        }
        return cost
    }
}

/// How far a piece of a line is from what a column holds: whole cells, or the lines of wrapped ones.
struct LayoutForms {
    let text: TableText
    private let names: NameForms
    private let deadlines: TableDeadline

    init(text: TableText, year: Int?) {
        self.text = text
        names = NameForms(text: text)
        deadlines = TableDeadline(text: text, year: year)
    }

    private static let sentence = Character16.Set("。,;:%“”0123456789")
    private static let dates = Character16.Set(
        "0123456789年月日前底末初上中下旬季度一二三四至-—.完成投入使用建持续推进长期坚全内常态化开动工通车竣交付运行启验收")

    func cost(_ column: Column, _ piece: TableText.Piece) -> Float {
        switch column {
        case .number: return isNumber(piece) ? 0 : 6
        case .deadline:
            if deadlines.read(piece.start, piece.end) != nil { return 0 }
            return all(piece, Self.dates) ? 0.5 : 3
        case .leader, .person: return personCost(piece)
        case .lead, .cooperating, .responsible, .owner: return unitCost(piece)
        case .category: return 0.5 + (any(piece, Self.sentence) ? 1 : 0)
        case .task: return taskCost(piece)
        default: return 0.8
        }
    }

    /// What it costs that a cell goes on behind a single blank before the character: 3 月 and 曹 阳
    /// do so, 市教育局 市财政局 are rather two.
    func joinCost(_ word: TableText.Piece) -> Float {
        let index = word.start
        guard index > 0, isLetter(index) else { return 0 }
        if text.code[index - 1] == 0x3002 || text.code[index - 1] == 0x2E { return 1 }
        guard isLetter(index - 1) else { return 0 }
        return word.count == 1 ? 0.3 : 0.6
    }

    /// Figures have blanks around them, words have none.
    private func isLetter(_ index: Int) -> Bool {
        text.code[index] >= 0x80 || text.code[index] == 0x2C
    }

    private func isNumber(_ piece: TableText.Piece) -> Bool {
        var start = piece.start
        while start < piece.end, Marks.numberHeads.contains(text.code[start]) { start += 1 }
        guard let (_, end) = text.integer(at: start, before: piece.end) else { return false }
        return piece.end - end <= 1
    }

    private func any(_ piece: TableText.Piece, _ set: Character16.Set) -> Bool {
        (piece.start..<piece.end).contains { set.contains(text.code[$0]) }
    }

    private func all(_ piece: TableText.Piece, _ set: Character16.Set) -> Bool {
        (piece.start..<piece.end).allSatisfy { set.contains(text.code[$0]) }
    }

    private func personCost(_ piece: TableText.Piece) -> Float {
        if any(piece, Self.sentence) { return 5 }
        if names.listCost(piece.start, piece.end, breaks: [], isUnit: false) < 0.6 { return 0 }
        if piece.count >= 4, names.unitCost(piece.start, piece.end) < 1 { return 2.5 }
        // 常务副市: the first line of a post.
        if all(piece, Self.posts) { return 0.4 }
        return piece.count <= 8 ? 1 : 3
    }

    private static let posts = Character16.Set("常务副正代市县区州镇乡省长书记主任局部厅分管领导同志负责人委员秘总要党组成()各")
    private static let levels = Character16.Set("市县区省州镇各国团中")

    private func unitCost(_ piece: TableText.Piece) -> Float {
        if any(piece, Self.sentence) { return 4 }
        if names.listCost(piece.start, piece.end, breaks: [], isUnit: true) < 1 { return 0 }
        if piece.count <= 3, names.personCost(piece.start, piece.end) < 0.6 { return 1.2 }
        return Self.levels.contains(text.code[piece.start]) ? 0.4 : 0.6
    }

    private func taskCost(_ piece: TableText.Piece) -> Float {
        if piece.count <= 14, deadlines.read(piece.start, piece.end) != nil { return 1 }
        if piece.count <= 3, names.personCost(piece.start, piece.end) < 0.6 { return 1 }
        if piece.count <= 16, names.unitCost(piece.start, piece.end) < 1 { return 1 }
        return isNumber(piece) ? 1 : 0.2
    }
}
