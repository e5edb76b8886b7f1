/// Counts of tasks that nothing in the report spells out, held against how the tasks stand:
/// 20项任务中已完成5项.
///
/// A task or target without a figure may stand anyhow; only what holds for all of them is said.
struct ClaimTally {
    let linker: Linker
    let report: DocumentRecord
    let evidence: [String: TargetAssessment]

    /// How many stand so, and of how many nothing is known.
    private struct Count {
        var all = 0
        var met = 0
        var short = 0
    }

    func verdict(on claim: ClaimRecord) -> (ClaimRecord.Support, String?)? {
        guard let count = claim.count, let range = claim.ranges.first else { return nil }
        if claim.status == .behind {
            let late = lateTasks
            return count > 0 && late >= count ? (.supported, "\(late)项落后于时间进度") : nil
        }
        guard claim.status == .met || claim.status == .exceeded,
            let counted = counted(before: range)
        else { return nil }
        if claim.status == .met, counted.all - counted.short < count {
            return (.contradicted, "\(counted.all)项中至少\(counted.short)项未完成，称完成\(count)项")
        }
        if counted.met + counted.short == counted.all, counted.met == count {
            return (.supported, "\(counted.met)/\(counted.all)项")
        }
        return nil
    }

    /// The tasks of which a target is behind its time.
    private var lateTasks: Int {
        linker.tasks.count { task in
            task.targets.contains {
                let schedule = evidence[linker.targets[$0].statement.id]?.scheduleStatus
                return schedule == .behind || schedule == .overdue
            }
        }
    }

    /// Tasks or targets, whichever the whole before the claim counts: 12项任务中 of a table with 12
    /// tasks; nil where it counts something else.
    private func counted(before range: TextRange) -> Count? {
        let whole = report.statements.last {
            $0.quantity.range.end <= range.start && range.start - $0.quantity.range.end <= 60
                && ($0.quantity.unit == "项" || $0.quantity.unit == "件" || $0.quantity.unit == "个")
                && $0.role == .context
        }
        let goals = linker.targets.filter { $0.statement.role == .target }
        switch whole?.quantity.value.integer {
        case linker.tasks.count: return tasks()
        case goals.count: return count(goals.map { [$0.statement.id] })
        default: return nil
        }
    }

    private func tasks() -> Count {
        count(
            linker.tasks.map { task in
                task.targets.map { linker.targets[$0].statement }
                    .filter { $0.role == .target }.map(\.id)
            })
    }

    private func count(_ groups: [[String]]) -> Count {
        var result = Count(all: groups.count)
        for group in groups {
            let own = group.map { evidence[$0]?.evidenceStatus ?? .noEvidence }
            if own.contains(where: { $0 == .inProgress || $0 == .notStarted }) {
                result.short += 1
            } else if !own.isEmpty, own.allSatisfy({ $0 == .met || $0 == .exceeded }) {
                result.met += 1
            }
        }
        return result
    }
}
