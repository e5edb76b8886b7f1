/// Holds the figures that answer a target against it, and says by which rule.
struct TargetJudge {
    let year: Int?
    let asOf: String?
    let agreement: UnitAgreement

    func assess(
        _ target: StatementRecord, deadline: String?, answers: [AssessmentRun.Answer]
    ) -> TargetAssessment {
        let measure = measureType(target)
        let time = measure == .cumulative ? timeProgress(deadline) : nil
        var result = TargetAssessment(
            target: target.id, actuals: answers.map(\.statement.id), completion: nil,
            timeProgress: time, measureType: measure, evidenceStatus: .noEvidence,
            scheduleStatus: .notApplicable, rule: "no-figure")
        if let decisive = decisive(answers, target) {
            let goal = target.quantity.value
            result.goal = goal
            result.unit = target.quantity.unit
            result.decidedBy = DecidingFigure(
                report: decisive.answer.report, statement: decisive.answer.statement.id)
            if decisive.isRate {
                judge(&result, rate: decisive.value)
            } else {
                result.value = decisive.value
                judge(&result, target, decisive.value, goal)
            }
        } else if !answers.isEmpty {
            let begun = answers.contains {
                $0.statement.stage == .started || $0.statement.stage == .inProgress
                    || $0.statement.basis == .period
            }
            result.evidenceStatus = begun ? .inProgress : .unverifiable
            result.rule =
                answers.allSatisfy { $0.statement.basis == .period }
                ? "period-figure" : "no-finished-figure"
        }
        schedule(&result, deadline)
        return result
    }

    // MARK: Which figure decides

    /// What a target is held by: a figure in its unit, or a printed rate where there is none.
    struct Decisive {
        var value: ExactDecimal
        /// Whether the value is a printed rate in percent.
        var isRate: Bool
        var answer: AssessmentRun.Answer
    }

    private static let doubt = ExactDecimal(35).scaled(byPowerOfTen: -2)

    /// Of several figures the newest report's; within it the least advanced of those that stand
    /// side by side (three screenings for one goal), which are listed and not summed.
    func decisive(
        _ answers: [AssessmentRun.Answer], _ target: StatementRecord
    ) -> Decisive? {
        let finished = answers.filter { counts($0.statement, toward: target) }
        guard let newest = finished.map(\.report).max() else { return nil }
        var own = finished.filter { $0.report == newest }
        var figures = own.filter { !isRate($0.statement, of: target) }
        // 日处理能力2万吨，目前日均处理1.37万吨: the one that speaks of the target much more clearly.
        if let clear = figures.compactMap({ $0.statement.link?.score }).max()?
            .subtracting(Self.doubt)
        {
            figures.removeAll { ($0.statement.link?.score ?? ExactDecimal(1)) < clear }
        }
        guard !figures.isEmpty else {
            return own.min { $0.statement.quantity.value < $1.statement.quantity.value }.map {
                Decisive(value: $0.statement.quantity.value, isRate: true, answer: $0)
            }
        }
        // 上半年新解决1000个，累计1980个: what counts from the begin is said so.
        let cumulative = figures.filter { $0.statement.basis == .cumulative }
        let sentences = Set(figures.map(\.statement.sentence))
        own = !cumulative.isEmpty && sentences.count == 1 ? cumulative : figures
        let values = own.compactMap { answer in
            agreement.converted(
                answer.statement.quantity.value, of: answer.statement.quantity,
                to: target.quantity
            ).map { Decisive(value: $0, isRate: false, answer: answer) }
        }
        return isUpperBound(target)
            ? values.max { $0.value < $1.value } : values.min { $0.value < $1.value }
    }

    /// 完成年度目标的31%: a completion that comes without a count.
    private func isRate(_ statement: StatementRecord, of target: StatementRecord) -> Bool {
        RateOfPlan.isRate(statement) && target.quantity.unit != "%"
    }

    /// What each report says of a target, in the reports' order.
    func series(
        _ target: StatementRecord, _ answers: [AssessmentRun.Answer], days: [String?]
    ) -> [SeriesPoint] {
        var points: [SeriesPoint] = []
        for report in Set(answers.map(\.report)).sorted() {
            let own = answers.filter { $0.report == report }
            let day = days.indices.contains(report) ? days[report] : nil
            func point(_ basis: SeriesPoint.Basis, _ answer: AssessmentRun.Answer) -> SeriesPoint {
                SeriesPoint(
                    report: report, asOf: day, statement: answer.statement.id, basis: basis)
            }
            if let decisive = decisive(own, target) {
                var point = point(decisive.isRate ? .rate : .cumulative, decisive.answer)
                if decisive.isRate {
                    point.completion = decisive.value.scaled(byPowerOfTen: -2)
                } else {
                    point.value = decisive.value
                    if !target.quantity.value.isZero, !isUpperBound(target) {
                        point.completion = decisive.value.divided(by: target.quantity.value)?
                            .rounded(toPlaces: 4)
                    }
                }
                points.append(point)
            }
            for answer in own where answer.statement.basis == .period {
                guard finishes(answer.statement, target) else { continue }
                var point = point(.period, answer)
                point.value = agreement.converted(
                    answer.statement.quantity.value, of: answer.statement.quantity,
                    to: target.quantity)
                if point.value != nil { points.append(point) }
            }
        }
        return points
    }

