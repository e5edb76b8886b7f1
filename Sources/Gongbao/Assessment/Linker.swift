/// Links the statements of a report to the tasks and targets that they answer.
///
/// A link needs agreement of text, unit and scope; in doubt there is none, and what came into
/// question is listed. Evidence adds up in thousandths: the indicator counts most, then the clause,
/// then the heading over it, then what its neighbours were linked to.
struct Linker {
    /// A target of the table with what it speaks of.
    struct Target {
        let task: Int
        let statement: StatementRecord
        let indicator: TextProfile
        let clause: TextProfile
    }

    /// A task with what it speaks of.
    struct Task {
        let record: TaskRecord
        let text: TextProfile
        let category: TextProfile
        let units: Set<String>
        let targets: Range<Int>
    }

    let agreement: UnitAgreement
    let tasks: [Task]
    let targets: [Target]
    let weights: PairWeights
    let scopes: ScopeAgreement
    /// The table's year.
    let year: Int?

    init(table: DocumentRecord, lexicon: Lexicon) {
        year = table.document.year
        agreement = UnitAgreement(lexicon: lexicon)
        scopes = ScopeAgreement(table: table)
        var tasks: [Task] = []
        var targets: [Target] = []
        for task in table.tasks {
            let first = targets.count
            for statement in task.statements {
                targets.append(
                    Target(
                        task: task.number, statement: statement,
                        indicator: TextProfile(
                            IndicatorCore.isBound(statement.indicator)
                                ? statement.clause : IndicatorCore.of(statement.indicator)),
                        clause: TextProfile(statement.clause)))
            }
            tasks.append(
                Task(
                    record: task, text: TextProfile(task.text),
                    category: TextProfile(task.category?.title),
                    units: Set(task.leadUnits + task.responsibleUnits.prefix(1)),
                    targets: first..<targets.count))
        }
        self.tasks = tasks
        self.targets = targets
        weights = PairWeights(tasks.map(\.text))
    }

    /// A candidate for one statement.
    struct Candidate {
        var task: Int  // index into `tasks`
        var target: Int?  // index into `targets`
        var score: Int
        var reasons: [String]
        /// Whether the units are only of the same kind.
        var isLoose = false
    }

    // MARK: One statement

    /// Scores every task for a statement; the best target of each task stands for it.
    ///
    /// - Parameter listed: Whether the figure stands in a list of figures, so that the words of its
    ///   clause speak of its sisters too.
    func candidates(for statement: StatementRecord, listed: Bool) -> [Candidate] {
        var indicator = TextProfile(IndicatorCore.of(statement))
        let clause =
            listed && indicator.pairs.count >= 4
            ? indicator : TextProfile(statement.indicator, statement.clause)
        if IndicatorCore.namesGoal(statement), statement.preamble != nil {
            // 固定资产投资增速未达预期，与6%的目标相差…: the goal's own noun stands before.
            indicator = TextProfile(statement.preamble)
        } else if weights.known(indicator) < 8, statement.heading != nil || statement.item != nil {
            // 已开工29个 under （七）老旧小区改造: the heading says what is counted.
            indicator = TextProfile(statement.indicator, statement.heading, statement.item)
        } else if let item = statement.item, !statement.clause.contains(statement.indicator),
            weights.known(TextProfile(item)) > weights.known(indicator)
        {
            // 方案设计全部完成，已开工29个: words that were taken from the clause before.
            indicator = TextProfile(item)
        }
        let preamble = TextProfile(statement.preamble)
        let heading = TextProfile(statement.heading, statement.item, statement.preamble)
        var result: [Candidate] = []
        for (index, task) in tasks.enumerated() {
            let text = max(
                weights.coverage(of: clause, by: task.text),
                weights.coverage(of: preamble, by: task.text) * 8 / 10)
            let named = headingScore(statement, heading, task)
            var best = Candidate(
                task: index, target: nil, score: text * 55 / 100 + named, reasons: [])
            if text > 300 { best.reasons.append("text \(text / 10)%") }
            if named > 60 { best.reasons.append("heading") }
            for position in task.targets {
                let target = targets[position]
                let unit = agreement.agreement(statement.quantity, target.statement.quantity)
                guard unit != .none else { continue }
                if statement.role == .actual, target.statement.role == .baseline { continue }
                let score = score(
                    statement, indicator, clause, target, unit: unit, text: text, named: named)
                if score > best.score {
                    best = Candidate(
                        task: index, target: position, score: score,
                        reasons: reasons(statement, target, unit, text: text, named: named),
                        isLoose: unit == .loose)
                }
            }
            if best.target == nil {
                if !RateOfPlan.isRate(statement) {
                    best.target = onlyAnswer(statement, of: task)
                } else if let rated = rated(indicator, of: task) {
                    best.target = rated
                    let own = weights.likeness(indicator, targets[rated].indicator)
                    best.score = max(best.score, own * 50 / 100 + text * 22 / 100 + named)
                    best.reasons.append("indicator \(own / 10)%")
                }
            }
            if best.score > 150 { result.append(best) }
        }
        return result.sorted { ($1.score, $0.task) < ($0.score, $1.task) }
    }

    /// Whether `result` over `goal` is the printed rate, but for rounding.
    func rateAgrees(
        _ printed: ExactDecimal, _ result: StatementRecord, _ goal: StatementRecord
    ) -> Bool {
        guard agreement.agreement(result.quantity, goal.quantity) == .exact,
            let value = agreement.converted(
                result.quantity.value, of: result.quantity, to: goal.quantity),
            let percent = value.divided(by: goal.quantity.value)?.scaled(byPowerOfTen: 2),
            let difference = percent.subtracting(printed)
        else { return false }
        let size = difference.isNegative ? difference.negated : difference
        return size < ExactDecimal(1).scaled(byPowerOfTen: -printed.places)
    }

