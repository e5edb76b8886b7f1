/// Reads the task table (任务分解表) that a document holds, in whichever layout it stands.
enum TaskTableReader {
    /// - Parameters:
    ///   - lines: The lines of `source` that hold text, those of tables too.
    ///   - tables: The tables whose cells the format gives.
    ///   - year: The plan year, for deadlines that leave it open.
    /// - Returns: nil when the document is no task table.
    static func read(
        _ source: SourceText, lines: [Line], tables: [SourceTable] = [], lexicon: Lexicon,
        year: Int?
    ) -> TaskTable? {
        var context = TableContext(
            source: source, lines: lines, tables: tables, lexicon: lexicon, year: year)
        let checks = TableChecks(context: context)
        if !tables.isEmpty {
            if let table = CellTable.read(context) { return checks.finish(table) }
            // Tables that are no task tables: a breakdown may still stand beside them.
            context.lines = Line.outside(tables.compactMap(\.range), lines)
        }
        context.lines = InlineParagraphs.parted(
            source, BarredLines.trimmed(source, context.lines), lexicon)
        let survey = TableSurvey.read(source, context.lines, lexicon)
        for read in readers(survey) {
            if let table = read(context, survey), table.rows.count >= 1 {
                return checks.finish(table)
            }
        }
        return ScatteredTable.read(context, survey).map(checks.finish)
    }

    /// A header and a few rows.
    private static let leastWideLines = 4

    private typealias Reader = (TableContext, TableSurvey) -> TableReading?

    private static func readers(_ survey: TableSurvey) -> [Reader] {
        var readers: [Reader] = []
        if !survey.grids.isEmpty { readers.append(GridTable.read) }
        if survey.wideLines >= leastWideLines { readers.append(LayoutTable.read) }
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
    var lines: [Line]
    var tables: [SourceTable] = []
    let lexicon: Lexicon
    let year: Int?

    func text(_ lines: some Collection<Line>) -> TableText {
        TableText(source, lines.map(\.range), lexicon: lexicon)
    }
}