    /// A cumulative figure that a later report gives lower than an earlier one.
    func fall(_ target: StatementRecord, _ answers: [AssessmentRun.Answer]) -> (Finding, Int)? {
        guard measureType(target) == .cumulative else { return nil }
        var last: ExactDecimal?
        for report in Set(answers.map(\.report)).sorted() {
            let own = answers.filter { $0.report == report }
            guard let decisive = decisive(own, target), !decisive.isRate else { continue }
            let value = decisive.value
            if let last, value < last {
                let ranges = own.filter { counts($0.statement, toward: target) }
                    .map(\.statement.quantity.range)
                let finding = Finding(
                    "figure-falls", [target.id, last.description, value.description], at: ranges)
                return (finding, report)
            }
            last = value
        }
        return nil
    }

    /// Only finished work counts, and what counts from the begin of the year: 本月新增 does not.
    private func counts(_ answer: StatementRecord, toward target: StatementRecord) -> Bool {
        answer.basis != .period && finishes(answer, target)
    }

    /// Only finished work counts toward a target of finished work: 已开工39公里 does not.
    private func finishes(_ answer: StatementRecord, _ target: StatementRecord) -> Bool {
        switch answer.stage {
        case .planned, .notStarted: return false
        case .started, .inProgress: return target.stage == .started || target.stage == .inProgress
        case .completed, nil: return true
        }
    }

    private func isUpperBound(_ target: StatementRecord) -> Bool {
        target.quantity.comparator == .atMost || target.quantity.comparator == .lessThan
    }

    // MARK: Kinds of measures

    /// 发放就业补助资金2800万元: a sum that is spent, no standard.
    private static let sums = ["资金", "发放", "贷款", "总额", "支出", "投入"]
    private static let standards = ["标准", "限额", "补助", "津贴", "补贴", "价格", "保费"]

    private func measureType(_ target: StatementRecord) -> TargetAssessment.MeasureType {
        let quantity = target.quantity
        if quantity.dimension == "ratio" || quantity.unit == "%" { return .level }
        let words = target.indicator + target.clause
        if quantity.dimension == "money",
            quantity.per != nil
                || Self.standards.contains(where: words.contains)
                    && !Self.sums.contains(where: words.contains)
        {
            return .standard
        }
        if quantity.per != nil || isUpperBound(target) || quantity.dimension == "age" {
            return .level
        }
        if target.clause.contains("稳定在") || target.clause.contains("累计达到") { return .level }
        return .cumulative
    }

    private func judge(
        _ result: inout TargetAssessment, _ target: StatementRecord, _ value: ExactDecimal,
        _ goal: ExactDecimal
    ) {
        if isUpperBound(target) {
            result.evidenceStatus = value < goal || value == goal ? .met : .inProgress
            result.rule = "upper-bound"
            return
        }
        if let ratio = value.divided(by: goal)?.rounded(toPlaces: 4), !goal.isZero {
            result.completion = ratio
        }
        let strict = target.quantity.comparator == .moreThan
        let met = strict ? goal < value : !(value < goal)
        if result.measureType == .standard {
            result.evidenceStatus = value == goal ? .met : value < goal ? .inProgress : .exceeded
            result.rule = "standard"
        } else if goal < value {
            result.evidenceStatus = .exceeded
            result.rule = strict ? "above-strict-bound" : "above-goal"
        } else {
            result.evidenceStatus =
                met ? .met : value.isZero ? .notStarted : .inProgress
            result.rule = met ? "reaches-goal" : "below-goal"
        }
    }

    /// A printed completion rate: no count stands behind it.
    private func judge(_ result: inout TargetAssessment, rate percent: ExactDecimal) {
        let whole = ExactDecimal(100)
        result.completion = percent.scaled(byPowerOfTen: -2).rounded(toPlaces: 4)
        result.rule = "printed-rate"
        result.evidenceStatus =
            whole < percent
            ? .exceeded : percent == whole ? .met : percent.isZero ? .notStarted : .inProgress
    }

    // MARK: Time

    /// The share of the days from 1 January to the deadline that had passed on the as-of day.
    private func timeProgress(_ deadline: String?) -> ExactDecimal? {
        guard let asOf, let year,
            let end = CalendarDate.dayNumber(deadline ?? "\(year)-12-31", from: year),
            let now = CalendarDate.dayNumber(asOf, from: year), end >= 0
        else { return nil }
        let passed = min(max(0, now + 1), end + 1)
        return ExactDecimal(passed).divided(by: ExactDecimal(end + 1))?.rounded(toPlaces: 4)
    }

    private func schedule(_ result: inout TargetAssessment, _ deadline: String?) {
        let reached = result.evidenceStatus == .met || result.evidenceStatus == .exceeded
        guard let asOf, let deadline else { return }
        let past = deadline < asOf
        if reached {
            result.scheduleStatus = past ? .onTrack : .early
            if result.measureType == .level || result.measureType == .standard, !past {
                result.scheduleStatus = .onTrack
            }
            return
        }
        guard result.evidenceStatus != .noEvidence, result.evidenceStatus != .unverifiable else {
            return
        }
        if past {
            result.scheduleStatus = .overdue
        } else if let completion = result.completion, let time = result.timeProgress {
            result.scheduleStatus = completion < time ? .behind : .onTrack
        }
    }
}
