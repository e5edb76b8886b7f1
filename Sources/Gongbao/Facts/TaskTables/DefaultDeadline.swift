/// The day by which everything is due that names no day of its own.
///
/// 未单独注明完成时限的，均须于12月20日前完成 · 除另有注明外，各项任务12月底前完成 · 所有实事项目要在11月底前全部办结.
struct DefaultDeadline {
    let statements: TableStatements

    private var text: TableText { statements.text }

    private static let stated: [StaticWord] = [
        "注明", "明确", "标明", "规定", "列明", "说明", "特别", "注明时限", "要求",
    ]
    private static let exceptions: [StaticWord] = ["未", "除", "没有"]
    private static let alls: [StaticWord] = ["各项", "所有", "全部", "上述", "以上", "各类", "其余", "其他"]
    private static let tasks: [StaticWord] = ["任务", "实事", "事项", "项目", "工作"]
    private static let ends: [StaticWord] = ["完成", "办结", "竣工", "建成", "落实", "兑现", "办理完毕", "见效"]

    /// The first sentence that says so.
    func read() -> Deadline? {
        for index in 0..<text.flow.count {
            if let word = word(Self.exceptions, at: index), let deadline = exception(index, word) {
                return deadline
            }
            if let word = word(Self.alls, at: index), let deadline = all(index, word) {
                return deadline
            }
        }
        return nil
    }

    private func word(_ words: [StaticWord], at index: Int) -> Int? {
        words.first { text.matches($0, at: index, before: text.flow.count) }.map {
            index + $0.count
        }
    }

    /// 未…注明…时限的，…12月底前.
    private func exception(_ start: Int, _ end: Int) -> Deadline? {
        let rest = TableText.Piece(start: end, end: statements.sentence(around: start).end)
        guard let said = first(Self.stated, rest, within: 6) else { return nil }
        return day(in: TableText.Piece(start: said, end: rest.end))
    }

    /// 各项任务…须于12月底前完成: of a part of the tasks it would not say 各项.
    private func all(_ start: Int, _ end: Int) -> Deadline? {
        let rest = TableText.Piece(start: end, end: statements.sentence(around: start).end)
        guard let task = first(Self.tasks, rest, within: 6) else { return nil }
        return day(in: TableText.Piece(start: task, end: rest.end))
    }

    /// A day by which something is to be done.
    private func day(in rest: TableText.Piece) -> Deadline? {
        let deadlines = TableDeadline(text: text, year: statements.year)
        for start in rest.start..<max(rest.start, rest.end) {
            guard let (reading, end) = deadlines.date(at: start, before: rest.end) else { continue }
            guard first(Self.ends, TableText.Piece(start: end, end: rest.end), within: 8) != nil
            else { return nil }
            return Deadline(
                kind: .date, date: deadlines.dayOf(reading), text: text.sourced(start, end))
        }
        return nil
    }

    private func first(
        _ words: [StaticWord], _ span: TableText.Piece, within reach: Int
    ) -> Int? {
        words.compactMap {
            text.first($0, in: span.start, min(span.end, span.start + reach + $0.count))
        }
        .min()
    }
}
