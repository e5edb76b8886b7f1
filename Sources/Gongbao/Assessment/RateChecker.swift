/// Recomputes the rates that a report prints: 占年度任务的83.6%, 完成率61.3%, 已完成8所（53%）, 占25.5%.
///
/// A rate is reported as wrong only where the figures it speaks of are known: the goal in the text
/// or the table, or a whole that other shares of the same list agree with. Differences below one
/// unit of the last printed place are rounding.
struct RateChecker {
    let agreement: UnitAgreement
    /// The targets by id; empty when one document is checked alone.
    private let targets: [String: StatementRecord]

    private static let reach = 100
    /// How many figures before a rate are looked at, at most.
    static let window = 24

    init(agreement: UnitAgreement, table: DocumentRecord? = nil) {
        self.agreement = agreement
        var targets: [String: StatementRecord] = [:]
        for task in table?.tasks ?? [] {
            for statement in task.statements { targets[statement.id] = statement }
        }
        self.targets = targets
    }

    func findings(in report: DocumentRecord) -> [Finding] { findings(in: report.statements) }

    func findings(in statements: [StatementRecord]) -> [Finding] {
        var findings: [Finding] = []
        var index = 0
        while index < statements.count {
            guard isPercent(statements[index]) else {
                index += 1
                continue
            }
            // Rates of a list belong to the figures of the list before them, in order.
            var end = index + 1
            while end < statements.count, isPercent(statements[end]),
                statements[end].quantity.range.start - statements[end - 1].quantity.range.end <= 2
            {
                end += 1
            }
            for position in index..<end {
                if let finding = check(position, list: index..<end, statements) {
                    findings.append(finding)
                }
            }
            index = end
        }
        return findings
    }

    private func isPercent(_ statement: StatementRecord) -> Bool {
        statement.quantity.unit == "%" && statement.quantity.upper == nil
    }

    private func check(
        _ index: Int, list: Range<Int>, _ statements: [StatementRecord]
    ) -> Finding? {
        let rate = statements[index]
        guard rate.quantity.comparator == .exact, rate.role == .actual else { return nil }
        if RateOfPlan.isRate(rate) {
            return checkPlan(index, list: list, statements)
        }
        return checkShare(index, statements) ?? checkBare(index, statements)
    }

    /// How far a bare rate may stand behind its figure, and how far off a misprint may be, in points.
    private static let bareReach = 6
    private static let misprint = ExactDecimal(15)

    /// 站点建成9个，仅占65.3%; 栽植1900平方米，完成48%: a rate without a name, right behind a figure that answers
    /// a target. Far from the target's rate it is a share of something else.
    private func checkBare(_ index: Int, _ statements: [StatementRecord]) -> Finding? {
        guard index > 0 else { return nil }
        let (rate, result) = (statements[index], statements[index - 1])
        guard result.role == .actual, result.sentence == rate.sentence, !isPercent(result),
            rate.quantity.range.start - result.quantity.range.end <= Self.bareReach,
            rate.roleRule == "role.share" || rate.clause.contains("完成"),
            mayBeRate(rate, of: result), let id = result.link?.target, let target = targets[id]
        else { return nil }
        return compare(rate, result, [target])
    }

    /// Whether the figure answers a target and the rate is near what it comes to.
    private func mayBeRate(_ rate: StatementRecord, of result: StatementRecord) -> Bool {
        guard let id = result.link?.target, let target = targets[id], target.role == .target,
            let percent = ratio(result, target),
            let difference = percent.subtracting(rate.quantity.value)
        else { return false }
        return (difference.isNegative ? difference.negated : difference) <= Self.misprint
    }

    // MARK: Completion rates

    private func checkPlan(
        _ index: Int, list: Range<Int>, _ statements: [StatementRecord]
    ) -> Finding? {
        let rate = statements[index]
        let before = figures(before: list.lowerBound, statements)
        var results = before.filter {
            $0.role == .actual && $0.sentence == rate.sentence && speaks(rate, of: $0)
        }
        // 拆除227栋，两百多户受益，占任务的108.1%: a vague figure has no rate.
        if list.count == 1, results.contains(where: { $0.quantity.comparator == .exact }) {
            results.removeAll { $0.quantity.comparator != .exact }
        }
        guard !results.isEmpty else { return nil }
        // 已建成876个、在建240个，完成率58.4%: finished work, when both stand there.
        var result =
            results.first { $0.stage != .started && $0.stage != .inProgress } ?? results[0]
        // The nearest that answers a target, where the nearest of all answers none.
        if list.count == 1, result.link?.target == nil,
            !before.contains(where: { $0.role == .target }),
            let linked = results.first(where: { mayBeRate(rate, of: $0) })
        {
            result = linked
        }
        if list.count > 1 {
            // k-th rate, k-th figure
            let place = list.count - 1 - (index - list.lowerBound)
            guard place < results.count else { return nil }
            result = results[place]
        }
        // A goal of another item is another goal.
        var goals = before.filter {
            $0.role == .target
                && ($0.sentence == rate.sentence || $0.item == nil || rate.item == nil
                    || $0.item == rate.item)
        }
        if list.count == 1, let next = goals.first { goals = [next] }
        if list.count > 1 {
            let place = list.count - 1 - (index - list.lowerBound)
            goals = place < goals.count && goals.count >= list.count ? [goals[place]] : []
        }
        if let id = result.link?.target, let target = targets[id] { goals.append(target) }
        // A rate of something else that stands nearby (拨付率 of what has arrived) is no misprint.
        for other in before where other.role == .actual && other.quantity != result.quantity {
            if let percent = ratio(result, other), agrees(rate.quantity.value, percent) {
                return nil
            }
        }
        return compare(rate, result, goals)
    }

