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

    /// One row a target of a validation, after a header.
    package mutating func targets(of record: ValidationRecord) {
        row([
            "task", "target", "indicator", "targetText", "goal", "actualText", "value", "unit",
            "completion", "timeProgress", "measureType", "evidenceStatus", "scheduleStatus",
            "deadline", "rule", "actuals", "report", "start", "end",
        ])
        let deadlines = Dictionary(record.assessments.map { ($0.task, $0.deadline) }) { first, _ in
            first
        }
        for target in ValidationIndex(record).rows {
            guard let assessment = target.assessment else { continue }
            let actual = target.actual
            row([
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
            ])
        }
    }
}
