/// What the figures of a report tell of one another once each has been linked by its own words.
extension ReportLinker {
    /// 完成2188户，占年度任务的84.2%: where the printed rate contradicts the goal that words suggest, and
    /// agrees with exactly one other goal of the same unit, that goal is meant.
    func settleByRates(
        _ statements: [StatementRecord], _ chosen: inout [Linker.Candidate?]
    ) {
        for index in statements.indices.dropFirst() where RateOfPlan.isRate(statements[index]) {
            guard let figure = figure(ofRate: index, statements) else { continue }
            let result = statements[figure]
            guard let link = chosen[figure], let target = link.target, result.role == .actual,
                result.sentence == statements[index].sentence,
                statements[index].quantity.comparator == .exact
            else { continue }
            func agrees(_ position: Int) -> Bool {
                linker.rateAgrees(
                    statements[index].quantity.value, result, linker.targets[position].statement)
            }
            guard !agrees(target) else { continue }
            let others = linker.targets.indices.filter {
                linker.targets[$0].statement.role == .target && agrees($0)
            }
            guard others.count == 1, let other = others.first,
                let task = linker.tasks.firstIndex(where: { $0.targets.contains(other) })
            else { continue }
            chosen[figure] = Linker.Candidate(
                task: task, target: other, score: link.score,
                reasons: ["the printed rate agrees with this goal alone"])
        }
    }

    /// The figure that a rate speaks of: the one before it; in 64公里、74公里，分别占66.7%和54.8% the one
    /// in the rate's own place.
    private func figure(ofRate index: Int, _ statements: [StatementRecord]) -> Int? {
        var first = index
        while first > 0, RateOfPlan.isRate(statements[first - 1]),
            statements[first].quantity.range.start - statements[first - 1].quantity.range.end <= 2
        {
            first -= 1
        }
        var last = index
        while last + 1 < statements.count, RateOfPlan.isRate(statements[last + 1]),
            statements[last + 1].quantity.range.start - statements[last].quantity.range.end <= 2
        {
            last += 1
        }
        let figure = first - 1 - (last - index)
        guard figure >= 0, statements[figure].sentence == statements[index].sentence,
            !RateOfPlan.isRate(statements[figure])
        else { return nil }
        return figure
    }

    /// 新建、改造高标准农田2.8万亩、1.5万亩: two figures of one list are not one goal's where their task has
    /// a goal for each; the same figure decides, else the order.
    func settleLists(_ statements: [StatementRecord], _ chosen: inout [Linker.Candidate?]) {
        var index = 0
        while index < statements.count {
            var end = index + 1
            while end < statements.count, isListed(end, statements),
                statements[end].quantity.range.start - statements[end - 1].quantity.range.end <= 1
            {
                end += 1
            }
            let run = index..<end
            index = end
            guard run.count > 1, let task = chosen[run.lowerBound]?.task,
                run.allSatisfy({ chosen[$0]?.task == task && statements[$0].role == .actual })
            else { continue }
            let targets = run.compactMap { chosen[$0]?.target }
            guard targets.count == run.count, Set(targets).count < run.count else { continue }
            let goals = linker.tasks[task].targets.filter {
                linker.targets[$0].statement.role == .target
                    && linker.agreement.agreement(
                        statements[run.lowerBound].quantity, linker.targets[$0].statement.quantity)
                        == .exact
            }
            guard goals.count == run.count else { continue }
            for (offset, position) in run.enumerated() {
                chosen[position]?.target = goals[offset]
                chosen[position]?.reasons.append("in the order of the list")
            }
        }
    }

    /// 46个已全部开工，其中35个完工: a part belongs to the task of its whole; it answers a goal for
    /// that part where the task has one, else, where it says a stage, the goal of the whole.
    func followWholes(
        _ statements: [StatementRecord], _ open: [Bool], _ chosen: inout [Linker.Candidate?]
    ) {
        for index in statements.indices.dropFirst() where open[index] {
            let statement = statements[index]
            guard statement.role == .part, let sentence = statement.sentence,
                let (position, whole) = whole(before: index, sentence, statements, chosen)
            else { continue }
            let sameUnit = statements[position].quantity.unit == statement.quantity.unit
            if let own = chosen[index], own.task == whole.task, let target = own.target {
                if sameUnit, let goal = whole.target, isWholeWork(statement, target) {
                    chosen[index]?.target = goal
                }
                continue
            }
            if let scope = statement.scope, !linker.scopes.isWhole(scope) {
                // 其中丰桥区22个: of the task, but no answer to the city's goal.
                chosen[index] = Linker.Candidate(
                    task: whole.task, target: nil, score: whole.score,
                    reasons: ["a district's part of the figure before it"])
                continue
            }
            var part = linker.partTarget(of: whole.task, for: statement)
            if let found = part, sameUnit, whole.target != nil, isWholeWork(statement, found) {
                part = nil
            }
            chosen[index] = Linker.Candidate(
                task: whole.task,
                target: part ?? (sameUnit && statement.stage != nil ? whole.target : nil),
                score: whole.score, reasons: ["part of the figure before it"])
        }
    }

