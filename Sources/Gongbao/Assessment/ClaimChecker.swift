/// Finds the tasks that a report's claims speak of, and whether the figures bear them out.
struct ClaimChecker {
    let table: DocumentRecord
    let reports: [DocumentRecord]
    let assessments: [AssessmentRecord]

    func claims() -> [ClaimRecord] {
        reports.flatMap { report in
            report.claims.map { check($0, in: report) }
        }
    }

    private func check(_ claim: ClaimRecord, in report: DocumentRecord) -> ClaimRecord {
        var claim = claim
        let scope = scope(of: claim, in: report)
        claim.tasks = scope.tasks
        let (support, reason) = judge(claim.status, scope)
        claim.supported = support
        claim.reason = reason
        return claim
    }

    /// What a claim speaks of: whole tasks, or single targets.
    private struct Scope {
        var tasks: [Int] = []
        var targets: [TargetAssessment] = []
    }

    // MARK: Which tasks

    private static let near = 70

    private func scope(of claim: ClaimRecord, in report: DocumentRecord) -> Scope {
        guard let range = claim.ranges.first else { return Scope() }
        if claim.count == table.tasks.count {
            return scope(tasks: table.tasks.map(\.number))
        }
        if claim.count != nil {
            // 提前并超额完成2项，为“…”和“…”: goals quoted behind the claim.
            let quoted = report.statements.filter {
                $0.role == .target && $0.quantity.range.start >= range.start
                    && $0.quantity.range.start - range.end < 2 * Self.near
            }.compactMap { $0.link?.task }
            if !quoted.isEmpty { return scope(tasks: Array(Set(quoted)).sorted()) }
            // A section of the report bears the same state: 三、进度滞后的任务.
            let section = report.statements.filter {
                $0.heading.map { Self.status(ofHeading: $0) == claim.status } ?? false
            }.compactMap { $0.link?.task }
            return scope(tasks: Array(Set(section)).sorted())
        }
        // A claim about what stands beside it: the figures before it in its paragraph, or, where it
        // opens the item, those behind it.
        let paragraph = claim.paragraph ?? range
        let near = report.statements.filter {
            $0.link?.task != nil && $0.role != .context
                && $0.quantity.range.start >= paragraph.start
                && $0.quantity.range.end <= paragraph.end
        }
        var beside = near.filter {
            $0.quantity.range.end <= range.end && range.start - $0.quantity.range.end <= Self.near
        }
        let opens = beside.isEmpty
        if opens { beside = near.filter { $0.quantity.range.start >= range.end } }
        guard let last = opens ? beside.first : beside.last, let task = last.link?.task else {
            return Scope()
        }
        var result = Scope(tasks: [task])
        let targets = beside.filter { $0.link?.task == task }.compactMap { $0.link?.target }
        if let own = assessments.first(where: { $0.task == task }) {
            result.targets = own.targets.filter { !opens && targets.last == $0.target }
            if result.targets.isEmpty { result.targets = own.targets }
        }
        return result
    }

    private func scope(tasks: [Int]) -> Scope {
        Scope(
            tasks: tasks,
            targets: assessments.filter { tasks.contains($0.task) }.flatMap(\.targets))
    }

    private static func status(ofHeading heading: String) -> ClaimRecord.Status? {
        if heading.contains("滞后") || heading.contains("欠进度") { return .behind }
        if heading.contains("序时") || heading.contains("正常推进") { return .onTrack }
        if heading.contains("推进较快") { return .early }
        if heading.contains("已完成") || heading.contains("完成的") { return .met }
        return nil
    }

    // MARK: Whether the figures agree

    private func judge(
        _ status: ClaimRecord.Status, _ scope: Scope
    ) -> (ClaimRecord.Support, String?) {
        let known = scope.targets.filter { $0.value != nil }
        guard !known.isEmpty else { return (.noEvidence, nil) }
        switch status {
        case .met, .exceeded:
            let short = known.filter {
                $0.evidenceStatus == .inProgress || $0.evidenceStatus == .notStarted
            }
            if !short.isEmpty {
                return (.contradicted, short.map(arithmetic).joined(separator: "；"))
            }
            if status == .exceeded {
                let above = known.filter { $0.evidenceStatus == .exceeded }
                return above.isEmpty
                    ? (.contradicted, known.map(arithmetic).joined(separator: "；"))
                    : (.supported, above.map(arithmetic).joined(separator: "；"))
            }
            return (.supported, known.map(arithmetic).joined(separator: "；"))
        case .behind, .overdue, .notStarted:
            let late = known.filter {
                $0.scheduleStatus == .behind || $0.scheduleStatus == .overdue
            }
            return late.isEmpty
                ? (.noEvidence, nil) : (.supported, late.map(arithmetic).joined(separator: "；"))
        case .early, .onTrack, .inProgress:
            let late = known.filter { $0.scheduleStatus == .overdue }
            return late.isEmpty
                ? (.supported, nil)
                : (.contradicted, late.map(arithmetic).joined(separator: "；"))
        }
    }

    private func arithmetic(_ target: TargetAssessment) -> String {
        guard let value = target.value, let goal = target.goal else { return target.target }
        return "\(target.target)：\(value)/\(goal)\(target.unit ?? "")"
    }
}
