/// Links a whole report: statements one by one, then what neighbours tell of one another.
struct ReportLinker {
    let linker: Linker

    /// A link is made from this score on …
    static let accepted = 430
    /// … when it is this far ahead of the best other task.
    private static let margin = 60
    /// A link is made from here on where nothing else comes into question.
    private static let lone = 350
    /// A neighbour's task is taken over from this score on, this many characters around.
    private static let supported = 200
    static let reach = 90
    /// … and from this score on where no sentence is shared.
    private static let apart = 350
    private static let named = 380
    /// A score for another task that speaks against taking over a neighbour's.
    private static let contrary = 400

    /// - Parameter report: The report's record.
    /// - Returns: A link, or the alternatives in doubt, for each statement that has candidates.
    func links(for report: DocumentRecord) -> [LinkRecord?] {
        var eligible = Set(
            report.document.articles.filter { $0.kind != .news && $0.kind != .unknown }.map(\.id))
        // What is handed over as a report is one, though nothing in it says so.
        if eligible.isEmpty { eligible = Set(report.document.articles.map(\.id)) }
        let statements = report.statements
        let inside = statements.map {
            ($0.article.map(eligible.contains) ?? true) && mayAnswer($0)
        }
        // A district's figures belong to no task by their neighbours either.
        let overview = overview(statements, title: report.document.title)
        let open = statements.indices.map {
            inside[$0] && !overview.contains($0)
                && (statements[$0].scope.map(linker.scopes.isWhole) ?? true)
        }
        let foreign = linker.scopes.foreignPlace(of: report)
        let candidates = statements.indices.map { index -> [Linker.Candidate] in
            guard inside[index], !isBareChange(statements[index]) else { return [] }
            let scope = statements[index].scope ?? foreign
            return linker.candidates(
                for: statements[index], listed: isListed(index, statements)
            ).filter { linker.scopes.answers(scope, task: linker.tasks[$0.task].record.text) }
        }
        var chosen = statements.indices.map { index in
            choose(candidates[index], for: statements[index]).flatMap {
                overview.contains(index) && $0.score < Self.sureOfOverview ? nil : $0
            }
        }
        followRates(statements, &chosen)
        // Twice: what the first pass settles supports its own neighbours.
        for _ in 0..<2 { support(statements, open, candidates, &chosen) }
        settleLists(statements, &chosen)
        settleByRates(statements, &chosen)
        followWholes(statements, inside, &chosen)
        followRates(statements, &chosen)
        followRest(statements, &chosen)
        repeatRates(statements, &chosen)
        return statements.indices.map { record(candidates[$0], chosen[$0]) }
    }

    /// 三、2026年打算, 明年工作: what the end of a report plans for the year behind the table's.
    private func isOfNextYear(_ heading: String?) -> Bool {
        guard let heading else { return false }
        if heading.holds("明年") || heading.holds("来年") { return true }
        return linker.year.map { heading.holds("\($0 + 1)年") } ?? false
    }

    /// How sure a link must be where a report speaks of the programme as a whole.
    private static let sureOfOverview = 600

    /// 全市安排民生项目36个，已开工33个，完成投资20亿元: what stands before the first section of a report in
    /// sections is mostly said of all tasks together.
    private func overview(_ statements: [StatementRecord], title: String?) -> Range<Int> {
        func isHeaded(_ statement: StatementRecord) -> Bool {
            statement.heading != nil && statement.heading != title
        }
        guard let first = statements.firstIndex(where: isHeaded) else { return 0..<0 }
        let headed = statements.count(where: isHeaded)
        return headed * 2 >= statements.count ? 0..<first : 0..<0
    }

    /// Counts of tasks, groups and ages on their own answer no target.
    private func mayAnswer(_ statement: StatementRecord) -> Bool {
        switch statement.roleRule {
        case "role.tally" where statement.quantity.unit == "项" || statement.quantity.unit == "件":
            return false
        case "role.usual" where statement.role == .target && isOfNextYear(statement.heading):
            return false
        case "role.group", "role.abstract", "role.deictic", "role.name-part":
            return false
        default: break
        }
        return statement.quantity.unit != "项" || statement.role == .target
    }

    private static let changeWords = Set("同比分别增长下降提高减少上升降低均约较上年期")

    /// 增长4.6%, 分别增长0.4%、1.6%: a change without a noun of its own belongs to what stands before.
    private func isBareChange(_ statement: StatementRecord) -> Bool {
        statement.quantity.dimension == "ratio" && statement.role == .actual
            && statement.indicator.allSatisfy(Self.changeWords.contains)
    }

