/// What `ResultsTableReader` found: the cells of a table of goals and results (完成情况表).
struct ResultsTable: Sendable {
    /// One data cell, or one part of it (12/2650; 开工612、建成205).
    struct Cell: Sendable {
        /// The cell's text in the source; the numerals inside are read by the scanner.
        var range: TextRange
        /// Target, actual (rates too) or context (总投资, 上年同期, 序时进度).
        var role: Role
        /// Whether it is a rate of completion.
        var isRate: Bool
        /// The unit that header, row or unit column give, folded: 万人, 元/人/月, %; "" if none.
        var unitText: String
        /// What the cell, its column or the indicator says: 开工612, 已建成（套）, …改造完工（个）.
        var stage: Stage?
        /// Of which stage a rate speaks: 开工率 is checked against what is started.
        var rateOf: Stage?
        /// The name of the row or of the column group, without its unit; empty where a table of
        /// regions names none.
        var indicator: SourcedText
        /// 其中：加装电梯 under the row that it is part of.
        var isPart = false
        /// 全市, 东屏区.
        var scope: SourcedText?
        /// The table row, counted through all tables of the document.
        var row: Int
        /// Target, actual and rate of one row with one group number belong together.
        var group: Int
    }

    var cells: [Cell] = []
    /// Everything of the table that is not prose: headers, names, units, data cells.
    var consumed: [TextRange] = []
    /// Name cells; numerals in there are read as prose.
    var nameRanges: [TextRange] = []
    /// `alignment-uncertain` where the cells of a row cannot be placed.
    var findings: [Finding] = []
    /// The layout that was recognised and why.
    var reason: String = ""
}

extension ResultsTable {
    /// The cells of both; their rows are counted on, so that they stay apart.
    static func joined(_ first: ResultsTable?, _ second: ResultsTable?) -> ResultsTable? {
        guard var result = first, let second else { return first ?? second }
        let rows = (result.cells.map(\.row).max() ?? -1) + 1
        result.cells += second.cells.map { cell in
            var cell = cell
            cell.row += rows
            return cell
        }
        result.consumed = (result.consumed + second.consumed).sorted()
        result.nameRanges += second.nameRanges
        result.findings += second.findings
        return result
    }
}

/// Reads tables of results: goal, result and rate of each indicator, or of each region.
enum ResultsTableReader {
    /// Nil where no header speaks of goals and results.
    ///
    /// - Parameter tables: The tables whose cells the format gives.
    static func read(
        _ source: SourceText, lines: [Line], tables: [SourceTable] = [], lexicon: Lexicon
    ) -> ResultsTable? {
        var builder = ResultsBuilder(source: source, lexicon: lexicon)
        let around = Line.outside(tables.compactMap(\.range), lines)
        var grids = CellGrid.grids(in: source, lines: around)
        if !tables.isEmpty {
            grids += tables.map { CellGrid($0, lines: lines) }.filter { !$0.rows.isEmpty }
            grids.sort { ($0.rows.first?.range.start ?? 0) < ($1.rows.first?.range.start ?? 0) }
        }
        ResultsGridReader.read(grids, lines: lines, into: &builder)
        if builder.table.reason.isEmpty {
            let blank = BlankGrids.grids(in: source, lines: around)
            ResultsGridReader.read(blank, lines: lines, into: &builder)
        }
        if builder.table.reason.isEmpty {
            // Indicators may stand below each other, and the regions side by side.
            ResultsGridReader.read(
                grids.compactMap(\.transposed), lines: lines, into: &builder)
        }
        if builder.table.reason.isEmpty {
            ResultsLinesReader.read(lines: around, into: &builder)
        }
        guard !builder.table.reason.isEmpty, !builder.table.cells.isEmpty else { return nil }
        builder.table.consumed.sort()
        return builder.table
    }
}