    /// The goal for a part (其中…) of a task that speaks of the same thing.
    func partTarget(of task: Int, for statement: StatementRecord) -> Int? {
        let indicator = TextProfile(statement.indicator, statement.clause)
        return tasks[task].targets.first {
            targets[$0].statement.role == .part
                && agreement.agreement(statement.quantity, targets[$0].statement.quantity) == .exact
                && weights.likeness(indicator, targets[$0].clause) >= 250
        }
    }

    /// 老年人免费体检已完成年度目标的31%: the goal that the words of a printed rate name, whatever it is
    /// counted in.
    private func rated(_ indicator: TextProfile, of task: Task) -> Int? {
        let scored = task.targets.filter {
            targets[$0].statement.role == .target && targets[$0].statement.quantity.unit != "%"
        }.map { (position: $0, score: weights.likeness(indicator, targets[$0].indicator)) }
        guard let best = scored.max(by: { $0.score < $1.score }), best.score >= 500,
            scored.allSatisfy({ $0.position == best.position || $0.score + 150 <= best.score })
        else { return nil }
        return best.position
    }

    /// The one goal of the task that the figure can answer by its unit and role.
    private func onlyAnswer(_ statement: StatementRecord, of task: Task) -> Int? {
        guard statement.role == .actual, statement.quantity.unit != "%" else { return nil }
        let open = task.targets.filter {
            targets[$0].statement.role == .target
                && agreement.agreement(statement.quantity, targets[$0].statement.quantity) == .exact
        }
        return open.count == 1 ? open[0] : nil
    }

    /// How many other goals of the target's task have a unit that the figure answers.
    func rivals(of target: Int, for statement: StatementRecord) -> Int {
        guard let task = tasks.first(where: { $0.targets.contains(target) }) else { return 0 }
        return task.targets.filter {
            $0 != target && targets[$0].statement.role != .context
                && targets[$0].statement.role != .baseline
                && agreement.agreement(statement.quantity, targets[$0].statement.quantity) == .exact
        }.count
    }

    /// Whether the target alone of its task has the figure of a result: 7个县 … for 推动7个县, beside 打造6个.
    func isOnlySame(_ target: Int, as statement: StatementRecord) -> Bool {
        guard let task = tasks.first(where: { $0.targets.contains(target) }) else { return false }
        let same = task.targets.filter {
            targets[$0].statement.quantity.value == statement.quantity.value
                && agreement.agreement(statement.quantity, targets[$0].statement.quantity) == .exact
        }
        return same == [target]
    }

    private func headingScore(
        _ statement: StatementRecord, _ heading: TextProfile, _ task: Task
    ) -> Int {
        guard !heading.isEmpty else { return 0 }
        let category = weights.coverage(of: task.category, by: heading)
        let topic = weights.coverage(of: heading, by: task.text)
        var score = max(category * 22 / 100, topic * 20 / 100)
        if let text = statement.item ?? statement.heading, task.units.contains(where: text.contains)
        {
            score += 60
        }
        return score
    }

    private func score(
        _ statement: StatementRecord, _ indicator: TextProfile, _ clause: TextProfile,
        _ target: Target, unit: UnitAgreement.Agreement, text: Int, named: Int
    ) -> Int {
        let own = weights.likeness(indicator, target.indicator)
        let around = weights.likeness(clause, target.clause)
        var score = own * 36 / 100 + around * 26 / 100 + text * 22 / 100 + named
        score += unit == .exact ? 50 : -120
        // Every rate is in %: the words alone tell which one.
        if target.statement.quantity.unit == "%", own < 400 { score -= 60 }
        let same =
            statement.quantity.value == target.statement.quantity.value
            && statement.quantity.upper == target.statement.quantity.upper
        switch statement.role {
        case .target, .baseline: score += same ? 160 : -40
        case .actual: score += same ? 40 : 0
        default: score += same ? 60 : 0
        }
        if roleAgrees(statement.role, target.statement.role) { score += 40 }
        // 更新老旧电梯27台，加装电梯13台: the verb tells goals of one task apart.
        if let action = statement.action, action == target.statement.action { score += 40 }
        // 新增3家，累计36家: what counts from the begin answers the goal that does.
        if target.statement.basis == .cumulative {
            score += statement.basis == .cumulative ? 120 : -60
        }
        // 其中新开工38个: a stage of its own is what tells goals of one task apart.
        if let stage = target.statement.stage, target.statement.role == .part {
            score += stage == statement.stage ? 120 : -120
        }
        return score
    }

    /// A result answers a goal, a part a part, a baseline a baseline.
    private func roleAgrees(_ a: Role, _ b: Role) -> Bool {
        switch a {
        case .actual, .target: return b == .target || b == .part
        case .part: return b == .part
        case .baseline: return b == .baseline
        case .context: return b == .context
        }
    }

    private func reasons(
        _ statement: StatementRecord, _ target: Target, _ unit: UnitAgreement.Agreement, text: Int,
        named: Int
    ) -> [String] {
        var reasons = ["unit \(unit == .exact ? "agrees" : "is of the same kind")"]
        let own = weights.likeness(
            TextProfile(statement.indicator), target.indicator)
        if own > 300 { reasons.append("indicator \(own / 10)%") }
        if text > 300 { reasons.append("text \(text / 10)%") }
        if named > 60 { reasons.append("heading") }
        if statement.quantity.value == target.statement.quantity.value {
            reasons.append("same figure")
        }
        return reasons
    }
}
