package import Gongbao

/// Records as flat tables: what `--format csv` writes.
extension CSVWriter {
    /// The columns of `statements(of:)`.
    package mutating func statementHeader() {
        row([
            "document", "task", "id", "role", "indicator", "action", "stage", "scope", "asOf",
            "deadline", "text", "start", "end", "value", "upper", "unit", "dimension", "unitCode",
            "perValue", "perUnit", "comparator", "clause",
        ])
    }

    /// One row a statement: those of the tasks first, then the others.
    package mutating func statements(of record: DocumentRecord) {
        for task in record.tasks {
            for statement in task.statements { row(statement, task: task.number, of: record) }
        }
        for statement in record.statements { row(statement, task: nil, of: record) }
    }

    private mutating func row(_ statement: StatementRecord, task: Int?, of record: DocumentRecord) {
        let quantity = statement.quantity
        row([
            record.document.source.path ?? "-", task.map(String.init), statement.id,
            statement.role.rawValue, statement.indicator, statement.action,
            statement.stage?.rawValue, statement.scope, statement.asOf, statement.deadline,
            quantity.text, String(quantity.range.start), String(quantity.range.end),
            quantity.value.description, quantity.upper?.description, quantity.unit,
            quantity.dimension, quantity.unitCode, quantity.per?.value.description,
            quantity.per?.unit, quantity.comparator.rawValue, statement.clause,
        ])
    }

    /// For each report what it says in total, the share of the goal, and what its period added.
    private func series(_ target: TargetAssessment, _ reports: Int) -> [String?] {
        (0..<reports).flatMap { report -> [String?] in
            let points = (target.series ?? []).filter { $0.report == report }
            let total = points.first { $0.basis != .period }
            let period = points.filter { $0.basis == .period }.compactMap(\.value?.description)
            return [
                total?.value?.description, total?.completion?.description,
                period.isEmpty ? nil : period.joined(separator: " "),
            ]
        }
    }

    /// One row a target of a validation, after a header.
    ///
    /// Where there are several reports, each adds a column for what it says in total, and one for
    /// the figures of its period, named by the day that it describes.
    package mutating func targets(of record: ValidationRecord) {
        let several = record.reports.count > 1
        let days = record.reports.enumerated().map { index, report in
            report.document.asOf?.date ?? "report \(index + 1)"
        }
        let columns: [String] =
            [
                "task", "target", "indicator", "targetText", "goal", "actualText", "value", "unit",
                "completion", "timeProgress", "measureType", "evidenceStatus", "scheduleStatus",
                "deadline", "rule", "actuals", "report", "start", "end",
            ]
            + (several
                ? days.flatMap { ["value \($0)", "completion \($0)", "period \($0)"] } : [])
        row(columns)
        let deadlines = Dictionary(record.assessments.map { ($0.task, $0.deadline) }) { first, _ in
            first
        }
        for target in ValidationIndex(record).rows {
            guard let assessment = target.assessment else { continue }
            let actual = target.actual
            let base: [String?] = [
                String(target.number), assessment.target, target.target?.indicator,
                target.target?.quantity.text, assessment.goal?.description,
                actual?.statement.quantity.text, assessment.value?.description, assessment.unit,
                assessment.completion?.description, assessment.timeProgress?.description,
                assessment.measureType.rawValue, assessment.evidenceStatus.rawValue,
                assessment.scheduleStatus.rawValue, deadlines[target.number] ?? nil,
                assessment.rule, assessment.actuals.joined(separator: " "),
                actual.map { record.reports[$0.report].document.source.path ?? "-" },
                actual.map { String($0.statement.quantity.range.start) },
                actual.map { String($0.statement.quantity.range.end) },
            ]
            row(base + (several ? series(assessment, days.count) : []))
        }
    }
}
