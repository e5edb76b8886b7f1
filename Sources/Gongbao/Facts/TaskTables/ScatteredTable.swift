/// Recognises task tables whose columns were written line by line across the page, so that no cell
/// can be put together: the document is a task table, and its rows are not certain.
enum ScatteredTable {
    private static let titles: [StaticWord] = [
        "分解表", "责任清单", "任务清单", "项目清单", "责任分工", "分工表", "责任表", "任务表", "任务书", "分解方案", "工程任务",
    ]
    private static let headLines = 12

    static func read(_ context: TableContext, _ survey: TableSurvey) -> TableReading? {
        guard let header = survey.flattenedHeaders.first,
            !survey.flattenedHeaders.contains(where: { TableHeader(columns: $0.columns).isResults }
            ),
            !TableHeader(columns: header.columns).isTaskHeader
        else { return nil }
        let head = context.text(context.lines.prefix(headLines))
        guard
            head.pieces.contains(where: { piece in
                titles.contains { head.contains($0, piece) }
            })
        else { return nil }
        guard namesResponsibility(context, from: header.lines.upperBound) else { return nil }
        let range = TextRange(
            context.lines[header.lines.lowerBound].range.start,
            context.lines[header.lines.upperBound - 1].range.end)
        let names = context.lines[header.lines].map { context.source.string($0.range) }
            .joined(separator: " ")
        return TableReading(
            rows: [], columns: [], consumed: [],
            findings: [
                Finding("alignment-uncertain", [names], at: [range])
            ], reason: "the names of a task table's columns, its cells scattered")
    }

    /// Whether the missing names of columns stand alone in other lines, more than once.
    private static func namesResponsibility(_ context: TableContext, from start: Int) -> Bool {
        var found: [Column: Int] = [:]
        for line in context.lines[start...].prefix(2_000) where line.range.count <= 12 {
            let text = context.text([line])
            guard let column = TableHeaderReader(text: text).column(0, text.flow.count) else {
                continue
            }
            if column == .actual || column == .rate || column == .progress { return false }
            if TableHeader.responsibility.contains(column) { found[column, default: 0] += 1 }
        }
        return found.values.filter { $0 >= 2 }.count >= 2
    }
}
