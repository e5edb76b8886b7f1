/// Claims that a later report takes back: 已提前完成 in June, 11座 of 16 in September.
struct ClaimHistory {
    /// The claims of each report, in the reports' order.
    let claims: [[ClaimRecord]]
    /// How the targets stand by each report alone.
    let evidence: [[String: TargetAssessment]]

    /// A finding, and the report that takes the claim back.
    struct Withdrawal {
        let finding: Finding
        let report: Int
    }

    func withdrawn() -> [Withdrawal] {
        var found: [Withdrawal] = []
        for (index, own) in claims.enumerated() {
            for claim in own where claim.status == .met || claim.status == .exceeded {
                for task in claim.tasks {
                    guard let later = firstReversal(of: claim, task: task, after: index) else {
                        continue
                    }
                    found.append(later)
                }
            }
        }
        return found
    }

    /// The first later report that says of the task that it is late or not done, or whose figures
    /// stand below a goal that the earlier report's figures had reached.
    private func firstReversal(
        of claim: ClaimRecord, task: Int, after index: Int
    ) -> Withdrawal? {
        for report in (index + 1)..<max(index + 1, claims.count) {
            let denial = claims[report].first {
                $0.tasks.contains(task) && $0.count == nil
                    && ($0.status == .behind || $0.status == .overdue || $0.status == .notStarted)
            }
            if let denial {
                return Withdrawal(
                    finding: Finding(
                        "claim-withdrawn", ["\(task)", claim.text, denial.text], at: denial.ranges),
                    report: report)
            }
            guard claim.count == nil else { continue }
            let ids = evidence[index].values.filter {
                $0.evidenceStatus == .met || $0.evidenceStatus == .exceeded
            }.map(\.target).filter { $0.hasPrefix("\(task).") }.sorted()
            for id in ids {
                guard let now = evidence[report][id], now.evidenceStatus == .inProgress,
                    let value = now.value, let goal = now.goal
                else { continue }
                return Withdrawal(
                    finding: Finding(
                        "claim-withdrawn", ["\(task)", claim.text, "\(id)：\(value)/\(goal)"]),
                    report: report)
            }
        }
        return nil
    }
}
