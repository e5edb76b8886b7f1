internal import Gongbao

/// A validation record's targets with the statements that answer them.
struct ValidationIndex {
    /// One target of a task, or a task without any.
    struct Row {
        var task: TaskRecord?
        var number: Int
        var assessment: TargetAssessment?
        var target: StatementRecord?
        /// The statement that decided, and how many others answer the target too.
        var actual: (statement: StatementRecord, report: Int)?
        var others = 0
    }

    let record: ValidationRecord
    private let tasks: [Int: TaskRecord]
    private let targets: [String: StatementRecord]
    private let figures: [String: [(statement: StatementRecord, report: Int)]]

    init(_ record: ValidationRecord) {
        self.record = record
        tasks = Dictionary(record.taskTable.tasks.map { ($0.number, $0) }) { first, _ in first }
        let statements =
            record.taskTable.tasks.flatMap(\.statements) + record.taskTable.statements
        targets = Dictionary(statements.map { ($0.id, $0) }) { first, _ in first }
        var figures: [String: [(StatementRecord, Int)]] = [:]
        for (report, document) in record.reports.enumerated() {
            let statements = document.tasks.flatMap(\.statements) + document.statements
            for statement in statements {
                figures[statement.id, default: []].append((statement, report))
            }
        }
        self.figures = figures
    }

    /// The rows of all tasks, in the record's order.
    var rows: [Row] { record.assessments.flatMap(rows) }

    /// The rows of some tasks.
    func rows(ofTasks numbers: [Int]) -> [Row] {
        record.assessments.filter { numbers.contains($0.task) }.flatMap(rows)
    }

    private func rows(of assessment: AssessmentRecord) -> [Row] {
        let task = tasks[assessment.task]
        if assessment.targets.isEmpty { return [Row(task: task, number: assessment.task)] }
        return assessment.targets.map { target in
            var row = Row(
                task: task, number: assessment.task, assessment: target,
                target: targets[target.target])
            let answers = target.actuals.compactMap { answer($0, target.target) }
            row.actual =
                target.decidedBy.flatMap(decisive)
                ?? answers.first { $0.statement.quantity.value == target.value } ?? answers.first
            row.others = max(0, answers.count - 1)
            return row
        }
    }

    private func decisive(_ figure: DecidingFigure) -> (statement: StatementRecord, report: Int)? {
        figures[figure.statement]?.first { $0.report == figure.report }
    }

    /// The statement of an id; where several reports have it, the one that is linked to the target.
    private func answer(_ id: String, _ target: String) -> (
        statement: StatementRecord, report: Int
    )? {
        let candidates = figures[id] ?? []
        return candidates.first { $0.statement.link?.target == target } ?? candidates.first
    }

    /// The target's statement.
    func target(_ id: String) -> StatementRecord? { targets[id] }

    /// The document that a finding of the validation speaks of: one that lists it too, else the
    /// only report; nil where that is not certain.
    func document(of finding: FindingRecord) -> DocumentInfo? {
        if let report = finding.report, record.reports.indices.contains(report) {
            return record.reports[report].document
        }
        let documents = [record.taskTable] + record.reports
        let owner = documents.first { $0.findings.contains(finding) }
        return (owner ?? onlyReport)?.document
    }

    /// The report that makes a claim, where it is certain.
    func document(of claim: ClaimRecord) -> DocumentInfo? {
        if let report = claim.report, record.reports.indices.contains(report) {
            return record.reports[report].document
        }
        let owners = record.reports.filter { report in
            report.claims.contains { $0.text == claim.text && $0.ranges == claim.ranges }
        }
        return (owners.count == 1 ? owners[0] : onlyReport)?.document
    }

    private var onlyReport: DocumentRecord? {
        record.reports.count == 1 ? record.reports[0] : nil
    }
}

extension StatementRecord {
    /// The figure in the source's own words, with a sign for its bound.
    var bareFigure: String {
        let sign =
            switch quantity.comparator {
            case .exact: ""
            case .atLeast: "≥"
            case .moreThan: ">"
            case .atMost: "≤"
            case .lessThan: "<"
            case .about, .nearly: "≈"
            }
        return sign + TextLayout.singleLine(quantity.text)
    }

    /// The figure with the base of a rate, where its words do not give it.
    var figure: String {
        let text = bareFigure
        guard let per = quantity.per, !text.contains("/"), !text.contains("每") else { return text }
        return text + "/" + (per.value == ExactDecimal(1) ? "" : per.value.description) + per.unit
    }

    /// What is counted; the clause where the text names nothing.
    var subject: String { TextLayout.singleLine(indicator.isEmpty ? clause : indicator) }
}
