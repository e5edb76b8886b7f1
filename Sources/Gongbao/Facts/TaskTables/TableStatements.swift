/// What a document says about its table as a whole: which unit leads, how many items there are, by
/// when everything is due.
struct TableStatements {
    let text: TableText
    let year: Int?

    init(context: TableContext) {
        // Rules stand before the table, behind it, or inside an item, so all lines are looked at;
        // of a text that is larger than any table, its head and its foot.
        let lines = context.lines
        text = context.text(
            lines.count <= 3_000 ? lines[...] : lines.prefix(2_000) + lines.suffix(500))
        year = context.year
    }

    static let stops = Character16.Set("。;!?")

    func sentence(around index: Int, within reach: Int = 60) -> TableText.Piece {
        var start = index
        while start > 0, index - start < reach, !Self.stops.contains(text.code[start - 1]) {
            start -= 1
        }
        var end = index
        while end < text.flow.count, end - index < reach, !Self.stops.contains(text.code[end]) {
            end += 1
        }
        return TableText.Piece(start: start, end: end)
    }

    // MARK: Who leads

    enum LeadRule { case first, allWithoutLead }

    private static let firsts: [StaticWord] = [
        "第一位", "首位", "第一个", "排名第一", "排第一", "列第一", "第一责任", "排首", "列首", "第一名", "排在最前", "排名首",
        "第一单位", "第一家",
    ]

    /// 列第一位者为牵头单位 · 排在首位的责任单位为牵头单位 · 无牵头单位的，责任单位即为牵头单位.
    func leadRule() -> LeadRule? {
        var from = 0
        while let index = text.first("牵头", in: from, text.flow.count) {
            from = index + 2
            let before = TableText.Piece(
                start: sentence(around: index, within: 24).start, end: index)
            guard isSaid(index) else { continue }
            if Self.firsts.contains(where: { text.contains($0, before) }) { return .first }
            let none: [StaticWord] = ["无牵头", "未明确牵头", "没有牵头", "未列牵头", "未注明牵头"]
            if none.contains(where: { text.contains($0, before) }) { return .allWithoutLead }
        }
        return nil
    }

    /// 为牵头单位, 为工作牵头单位.
    private func isSaid(_ index: Int) -> Bool {
        (1...3).contains { $0 <= index && Marks.copulas.contains(text.code[index - $0]) }
    }

    // MARK: How many

    struct Declared {
        var categories: Int?
        var tasks: Int?
        var range: TextRange?
    }

    private static let categoryMeasures: [StaticWord] = [
        "件", "个方面", "大类", "类", "方面", "大方面", "个领域", "大工程", "个大项", "大项", "个板块", "个部分",
    ]
    private static let taskMeasures: [StaticWord] = ["项", "条", "小项", "个事项", "个小项", "个具体"]
    private static let around: [StaticWord] = [
        "工作", "任务", "实事", "项目", "事项", "重点", "民生", "具体", "目标", "举措", "工程",
    ]

    /// 共 10 件，26 项 · 4个方面12项 · 6 类 12 项 · （12项） · 重点工作10项, before the table.
    func declared(before limit: Int) -> Declared {
        var result = Declared()
        var index = 0
        while index < text.flow.count, text.flow.source[index] < limit {
            guard let (value, end) = count(at: index), value > 0 else {
                index += 1
                continue
            }
            if result.tasks == nil, let next = measure(Self.taskMeasures, end),
                isWhole(index, next)
            {
                result.tasks = value
                result.range = result.range ?? text.flow.range(index, next)
            } else if result.categories == nil, let next = measure(Self.categoryMeasures, end),
                let task = taskCount(after: next)
            {
                result.categories = value
                result.tasks = task.value
                result.range = text.flow.range(index, task.end)
                return result
            }
            index = end
        }
        return result
    }

    private func count(at index: Int) -> (value: Int, end: Int)? {
        let end = text.flow.count
        if index > 0, Marks.noCountHeads.contains(text.code[index - 1]) || text.isDigit(index - 1) {
            return nil
        }
        return text.integer(at: index, before: end) ?? text.hanNumber(at: index, before: end)
    }

    private func measure(_ words: [StaticWord], _ index: Int) -> Int? {
        var start = index
        // Markdown's ** may stand around the number.
        while start < min(text.flow.count, index + 3), text.code[start] == 0x2A { start += 1 }
        return words.filter { text.matches($0, at: start, before: text.flow.count) }
            .map { start + $0.count }.max()
    }

    /// 件，26 项: the number of tasks that follows the number of categories.
    private func taskCount(after index: Int) -> (value: Int, end: Int)? {
        for start in index..<min(text.flow.count, index + 10) {
            if Self.stops.contains(text.code[start]) { return nil }
            guard let (value, end) = count(at: start) else { continue }
            return measure(Self.taskMeasures, end).map { (value, $0) }
        }
        return nil
    }

    /// Whether a number of 项 is that of the whole: in a bracket, or beside 工作, 任务, 共.
    private func isWhole(_ start: Int, _ end: Int) -> Bool {
        if start > 0, Marks.countHeads.contains(text.code[start - 1]) { return true }
        let count = text.flow.count
        if Self.around.contains(where: { text.matches($0, at: end, before: count) }) { return true }
        return Self.around.contains {
            text.matches($0, at: start - $0.count, before: count)
        }
    }
}
