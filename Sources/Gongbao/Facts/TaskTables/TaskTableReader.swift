/// Reads the task table (任务分解表) that a document holds, in whichever layout it stands.
enum TaskTableReader {
    /// - Parameters:
    ///   - lines: The lines of `source` that hold text.
    ///   - year: The plan year, for deadlines that leave it open.
    /// - Returns: nil when the document is no task table.
    static func read(
        _ source: SourceText, lines: [Line], lexicon: Lexicon, year: Int?
    ) -> TaskTable? {
        let survey = TableSurvey.read(source, lines, lexicon)
        let context = TableContext(source: source, lines: lines, lexicon: lexicon, year: year)
        for read in readers(survey) {
            if let table = read(context, survey), table.rows.count >= 2 {
                return TableChecks(context: context).finish(table)
            }
        }
        return ScatteredTable.read(context, survey).map(TableChecks(context: context).finish)
    }

    private typealias Reader = (TableContext, TableSurvey) -> TableReading?

    private static func readers(_ survey: TableSurvey) -> [Reader] {
        var readers: [Reader] = []
        if !survey.grids.isEmpty { readers.append(GridTable.read) }
        if survey.wideLines >= 8 { readers.append(LayoutTable.read) }
        if !survey.flattenedHeaders.isEmpty { readers.append(FlattenedTable.read) }
        if survey.hasInlineHeader { readers.append(RunOnTable.read) }
        // A table that could not be read is not to be taken for running text.
        // Notes stand at every item: a few in a long text are news.
        if survey.notes >= 3, survey.notes * 40 >= survey.lines, survey.flattenedHeaders.isEmpty,
            survey.grids.isEmpty
        {
            readers.append(ProseBreakdown.read)
        }
        return readers
    }
}

/// What every reader is handed.
struct TableContext {
    let source: SourceText
    let lines: [Line]
    let lexicon: Lexicon
    let year: Int?

    func text(_ lines: some Collection<Line>) -> TableText {
        TableText(source, lines.map(\.range), lexicon: lexicon)
    }
}