    /// 开工率 is the share of what has begun, 竣工率 of what is finished.
    private func speaks(_ rate: StatementRecord, of result: StatementRecord) -> Bool {
        if rate.clause.contains("开工率") {
            return result.stage == .started || result.stage == .inProgress
        }
        return true
    }

    /// `a` over `b` in percent, nil where they do not compare.
    private func ratio(_ a: StatementRecord, _ b: StatementRecord) -> ExactDecimal? {
        guard agreement.agreement(a.quantity, b.quantity) == .exact, b.quantity.upper == nil,
            let value = agreement.converted(a.quantity.value, of: a.quantity, to: b.quantity)
        else { return nil }
        return value.divided(by: b.quantity.value)?.scaled(byPowerOfTen: 2)
    }

    private func compare(
        _ rate: StatementRecord, _ result: StatementRecord, _ goals: [StatementRecord]
    ) -> Finding? {
        var first: (ExactDecimal, StatementRecord)?
        for goal in goals where agreement.agreement(result.quantity, goal.quantity) == .exact {
            guard result.quantity.comparator == .exact, let percent = ratio(result, goal) else {
                continue
            }
            if agrees(rate.quantity.value, percent) { return nil }
            if first == nil { first = (percent, goal) }
        }
        guard let (percent, goal) = first, isMisprint(rate.quantity.value, of: percent) else {
            return nil
        }
        return Finding(
            "rate-mismatch",
            [
                rate.quantity.text, percent.rounded(toPlaces: 2).description + "%",
                "\(compact(result.quantity.text))/\(compact(goal.quantity.text))",
            ], at: [rate.quantity.range])
    }

    private static let mostBeyond = ExactDecimal(300)

    /// Whether the figures are the rate's own: 84.6% beside 1354 of 17 is another figure's.
    private func isMisprint(_ printed: ExactDecimal, of computed: ExactDecimal) -> Bool {
        computed < Self.mostBeyond || computed < printed.adding(printed) ?? computed
    }

    private func compact(_ text: String) -> String { text.filter { !$0.isWhitespace } }

    private func agrees(_ printed: ExactDecimal, _ computed: ExactDecimal) -> Bool {
        guard let difference = printed.subtracting(computed) else { return true }
        let size = difference.isNegative ? difference.negated : difference
        return size < ExactDecimal(1).scaled(byPowerOfTen: -printed.places)
    }

    /// The figures before a rate, nearest first, as far as one item reaches.
    private func figures(
        before index: Int, _ statements: [StatementRecord]
    ) -> [StatementRecord] {
        var found: [StatementRecord] = []
        var position = index - 1
        let here = statements[index].quantity.range
        while position >= 0, here.start - statements[position].quantity.range.end <= Self.reach,
            statements[position].heading == statements[index].heading
                || here.start - statements[position].quantity.range.end <= Self.reach / 2
        {
            if !isPercent(statements[position]), statements[position].roleRule != "role.cell" {
                found.append(statements[position])
            }
            position -= 1
        }
        return found
    }

    // MARK: Shares of a whole

    /// 欠进度9个，占25.5%: checked against the whole that its sisters' shares agree with.
    private func checkShare(_ index: Int, _ statements: [StatementRecord]) -> Finding? {
        let share = statements[index]
        guard share.roleRule == "role.share", index > 0 else { return nil }
        let part = statements[index - 1]
        guard !isPercent(part), part.quantity.upper == nil,
            share.quantity.range.start - part.quantity.range.end <= 12
        else { return nil }
        var wholes: [ExactDecimal] = []
        var pairs: [(part: ExactDecimal, share: ExactDecimal)] = []
        var position = index - 2
        let here = share.quantity.range.start
        while position >= 0, here - statements[position].quantity.range.end <= 3 * Self.reach {
            let statement = statements[position]
            if isPercent(statement) {
                if statement.roleRule == "role.share", position > 0,
                    statements[position - 1].quantity.unit == part.quantity.unit
                {
                    pairs.append(
                        (statements[position - 1].quantity.value, statement.quantity.value))
                }
            } else if statement.quantity.unit == part.quantity.unit,
                part.quantity.value < statement.quantity.value
            {
                wholes.append(statement.quantity.value)
            }
            position -= 1
        }
        for whole in wholes {
            let confirmed = pairs.contains { pair in
                pair.part.divided(by: whole)
                    .map { agrees(pair.share, $0.scaled(byPowerOfTen: 2)) } ?? false
            }
            guard confirmed,
                let percent = part.quantity.value.divided(by: whole)?.scaled(byPowerOfTen: 2)
            else { continue }
            if agrees(share.quantity.value, percent) { return nil }
            return Finding(
                "rate-mismatch",
                [
                    share.quantity.text, percent.rounded(toPlaces: 2).description + "%",
                    "\(part.quantity.value)/\(whole)",
                ], at: [share.quantity.range])
        }
        return nil
    }
}
