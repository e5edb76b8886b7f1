/// Holds the claims of a report against its own figures: what a later report says does not count.
struct ClaimChecker {
    let linker: Linker
    let report: DocumentRecord
    /// How the targets stand by this report alone, by id.
    let evidence: [String: TargetAssessment]

    func claims() -> [ClaimRecord] {
        let reader = ClaimScopeReader(linker: linker, report: report, evidence: evidence)
        return report.claims.map { claim in
            var claim = claim
            let scope = reader.scope(of: claim)
            claim.tasks = scope.tasks
            var (support, reason) = judge(claim, scope)
            if support == .noEvidence, claim.count != nil {
                (support, reason) =
                    ClaimTally(
                        linker: linker, report: report, evidence: evidence
                    ).verdict(on: claim) ?? (support, reason)
            }
            // What the document's own sentence shows was found when it was read.
            if support != .noEvidence || claim.supported == nil {
                (claim.supported, claim.reason) = (support, reason)
            }
            return claim
        }
    }

    // MARK: Whether the figures agree

    private func judge(
        _ claim: ClaimRecord, _ scope: ClaimScope
    ) -> (ClaimRecord.Support, String?) {
        if !scope.pairs.isEmpty { return judge(claim.status, scope.pairs) }
        let known = scope.targets.filter { $0.value != nil || $0.completion != nil }
        guard !known.isEmpty else { return (.noEvidence, nil) }
        func words(_ targets: [TargetAssessment]) -> String {
            targets.map(arithmetic).joined(separator: "；")
        }
        switch claim.status {
        case .met, .exceeded:
            let short = known.filter {
                $0.evidenceStatus == .inProgress || $0.evidenceStatus == .notStarted
            }
            if !short.isEmpty { return (.contradicted, words(short)) }
            guard claim.status == .exceeded else { return (.supported, words(known)) }
            let above = known.filter { $0.evidenceStatus == .exceeded }
            return above.isEmpty ? (.contradicted, words(known)) : (.supported, words(above))
        case .notStarted:
            let none = known.filter { $0.evidenceStatus == .notStarted }
            return none.count < known.count ? (.noEvidence, nil) : (.supported, words(none))
        case .behind, .overdue:
            let late = known.filter(isLate)
            return late.isEmpty ? (.noEvidence, nil) : (.supported, words(late))
        case .early, .onTrack, .inProgress:
            let late = known.filter { $0.scheduleStatus == .overdue }
            return late.isEmpty ? (.supported, nil) : (.contradicted, words(late))
        }
    }

    /// Behind its time, or short on the very day that it was due.
    private func isLate(_ target: TargetAssessment) -> Bool {
        if target.scheduleStatus == .behind || target.scheduleStatus == .overdue { return true }
        return target.evidenceStatus == .inProgress && target.timeProgress == ExactDecimal(1)
    }

    /// Figures with goals of their own: a district's row.
    private func judge(
        _ status: ClaimRecord.Status, _ pairs: [(goal: StatementRecord, result: StatementRecord)]
    ) -> (ClaimRecord.Support, String?) {
        guard status == .met || status == .exceeded else { return (.noEvidence, nil) }
        func words(_ pairs: [(goal: StatementRecord, result: StatementRecord)]) -> String {
            pairs.map {
                ($0.goal.scope ?? "") + "：\($0.result.quantity.value)/\($0.goal.quantity.value)"
                    + $0.goal.quantity.unit
            }.joined(separator: "；")
        }
        let short = pairs.filter {
            let (goal, result) = ($0.goal.quantity.value, $0.result.quantity.value)
            return result < goal || (status == .exceeded && result == goal)
        }
        return short.isEmpty ? (.supported, words(pairs)) : (.contradicted, words(short))
    }

    private func arithmetic(_ target: TargetAssessment) -> String {
        if let value = target.value, let goal = target.goal {
            return "\(target.target)：\(value)/\(goal)\(target.unit ?? "")"
        }
        let percent = target.completion?.scaled(byPowerOfTen: 2).description ?? ""
        return "\(target.target)：\(percent)%"
    }
}