    /// 其中两校2所已竣工: finished work of the whole, unless it is named as the goal for a part is.
    private func isWholeWork(_ statement: StatementRecord, _ target: Int) -> Bool {
        statement.stage == .completed && linker.targets[target].statement.stage == nil
            && linker.weights.likeness(
                TextProfile(IndicatorCore.of(statement.indicator)),
                linker.targets[target].indicator) < 400
    }

    /// The nearest linked figure before a part in its sentence; rates of it stand between.
    private func whole(
        before index: Int, _ sentence: Int, _ statements: [StatementRecord],
        _ chosen: [Linker.Candidate?]
    ) -> (position: Int, link: Linker.Candidate)? {
        var position = index - 1
        let here = statements[index].quantity.range.start
        while position >= 0, let other = statements[position].sentence,
            other == sentence
                || (other == sentence - 1
                    && here - statements[position].quantity.range.end <= Self.reach / 2)
        {
            if !RateOfPlan.isRate(statements[position]) {
                return chosen[position].map { (position, $0) }
            }
            position -= 1
        }
        return nil
    }

    /// 占年度任务的93%: a rate answers the task of the figure before it in its sentence.
    func followRates(
        _ statements: [StatementRecord], _ chosen: inout [Linker.Candidate?]
    ) {
        for index in statements.indices.dropFirst() {
            guard RateOfPlan.isRate(statements[index]) else { continue }
            var position = index - 1
            let here = statements[index].quantity.range
            while position >= 0, here.start - statements[position].quantity.range.end <= Self.reach
            {
                guard RateOfPlan.isRate(statements[position]) else {
                    let same = statements[position].sentence == statements[index].sentence
                    if let link = chosen[position], same || chosen[index] == nil,
                        same || !isNamed(statements[index])
                    {
                        chosen[index] = Linker.Candidate(
                            task: link.task, target: nil, score: link.score,
                            reasons: ["rate of the figure before it"])
                    }
                    break
                }
                position -= 1
            }
        }
    }

    /// Whether a rate's clause names what it is a rate of: 老年人免费体检已完成年度目标的31%.
    private func isNamed(_ statement: StatementRecord) -> Bool {
        linker.weights.known(TextProfile(statement.clause)) >= 16
    }

    /// 86个重点项目中，新开工29个、其余46个为续建: the rest is of the task of the figures before it.
    func followRest(_ statements: [StatementRecord], _ chosen: inout [Linker.Candidate?]) {
        for index in statements.indices.dropFirst() where chosen[index] == nil {
            let (here, before) = (statements[index], statements[index - 1])
            guard here.roleRule == "role.deictic", here.quantity.unit != "项",
                here.quantity.unit != "件", here.sentence == before.sentence,
                here.quantity.unit == before.quantity.unit, let link = chosen[index - 1]
            else { continue }
            chosen[index] = Linker.Candidate(
                task: link.task, target: nil, score: link.score,
                reasons: ["the rest of the figures before it"])
        }
    }

    /// 全市完成率83.9% under a table: the rate of the row that it repeats, when only one has it; and what
    /// its sentence goes on to say of it.
    func repeatRates(_ statements: [StatementRecord], _ chosen: inout [Linker.Candidate?]) {
        for index in statements.indices
        where chosen[index] == nil && RateOfPlan.isRate(statements[index])
            && statements[index].roleRule == "role.plan-rate"
        {
            let rows = statements.indices.filter {
                statements[$0].roleRule == "role.rate-cell" && chosen[$0] != nil
                    && statements[$0].quantity.value == statements[index].quantity.value
            }
            guard rows.count == 1, let link = rows.first.flatMap({ chosen[$0] }) else { continue }
            chosen[index] = Linker.Candidate(
                task: link.task, target: nil, score: link.score,
                reasons: ["the rate of a row of the table"])
            let next = index + 1
            if next < statements.count, chosen[next] == nil,
                statements[next].sentence == statements[index].sentence,
                statements[next].roleRule == "role.difference"
            {
                chosen[next] = chosen[index]
            }
        }
    }
}
