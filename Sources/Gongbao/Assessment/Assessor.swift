/// Records in, record out: what was promised, what was reported, how complete it is.
public enum Assessor {
    /// Assesses reports against a task table.
    ///
    /// - Parameters:
    ///   - tasks: The record of a task table.
    ///   - reports: Records of reports, in any order; they are ordered by their as-of date.
    ///   - asOf: An ISO 8601 date that overrules the one the reports give.
    ///   - lexicon: Units with their ratios.
    public static func assess(
        tasks: DocumentRecord, reports: [DocumentRecord], asOf: String? = nil,
        lexicon: Lexicon = .standard
    ) -> ValidationRecord {
        AssessmentRun(
            table: tasks, reports: reports, asOf: asOf, lexicon: lexicon
        ).record()
    }
}

struct AssessmentRun {
    let table: DocumentRecord
    let lexicon: Lexicon
    let asOf: String?
    private let ordered: [DocumentRecord]

    init(table: DocumentRecord, reports: [DocumentRecord], asOf: String?, lexicon: Lexicon) {
        self.table = table
        self.lexicon = lexicon
        self.asOf = asOf
        let dated = reports.enumerated().sorted {
            ($0.element.document.asOf?.date ?? "", $0.offset)
                < ($1.element.document.asOf?.date ?? "", $1.offset)
        }
        ordered = dated.map(\.element)
    }

    /// A statement that answers a target, and the report it stands in.
    struct Answer {
        let report: Int
        let statement: StatementRecord
    }

    func record() -> ValidationRecord {
        let linker = Linker(table: table, lexicon: lexicon)
        let reportLinker = ReportLinker(linker: linker)
        var reports = ordered
        var answers: [String: [Answer]] = [:]
        var summary = SummaryRecord()
        var unlinked: [String] = []
        for index in reports.indices {
            let links = reportLinker.links(for: reports[index])
            for (position, link) in links.enumerated() {
                reports[index].statements[position].link = link
                let statement = reports[index].statements[position]
                if link?.task == nil {
                    unlinked.append(statement.id)
                    summary.unlinkedStatements += 1
                } else {
                    summary.linkedStatements += 1
                }
                if let target = link?.target, statement.role == .actual || statement.role == .part {
                    answers[target, default: []].append(
                        Answer(report: index, statement: statement))
                }
            }
        }
        let day = asOf ?? reports.last?.document.asOf?.date
        let judge = TargetJudge(
            year: table.document.year, asOf: day, agreement: UnitAgreement(lexicon: lexicon))
        var assessments: [AssessmentRecord] = []
        var unreported: [String] = []
        var notes: [Finding] = []
        for task in table.tasks {
            var targets: [TargetAssessment] = []
            for statement in task.statements
            where statement.role == .target || statement.role == .part {
                let judged = judge.assess(
                    statement, deadline: statement.deadline ?? task.deadline?.date,
                    answers: answers[statement.id] ?? [])
                targets.append(judged)
                if let fall = judge.fall(statement, answers[statement.id] ?? []) {
                    notes.append(fall)
                }
                summary.count(judged)
                if judged.actuals.isEmpty, statement.role == .target {
                    unreported.append(statement.id)
                }
            }
            assessments.append(
                AssessmentRecord(
                    task: task.number, deadline: task.deadline?.date, targets: targets,
                    officialStatus: nil))
        }
        summary.tasks = table.tasks.count
        let catalog = FindingCatalog(lexicon: lexicon)
        let checker = RateChecker(agreement: UnitAgreement(lexicon: lexicon), table: table)
        if table.tasks.isEmpty { notes.append(Finding("no-tasks")) }
        if table.document.year == nil { notes.append(Finding("year-unknown")) }
        if day == nil { notes.append(Finding("as-of-unknown")) }
        var findings = notes.map(catalog.record)
        for report in reports { findings += checker.findings(in: report).map(catalog.record) }
        let claims = ClaimChecker(
            table: table, reports: reports, assessments: assessments
        ).claims()
        for claim in claims where !claim.tasks.isEmpty {
            for task in claim.tasks {
                if let index = assessments.firstIndex(where: { $0.task == task }),
                    assessments[index].officialStatus == nil
                {
                    assessments[index].officialStatus = claim.text
                }
            }
        }
        for claim in claims where claim.supported == .contradicted {
            findings.append(
                catalog.record(
                    Finding(
                        "claim-contradicted", [claim.text, claim.reason ?? ""], at: claim.ranges)))
        }
        return ValidationRecord(
            schemaVersion: DocumentRecord.currentSchemaVersion, generator: table.generator,
            taskTable: table, reports: reports, assessments: assessments, claims: claims,
            unreportedTargets: unreported, unlinkedStatements: unlinked, findings: findings,
            summary: summary)
    }
}

extension SummaryRecord {
    mutating func count(_ target: TargetAssessment) {
        targets += 1
        if !target.actuals.isEmpty { reported += 1 }
        switch target.evidenceStatus {
        case .exceeded: exceeded += 1
        case .met: met += 1
        case .inProgress: inProgress += 1
        case .notStarted: notStarted += 1
        case .noEvidence: noEvidence += 1
        case .unverifiable: unverifiable += 1
        }
    }
}
