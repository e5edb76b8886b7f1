/// A table as a reader leaves it, before the document's own statements are applied.
struct TableReading {
    var rows: [TaskRow]
    /// The columns that the table has.
    var columns: Set<Column>
    var consumed: [TextRange]
    var findings: [Finding] = []
    var reason: String
}

/// What the document says about its table, and whether the table agrees.
struct TableChecks {
    let context: TableContext

    func finish(_ reading: TableReading) -> TaskTable {
        let statements = TableStatements(context: context)
        var table = TaskTable()
        table.rows = reading.rows
        table.consumed = Self.merged(reading.consumed)
        table.reason = reading.reason
        applyLeads(statements, &table, reading.columns)
        if let deadline = DefaultDeadline(statements: statements).read() {
            for index in table.rows.indices where lacksDeadline(table.rows[index]) {
                table.rows[index].deadline = deadline
            }
        }
        let begin = table.rows.flatMap(\.ranges).map(\.start).min() ?? context.source.scalars.count
        let declared = statements.declared(before: begin)
        table.declaredCategories = declared.categories
        table.declaredTasks = declared.tasks
        table.findings = reading.findings
        table.findings += countFindings(table, declared.range)
        table.findings += numberFindings(table)
        for row in table.rows { table.findings += rowFindings(row, reading.columns) }
        return table
    }

    private func lacksDeadline(_ row: TaskRow) -> Bool {
        row.deadline == nil && row.partDeadlines.isEmpty
    }

    private func applyLeads(
        _ statements: TableStatements, _ table: inout TaskTable, _ columns: Set<Column>
    ) {
        guard table.rows.contains(where: { $0.leadUnits.isEmpty }),
            let rule = statements.leadRule()
        else { return }
        for index in table.rows.indices where table.rows[index].leadUnits.isEmpty {
            let units = table.rows[index].responsibleUnits
            table.rows[index].leadUnits = rule == .first ? Array(units.prefix(1)) : units
        }
    }

    // MARK: Self-checks

    private func countFindings(_ table: TaskTable, _ range: TextRange?) -> [Finding] {
        var findings: [Finding] = []
        guard !table.rows.isEmpty else { return [] }
        let at = range.map { [$0] } ?? []
        if let declared = table.declaredTasks, declared != table.rows.count {
            findings.append(
                Finding("count-mismatch", ["任务数", "\(declared)", "\(table.rows.count)"], at: at))
        }
        let categories = Set(table.rows.compactMap { $0.category?.title.text }).count
        if let declared = table.declaredCategories, categories > 0, declared != categories {
            findings.append(
                Finding("count-mismatch", ["类别数", "\(declared)", "\(categories)"], at: at))
        }
        return findings
    }

    private func numberFindings(_ table: TaskTable) -> [Finding] {
        zip(table.rows, table.rows.dropFirst()).compactMap { before, row in
            guard row.number != before.number + 1 else { return nil }
            return Finding(
                "number-gap", ["\(before.number)", "\(row.number)"],
                at: Array(row.ranges.prefix(1)))
        }
    }

    private func rowFindings(_ row: TaskRow, _ columns: Set<Column>) -> [Finding] {
        var findings: [Finding] = []
        // With a column of its own the lead unit is not repeated among the others.
        if !columns.contains(.lead), !row.responsibleUnits.isEmpty {
            for lead in row.leadUnits
            where !row.responsibleUnits.contains(where: { isSame($0.text, lead.text) }) {
                findings.append(Finding("lead-not-responsible", [lead.text], at: lead.ranges))
            }
        }
        let (units, persons) = (row.responsibleUnits.count, row.responsiblePersons.count)
        if columns.contains(.responsible), columns.contains(.person), units != persons {
            findings.append(
                Finding(
                    "unpaired-responsibility", ["\(row.number)", "\(units)", "\(persons)"],
                    at: (row.responsibleUnits + row.responsiblePersons).flatMap(\.ranges)))
        }
        if columns.contains(.deadline), lacksDeadline(row) {
            findings.append(
                Finding("deadline-missing", ["\(row.number)"], at: Array(row.ranges.prefix(1))))
        }
        for deadline in [row.deadline].compactMap({ $0 }) + row.partDeadlines.map(\.deadline) {
            guard let year = context.year, let date = deadline.date, date.year != 0,
                Int(date.year) != year
            else { continue }
            findings.append(
                Finding(
                    "deadline-outside-year", ["\(row.number)", date.iso, "\(year)"],
                    at: deadline.text.ranges))
        }
        return findings
    }

    /// Later names of a list drop the 市 of the first: 市财政局 and 财政局 are one.
    private func isSame(_ a: String, _ b: String) -> Bool {
        a == b || a.hasSuffix(b) || b.hasSuffix(a)
    }

    /// Sorted, without overlaps.
    static func merged(_ ranges: [TextRange]) -> [TextRange] {
        var result: [TextRange] = []
        for range in ranges.sorted() where range.count > 0 {
            if let last = result.last, range.start < last.end {
                result[result.count - 1].end = max(last.end, range.end)
            } else {
                result.append(range)
            }
        }
        return result
    }
}
