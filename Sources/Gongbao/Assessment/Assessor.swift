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
    /// The reports by the day that they describe; those that give none stand first, so that none of
    /// them decides over a dated one.
    private let ordered: [DocumentRecord]
    /// The day of each report.
    private let days: [String?]
    private let linker: Linker
    private let agreement: UnitAgreement

    init(table: DocumentRecord, reports: [DocumentRecord], asOf: String?, lexicon: Lexicon) {
        self.table = table
        self.lexicon = lexicon
        func key(_ report: DocumentRecord) -> String {
            report.document.asOf?.date ?? report.document.publishedDate ?? ""
        }
        ordered = reports.enumerated().sorted {
            (key($0.element), $0.offset) < (key($1.element), $1.offset)
        }.map(\.element)
        var days = ordered.map { $0.document.asOf?.date }
        if let asOf, !days.isEmpty { days[days.count - 1] = asOf }
        self.days = days
        linker = Linker(table: table, lexicon: lexicon)
        agreement = UnitAgreement(lexicon: lexicon)
    }

    /// A statement that answers a target, and the report it stands in.
    struct Answer {
        let report: Int
        let statement: StatementRecord
    }

    /// The statements of all reports that answer each target.
    private struct Answers {
        var byTarget: [String: [Answer]] = [:]
        var unlinked: [String] = []
        var linked = 0
    }

    private func link(_ reports: inout [DocumentRecord]) -> Answers {
        let reportLinker = ReportLinker(linker: linker)
        var answers = Answers()
        for index in reports.indices {
            for (position, link) in reportLinker.links(for: reports[index]).enumerated() {
                reports[index].statements[position].link = link
                let statement = reports[index].statements[position]
                if link?.task == nil {
                    answers.unlinked.append(statement.id)
                } else {
                    answers.linked += 1
                }
                if let target = link?.target, statement.role == .actual || statement.role == .part {
                    answers.byTarget[target, default: []].append(
                        Answer(report: index, statement: statement))
                }
            }
        }
        return answers
    }

    /// The targets of a task: what it promises, whole and parts.
    private func goals(_ task: TaskRecord) -> [StatementRecord] {
        task.statements.filter { $0.role == .target || $0.role == .part }
    }

    /// How the targets stand by one report alone.
    private func evidence(_ report: Int, _ answers: Answers) -> [String: TargetAssessment] {
        let judge = TargetJudge(
            year: table.document.year, asOf: days[report], agreement: agreement)
        var result: [String: TargetAssessment] = [:]
        for task in table.tasks {
            for goal in goals(task) {
                let own = answers.byTarget[goal.id]?.filter { $0.report == report } ?? []
                result[goal.id] = judge.assess(
                    goal, deadline: goal.deadline ?? task.deadline?.date, answers: own)
            }
        }
        return result
    }

    func record() -> ValidationRecord {
        var reports = ordered
        let answers = link(&reports)
        var summary = SummaryRecord()
        summary.linkedStatements = answers.linked
        summary.unlinkedStatements = answers.unlinked.count
        summary.tasks = table.tasks.count
        let day = days.last ?? nil
        let judge = TargetJudge(year: table.document.year, asOf: day, agreement: agreement)
        var notes = Notes(lexicon: lexicon, several: reports.count > 1)
        if table.tasks.isEmpty { notes.add(Finding("no-tasks")) }
        if table.document.year == nil { notes.add(Finding("year-unknown")) }
        if day == nil { notes.add(Finding("as-of-unknown")) }
        if reports.count > 1 {
            for (index, report) in reports.enumerated() where days[index] == nil {
                let name = report.document.source.path ?? report.document.title ?? "-"
                notes.add(Finding("report-undated", [name]), report: index)
            }
        }
        var assessments: [AssessmentRecord] = []
        var unreported: [String] = []
        for task in table.tasks {
            var targets: [TargetAssessment] = []
            for statement in goals(task) {
                let own = answers.byTarget[statement.id] ?? []
                var judged = judge.assess(
                    statement, deadline: statement.deadline ?? task.deadline?.date, answers: own)
                if reports.count > 1 { judged.series = judge.series(statement, own, days: days) }
                targets.append(judged)
                if let (fall, report) = judge.fall(statement, own) {
                    notes.add(fall, report: report)
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
        let checker = RateChecker(agreement: agreement, table: table)
        let units = UnitMismatch(linker: linker)
        var claims: [[ClaimRecord]] = []
        var evidence: [[String: TargetAssessment]] = []
        for (index, report) in reports.enumerated() {
            for finding in checker.findings(in: report) { notes.add(finding, report: index) }
            for finding in units.findings(in: report, answers: answers.byTarget, report: index) {
                notes.add(finding, report: index)
            }
            evidence.append(self.evidence(index, answers))
            claims.append(
                ClaimChecker(linker: linker, report: report, evidence: evidence[index]).claims())
        }
        for finding in ClaimHistory(claims: claims, evidence: evidence).withdrawn() {
            notes.add(finding.finding, report: finding.report)
        }
        // The newest claim of a task stands for it.
        for claim in claims.reversed().joined() {
            for task in claim.tasks {
                if let index = assessments.firstIndex(where: { $0.task == task }),
                    assessments[index].officialStatus == nil
                {
                    assessments[index].officialStatus = claim.text
                }
            }
        }
        var all: [ClaimRecord] = []
        for (index, own) in claims.enumerated() {
            for var claim in own {
                if claim.supported == .contradicted {
                    notes.add(
                        Finding(
                            "claim-contradicted", [claim.text, claim.reason ?? ""],
                            at: claim.ranges), report: index)
                }
                if reports.count > 1 { claim.report = index }
                all.append(claim)
            }
        }
        return ValidationRecord(
            schemaVersion: DocumentRecord.currentSchemaVersion, generator: table.generator,
            taskTable: table, reports: reports, assessments: assessments, claims: all,
            unreportedTargets: unreported, unlinkedStatements: answers.unlinked,
            findings: notes.records, summary: summary)
    }

    /// Findings with the report that they stand in, where there are several.
    private struct Notes {
        private let catalog: FindingCatalog
        private let several: Bool
        private(set) var records: [FindingRecord] = []

        init(lexicon: Lexicon, several: Bool) {
            catalog = FindingCatalog(lexicon: lexicon)
            self.several = several
        }

        mutating func add(_ finding: Finding, report: Int? = nil) {
            var record = catalog.record(finding)
            if several { record.report = report }
            records.append(record)
        }
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