    func isListed(_ index: Int, _ statements: [StatementRecord]) -> Bool {
        func touches(_ a: Int, _ b: Int) -> Bool {
            statements.indices.contains(a) && statements.indices.contains(b)
                && statements[b].quantity.range.start - statements[a].quantity.range.end <= 1
        }
        return touches(index - 1, index) || touches(index, index + 1)
    }

    private func choose(
        _ candidates: [Linker.Candidate], for statement: StatementRecord
    ) -> Linker.Candidate? {
        guard let best = candidates.first, best.score >= Self.lone else { return nil }
        let other = candidates.dropFirst().first { $0.task != best.task }?.score ?? 0
        if best.score < Self.accepted {
            // A unit of the same kind is not enough: 体育公园2处 is no 长者饭堂5家.
            if best.isLoose { return nil }
            guard best.score - other >= Self.lone,
                statement.quantity.unit != "%"
                    || RateOfPlan.isRate(statement)
            else { return nil }
            // Its task, but which of its goals it answers is not certain enough.
            var link = best
            if let target = best.target, !RateOfPlan.isRate(statement),
                linker.rivals(of: target, for: statement) > 0,
                !linker.isOnlySame(target, as: statement)
            {
                link.target = nil
            }
            return link
        }
        return best.score - other >= Self.margin ? best : nil
    }

    /// A figure in doubt between two that belong to one task belongs to it too, when its own text
    /// does not speak against it.
    private func support(
        _ statements: [StatementRecord], _ open: [Bool], _ candidates: [[Linker.Candidate]],
        _ chosen: inout [Linker.Candidate?]
    ) {
        let firm = chosen
        for index in statements.indices where chosen[index] == nil && open[index] {
            guard !candidates[index].isEmpty || isDetail(statements[index]) else { continue }
            let before = neighbour(index, -1, statements, firm)
            let after = neighbour(index, +1, statements, firm)
            let sentence = taskOfSentence(index, statements, firm)
            guard
                let task = before?.task == after?.task
                    ? before?.task ?? sentence : sentence ?? nearest(before, after)
            else { continue }
            let linked = sentence == task
            if let own = candidates[index].first(where: { $0.task == task }),
                own.score >= leastSupport(index, statements, linked: linked)
            {
                let best = candidates[index][0]
                guard best.score - own.score < 200 else { continue }
                var link = own
                link.reasons.append("between statements of the same task")
                chosen[index] = link
            } else if linked, !isForeignSister(index, statements, task),
                isDetail(statements[index]),
                (candidates[index].first?.score ?? 0) < Self.contrary
            {
                chosen[index] = Linker.Candidate(
                    task: task, target: nil, score: Self.accepted,
                    reasons: ["between statements of the same task"])
            }
        }
    }

    /// How well a figure's own words must speak for the task that its neighbours belong to.
    private func leastSupport(
        _ index: Int, _ statements: [StatementRecord], linked: Bool
    ) -> Int {
        if index > 0, statements[index].quantity.unit == "%", isListed(index, statements),
            statements[index].indicator != statements[index - 1].indicator
        {
            return Self.named  // a name of its own has to be the table's too
        }
        return linked ? Self.supported : Self.apart
    }

    /// A、B分别达到48.6%、91.3%: a sister with a name of its own that the table, or the task, does
    /// not know.
    private func isForeignSister(
        _ index: Int, _ statements: [StatementRecord], _ task: Int
    ) -> Bool {
        guard index > 0, isListed(index, statements),
            statements[index].indicator != statements[index - 1].indicator
        else { return false }
        let name = TextProfile(statements[index].indicator)
        return linker.weights.known(name) < 8
            || linker.weights.coverage(of: name, by: linker.tasks[task].text) < Self.leastShared
    }

    /// How much of a sister's name, in thousandths, stands in the task's text at least.
    private static let leastShared = 300

    /// The task of the figure before, where it stands in the same sentence.
    private func taskOfSentence(
        _ index: Int, _ statements: [StatementRecord], _ chosen: [Linker.Candidate?]
    ) -> Int? {
        guard index > 0, let sentence = statements[index].sentence,
            statements[index - 1].sentence == sentence
        else { return nil }
        return chosen[index - 1]?.task
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
    static func isRate(_ statement: StatementRecord) -> Bool {
        statement.roleRule == "role.plan-rate"
    }
}
