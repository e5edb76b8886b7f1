/// Targets whose figure a report gives in a unit that cannot answer: 培训800人 for a goal of 1000人次.
///
/// Only where the words agree closely and no figure of the report answers the target: then the
/// reader has to know why there is no completion.
struct UnitMismatch {
    let linker: Linker

    private static let alike = 700

    /// - Parameters:
    ///   - answers: The statements that answer each target.
    ///   - index: The report's place among the reports.
    func findings(
        in report: DocumentRecord, answers: [String: [AssessmentRun.Answer]], report index: Int
    ) -> [Finding] {
        let open = linker.targets.filter { target in
            target.statement.role == .target
                && !(answers[target.statement.id]?.contains { $0.report == index } ?? false)
        }
        guard !open.isEmpty else { return [] }
        var findings: [Finding] = []
        var told: Set<String> = []
        for statement in report.statements
        where statement.role == .actual && statement.link?.target == nil && counts(statement) {
            if let scope = statement.scope, !linker.scopes.isWhole(scope) { continue }
            let indicator = TextProfile(statement.indicator)
            guard indicator.pairs.count >= 3 else { continue }
            let best = open.max { likeness(indicator, $0) < likeness(indicator, $1) }
            guard let best, likeness(indicator, best) >= Self.alike, counts(best.statement),
                statement.link?.task == nil || statement.link?.task == best.task,
                linker.agreement.agreement(statement.quantity, best.statement.quantity) == .none,
                linker.agreement.isNear(statement.quantity, best.statement.quantity),
                told.insert(best.statement.id).inserted
            else { continue }
            findings.append(
                Finding(
                    "unit-mismatch", [best.statement.quantity.unit, statement.quantity.unit],
                    at: [statement.quantity.range]))
        }
        return findings
    }

    private func likeness(_ indicator: TextProfile, _ target: Linker.Target) -> Int {
        linker.weights.likeness(indicator, target.indicator)
    }

    private func counts(_ statement: StatementRecord) -> Bool {
        statement.quantity.unit != "%" && !statement.quantity.unit.isEmpty
            && statement.quantity.dimension != "ratio"
    }
}
