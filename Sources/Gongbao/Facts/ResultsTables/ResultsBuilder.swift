/// Collects what the readers of the layouts find.
struct ResultsBuilder {
    let source: SourceText
    let lexicon: Lexicon
    var table = ResultsTable()
    /// The number of the next data row.
    var row = 0
    private var tables = 0
    /// 单位：万元 over the table.
    var tableUnit = ""

    /// What the cells of one row have in common.
    struct Row {
        var name: CellName?
        /// The cell of the unit column.
        var unit = ""
        var scope: SourcedText?
        var groups = 1
    }

    init(source: SourceText, lexicon: Lexicon) {
        self.source = source
        self.lexicon = lexicon
    }

    /// A builder for the next table alone.
    func emptied() -> ResultsBuilder {
        var result = self
        result.table = ResultsTable()
        return result
    }

    /// Takes what a builder that was `emptied` has found.
    mutating func append(_ other: ResultsBuilder) {
        table.cells += other.table.cells
        table.consumed += other.table.consumed
        table.nameRanges += other.table.nameRanges
        table.findings += other.table.findings
        row = other.row
    }

    /// Notes a table that was found; of many, the first three are described.
    mutating func recognised(_ layout: String, _ columns: ResultsColumns) {
        tables += 1
        guard tables <= 3 else { return }
        if !table.reason.isEmpty { table.reason += "; " }
        table.reason += "\(layout), \(columns.columns.count) columns: \(columns.summary)"
    }

    func text(_ range: TextRange) -> CellText { CellText(source, range) }

    func text(_ row: CellGrid.Row, _ cell: Int) -> CellText {
        row.pieces.isEmpty
            ? CellText(source, row.cells[cell]) : CellText(source, row.pieces[cell])
    }

    func texts(_ row: CellGrid.Row) -> [CellText] { row.cells.indices.map { text(row, $0) } }

    mutating func consume(_ ranges: [TextRange]) {
        for range in ranges { consume(range) }
    }

    mutating func name(_ ranges: [TextRange]) {
        for range in ranges { name(range) }
    }

    mutating func consume(_ range: TextRange) {
        if range.count > 0 { table.consumed.append(range) }
    }

    /// Takes the label of a row.
    mutating func name(_ range: TextRange) {
        guard range.count > 0 else { return }
        table.consumed.append(range)
        table.nameRanges.append(range)
    }

    mutating func uncertain(_ ranges: [TextRange]) {
        guard let first = ranges.first, let last = ranges.last else { return }
        let text = CellText(source, TextRange(first.start, last.end))
        table.findings.append(
            Finding("alignment-uncertain", [text.folded(0, min(text.count, 24))], at: ranges))
    }

    /// Takes one cell of a column of figures.
    mutating func figure(_ cell: CellText, in column: HeaderColumn, of row: Row) {
        let value = CellValue(cell, lexicon)
        guard value.form == .figures else {
            // Words without a numeral are part of the table; others are read as prose.
            if !hasNumeral(cell) { consume(cell.ranges) }
            return
        }
        consume(cell.ranges)
        let unit = unit(of: column, in: row)
        var isRate = column.kind == .rate
        if column.kind == .actual, value.isPercent, !unit.isEmpty, unit != "%" { isRate = true }
        let units = value.isStroked ? CellUnits.parts(unit, count: value.parts.count) : nil
        let empty = SourcedText(text: "", ranges: [])
        for (index, part) in value.parts.enumerated() {
            var unitText = isRate || column.kind == .comparison && column.unit == "%" ? "%" : unit
            if value.isStroked, unitText != "%" { unitText = units?[index] ?? "" }
            var stage = part.stage
            if column.kind == .actual, !isRate {
                stage = stage ?? column.stage ?? column.groupStage ?? row.name?.stage
            }
            table.cells.append(
                ResultsTable.Cell(
                    range: cell.range(part.start, part.end), role: role(of: column), isRate: isRate,
                    unitText: unitText, stage: isRate ? nil : stage,
                    rateOf: isRate ? column.stage : nil,
                    indicator: row.name?.indicator ?? column.indicator ?? empty,
                    isPart: row.name?.isPart ?? false, scope: row.scope,
                    row: self.row,
                    group: column.group + (value.isStroked ? index * row.groups : 0)))
        }
    }

    private func role(of column: HeaderColumn) -> Role {
        switch column.kind {
        case .target: .target
        case .context: .context
        default: .actual
        }
    }

    /// The nearest unit: the column's own, the row's, the group's, the table's.
    private func unit(of column: HeaderColumn, in row: Row) -> String {
        for unit in [column.unit, row.unit, row.name?.unit ?? "", column.groupUnit, tableUnit]
        where !unit.isEmpty {
            return unit
        }
        return ""
    }

    func hasNumeral(_ cell: CellText) -> Bool {
        cell.code.contains {
            switch NumeralClass.of(NumeralClass.table[Int($0)]) {
            case .digit, .hanDigit, .smallScale, .bigScale, .half: true
            default: false
            }
        }
    }

    /// Looks for 单位：万元 in the lines just above a table.
    mutating func readTableUnit(lines: [Line], before index: Int) {
        tableUnit = ""
        for line in lines[max(0, min(index, lines.count) - 3)..<min(index, lines.count)] {
            guard line.range.count <= 60 else { continue }
            let text = CellText(source, line.range)
            guard let label = text.find("单位:") else { continue }
            var end = label + 3
            while end < text.count, text.code[end] != 0x29, text.code[end] != 0x2C,
                end == label + 3 || text.offsets[end] == text.offsets[end - 1] + 1
            { end += 1 }
            if let unit = CellUnits.unit(text.code[(label + 3)..<end], lexicon) {
                tableUnit = unit
                return
            }
        }
    }
}
