/// Links a whole report: statements one by one, then what neighbours tell of one another.
struct ReportLinker {
    let linker: Linker

    /// A link is made from this score on …
    private static let accepted = 430
    /// … when it is this far ahead of the best other task.
    private static let margin = 60
    /// A neighbour's task is taken over from this score on, this many characters around.
    private static let supported = 200
    private static let reach = 90

    /// - Parameter report: The report's record.
    /// - Returns: A link, or the alternatives in doubt, for each statement that has candidates.
    func links(for report: DocumentRecord) -> [LinkRecord?] {
        let eligible = Set(
            report.document.articles.filter { $0.kind != .news && $0.kind != .unknown }.map(\.id))
        let statements = report.statements
        var candidates = statements.map { statement -> [Linker.Candidate] in
            guard statement.article.map(eligible.contains) ?? true, mayAnswer(statement) else {
                return []
            }
            return linker.candidates(for: statement)
        }
        var chosen = candidates.map(choose)
        support(statements, &candidates, &chosen)
        followRates(statements, &chosen)
        return statements.indices.map { record(candidates[$0], chosen[$0]) }
    }

    /// Counts of tasks, groups and ages on their own answer no target.
    private func mayAnswer(_ statement: StatementRecord) -> Bool {
        switch statement.roleRule {
        case "role.tally", "role.group", "role.abstract", "role.deictic", "role.difference":
            return false
        default: break
        }
        if statement.scope.map({ $0 != "全市" && $0 != "全县" && $0 != "全区" && $0 != "全省" }) ?? false {
            return false
        }
        return statement.quantity.unit != "项" || statement.role == .target
    }

    private func choose(_ candidates: [Linker.Candidate]) -> Linker.Candidate? {
        guard let best = candidates.first, best.score >= Self.accepted else { return nil }
        let other = candidates.dropFirst().first { $0.task != best.task }?.score ?? 0
        return best.score - other >= Self.margin ? best : nil
    }

    /// A figure in doubt between two that belong to one task belongs to it too, when its own text
    /// does not speak against it.
    private func support(
        _ statements: [StatementRecord], _ candidates: inout [[Linker.Candidate]],
        _ chosen: inout [Linker.Candidate?]
    ) {
        let firm = chosen
        for index in statements.indices where chosen[index] == nil {
            guard !candidates[index].isEmpty || isDetail(statements[index]) else { continue }
            let before = neighbour(index, -1, statements, firm)
            let after = neighbour(index, +1, statements, firm)
            guard let task = before?.task == after?.task ? before?.task : nearest(before, after)
            else { continue }
            if let own = candidates[index].first(where: { $0.task == task }),
                own.score >= Self.supported
            {
                let best = candidates[index][0]
                guard best.score - own.score < 200 else { continue }
                var link = own
                link.reasons.append("between statements of the same task")
                chosen[index] = link
            } else if before?.task == after?.task, before != nil, isDetail(statements[index]) {
                chosen[index] = Linker.Candidate(
                    task: task, target: nil, score: Self.accepted,
                    reasons: ["between statements of the same task"])
            }
        }
    }

    private func isDetail(_ statement: StatementRecord) -> Bool {
        statement.role != .target && statement.quantity.unit != "项"
    }

    private func nearest(
        _ before: (task: Int, distance: Int)?, _ after: (task: Int, distance: Int)?
    ) -> Int? {
        switch (before, after) {
        case (let before?, nil): return before.distance <= Self.reach / 2 ? before.task : nil
        case (nil, let after?): return after.distance <= Self.reach / 2 ? after.task : nil
        case (let before?, let after?):
            return before.distance <= after.distance ? before.task : after.task
        default: return nil
        }
    }

    private func neighbour(
        _ index: Int, _ step: Int, _ statements: [StatementRecord],
        _ chosen: [Linker.Candidate?]
    ) -> (task: Int, distance: Int)? {
        let here = statements[index].quantity.range
        var position = index + step
        while statements.indices.contains(position) {
            let there = statements[position].quantity.range
            let distance = step < 0 ? here.start - there.end : there.start - here.end
            guard distance <= Self.reach, statements[position].article == statements[index].article
            else { return nil }
            if let link = chosen[position] { return (link.task, max(0, distance)) }
            position += step
        }
        return nil
    }

    /// 占年度任务的93%: a rate answers the task of the figure before it.
    private func followRates(
        _ statements: [StatementRecord], _ chosen: inout [Linker.Candidate?]
    ) {
        for index in statements.indices.dropFirst() {
            guard RateOfPlan.isRate(statements[index]) else { continue }
            var position = index - 1
            let here = statements[index].quantity.range
            while position >= 0, here.start - statements[position].quantity.range.end <= Self.reach {
                if let link = chosen[position], !RateOfPlan.isRate(statements[position]) {
                    chosen[index] = Linker.Candidate(
                        task: link.task, target: nil, score: link.score,
                        reasons: ["rate of the figure before it"])
                    break
                }
                position -= 1
            }
        }
    }

    // MARK: Records

    private func record(
        _ candidates: [Linker.Candidate], _ chosen: Linker.Candidate?
    ) -> LinkRecord? {
        let others = candidates.filter { $0.task != chosen?.task }.prefix(3)
        guard chosen != nil || !others.isEmpty else { return nil }
        return LinkRecord(
            task: chosen.map { linker.tasks[$0.task].record.number },
            target: chosen?.target.map { linker.targets[$0].statement.id },
            score: score(chosen?.score ?? others.first?.score ?? 0),
            reasons: chosen?.reasons ?? ["in doubt"],
            alternatives: others.map {
                LinkRecord.Alternative(
                    task: linker.tasks[$0.task].record.number,
                    target: $0.target.map { linker.targets[$0].statement.id },
                    score: score($0.score))
            })
    }

    private func score(_ thousandths: Int) -> ExactDecimal {
        ExactDecimal(min(100, max(0, thousandths / 10))).scaled(byPowerOfTen: -2)
    }
}

/// Shares of a plan: 占年度任务的93%, 完成率53%, （93%）.
enum RateOfPlan {
    private static let words = [
        "年度任务", "年度目标", "年度计划", "目标任务", "完成率", "任务的", "目标的", "计划的", "建成率", "开工率", "竣工率", "拨付率",
        "下达率", "到位率",
    ]

    static func isRate(_ statement: StatementRecord) -> Bool {
        guard statement.quantity.unit == "%", statement.role == .actual else { return false }
        if words.contains(where: statement.clause.contains) { return true }
        // （93%） directly behind a figure: nothing but the rate stands in the clause's brackets.
        return statement.indicator.isEmpty || statement.indicator == statement.quantity.text
    }
}
