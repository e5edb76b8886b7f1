/// Cuts lines that hold several cells of a row, as a page gives them when it is written out without
/// its columns: 王某某 市民政局 市财政局 6 月底前.
///
/// Only blanks part such cells, and cells hold blanks too; so a line is cut where its parts look
/// like cells of the header's columns, in their order, and the whole does not look like one.
struct FlattenedLines {
    private let context: TableContext
    private let columns: [Column]
    private static let mostWords = 24
    private static let enough: Float = 0.25

    init(_ context: TableContext, _ header: TableHeader) {
        self.context = context
        // The number shares a line with a category before it, or with the text behind it.
        var columns = header.columns.filter { $0 != .number && $0 != .category }
        columns.insert(contentsOf: [.category, .number], at: 0)
        self.columns = columns
    }

    func ranges(_ lines: [Line]) -> [TextRange] {
        var expected = 1
        return lines.flatMap { line -> [TextRange] in
            guard line.range.count <= 200,
                context.source.scalars[line.range.start..<line.range.end]
                    .contains(where: LayoutPage.isBlank)
            else {
                if number(line.range) == expected { expected += 1 }
                return [line.range]
            }
            return cut(line.range, &expected)
        }
    }

    private func number(_ range: TextRange) -> Int? {
        guard range.count <= 4 else { return nil }
        let text = TableText(context.source, [range], lexicon: context.lexicon)
        guard let (value, end) = text.integer(at: 0, before: text.flow.count) else { return nil }
        return end == text.flow.count ? value : nil
    }

    private struct Best {
        var cost: Float = .infinity
        var from = 0
        var column = -1
    }

    private func cut(_ range: TextRange, _ expected: inout Int) -> [TextRange] {
        let run = LayoutPage.Run(left: 0, right: range.count, range: range)
        let tokens = LayoutLines.Tokens(context.source, [run], .characters)
        let words = tokens.words
        guard words.count > 1, words.count <= Self.mostWords else { return [range] }
        let text = TableText(context.source, words.map(\.range), lexicon: context.lexicon)
        let forms = LayoutForms(text: text, year: context.year)
        let numbers = words.indices.filter { number(words[$0].range) == expected }
        let count = columns.count
        var best = [Best](repeating: Best(), count: (words.count + 1) * count)
        var whole = Float.infinity
        for start in words.indices {
            for end in start + 1...words.count {
                let piece = TableText.Piece(
                    start: text.pieces[start].start, end: text.pieces[end - 1].end)
                let joins = (start + 1..<max(start + 1, end)).reduce(Float(0)) {
                    $0 + forms.joinCost(text.pieces[$1])
                }
                for column in columns.indices {
                    var cost = forms.cost(columns[column], piece) + joins
                    switch columns[column] {
                    case .category where start > 0 || !numbers.contains(end): cost += 2
                    case .number:
                        // Alone it is a line of its own, before text a part of it.
                        let isLast = start > 0 && end == words.count
                        cost = isLast && numbers.contains(start) && end == start + 1 ? -0.6 : 6
                    default: break
                    }
                    if numbers.contains(start), start > 0 {
                        if columns[column] == .task { cost -= 1 }
                        if columns[column] == .category, end == words.count { cost += 4 }
                    }
                    if start == 0, end == words.count { whole = min(whole, cost) }
                    var before = Best(cost: start == 0 ? 0 : .infinity, from: 0, column: -1)
                    for other in 0..<column where start > 0 {
                        let cost = best[start * count + other].cost
                        if cost < before.cost {
                            before = Best(cost: cost, from: start, column: other)
                        }
                    }
                    if before.cost + cost < best[end * count + column].cost {
                        best[end * count + column] = Best(
                            cost: before.cost + cost, from: start, column: before.column)
                    }
                }
            }
        }
        let parts = path(best, words, count)
        let least = best[(words.count * count)...].lazy.map(\.cost).min() ?? .infinity
        let ranges = parts.count > 1 && least + Self.enough < whole ? parts : [range]
        if numbers.contains(where: { index in
            ranges.contains { $0.start == words[index].range.start }
        }) {
            expected += 1
        }
        return ranges
    }

    private func path(_ best: [Best], _ words: [LayoutPage.Run], _ count: Int) -> [TextRange] {
        var end = words.count
        var column =
            (0..<count).min { best[end * count + $0].cost < best[end * count + $1].cost } ?? 0
        var ranges: [TextRange] = []
        while end > 0, column >= 0 {
            let step = best[end * count + column]
            guard step.cost < .infinity else { return [] }
            ranges.append(
                TextRange(words[step.from].range.start, words[end - 1].range.end))
            end = step.from
            column = step.column
        }
        return ranges.reversed()
    }
}
