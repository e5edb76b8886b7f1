import Testing

@testable import Gongbao

/// A task table, one row for each text: `text` or `text|deadline`; and a row without a figure,
/// because one row alone is not taken for a table.
func plan(_ items: String...) -> DocumentRecord {
    var lines = ["2025年岑渡市民生实事任务分解表", "", "| 序号 | 工作事项 | 责任单位 | 完成时间 |", "|---|---|---|---|"]
    for (index, item) in (items + ["推进数字档案馆建设。"]).enumerated() {
        let parts = item.split(separator: "|")
        let deadline = parts.count > 1 ? parts[1] : "12月10日"
        lines.append("| \(index + 1) | \(parts[0]) | 市民政局 | \(deadline) |")
    }
    return convert(lines.joined(separator: "\n"), path: "plan.txt")
}

/// A report as of the end of June.
func report(_ text: String) -> DocumentRecord {
    convert("2025年岑渡市民生实事进展情况通报\n\n截至6月底，进展情况如下。\n\(text)", path: "report.txt")
}

extension ValidationRecord {
    /// The assessment of a target by its id.
    func target(_ id: String) -> TargetAssessment? {
        assessments.flatMap(\.targets).first { $0.target == id }
    }

    /// The figures that answer a target, as the report has them.
    func actuals(_ id: String) -> [String] {
        let ids = target(id)?.actuals ?? []
        return reports.flatMap(\.statements).filter { ids.contains($0.id) }.map(\.quantity.text)
    }
}

@Suite("Assessment: which figures count")
struct AssessmentFigureTests {
    @Test func aResultAnswersItsGoal() throws {
        let result = Assessor.assess(
            tasks: plan("新建社区老年食堂45个。"), reports: [report("新建社区老年食堂18个。")])
        let target = try #require(result.target("1.1"))
        #expect(result.actuals("1.1") == ["18个"])
        #expect(target.completion == ExactDecimal("0.4"))
        #expect(target.evidenceStatus == .inProgress && target.rule == "below-goal")
        #expect(target.scheduleStatus == .behind)
        #expect(result.unreportedTargets.isEmpty)
    }

    /// 已开工32公里、完工14公里: only finished work counts toward a goal of finished work.
    @Test func onlyFinishedWorkCounts() throws {
        let result = Assessor.assess(
            tasks: plan("新改建农村公路40公里。"), reports: [report("新改建农村公路已开工32公里，完工14公里。")])
        #expect(result.actuals("1.1") == ["32公里", "14公里"])
        #expect(result.target("1.1")?.value == ExactDecimal(14))
        #expect(result.target("1.1")?.completion == ExactDecimal("0.35"))
    }

    @Test func workOnlyBegunIsInProgressWithoutACompletion() throws {
        let result = Assessor.assess(
            tasks: plan("改造城镇老旧小区78个。"), reports: [report("城镇老旧小区改造已开工78个。")])
        let target = try #require(result.target("1.1"))
        #expect(target.completion == nil)
        #expect(target.evidenceStatus == .inProgress && target.rule == "no-finished-figure")
    }

    /// 为“开展…培训1000人次”: a goal in quotation marks is a goal, though the figure is the same.
    @Test func aQuotedGoalIsNoResult() throws {
        let text = "其中提前完成1项，为“开展养老护理培训1000人次”。"
        let result = Assessor.assess(tasks: plan("开展养老护理培训1000人次。"), reports: [report(text)])
        #expect(result.actuals("1.1").isEmpty)
        #expect(result.target("1.1")?.evidenceStatus == .noEvidence)
        #expect(result.unreportedTargets == ["1.1"])
    }

    /// Three screenings for one goal: listed, not summed, and the least of them decides.
    @Test func severalResultsAreListedNotSummed() throws {
        let text = "免费筛查宫颈癌适龄妇女2万人、乳腺癌适龄妇女1.5万人、肺癌适龄妇女1万人。"
        let result = Assessor.assess(
            tasks: plan("为适龄妇女免费筛查宫颈癌、乳腺癌、肺癌4万人。"), reports: [report(text)])
        #expect(result.actuals("1.1") == ["2万人", "1.5万人", "1万人"])
        #expect(result.target("1.1")?.value == ExactDecimal(10_000))
        #expect(result.target("1.1")?.completion == ExactDecimal("0.25"))
    }

    /// 人 and 人次 never convert.
    @Test func personsAndVisitsAreNeverDivided() {
        let result = Assessor.assess(
            tasks: plan("开展养老护理培训1000人次。"), reports: [report("开展养老护理培训800人。")])
        #expect(result.target("1.1")?.completion == nil)
        #expect(result.actuals("1.1").isEmpty)
    }

    /// 分别为2.61万名适龄妇女、5480名新生儿提供免费筛查: the newborn answer the newborns' goal.
    @Test
    func aListWithItsPersons() throws {
        let result = try Corpus.validation(
            "Corpus/city/01-plan.txt", "Corpus/city/02-half-year.txt")
        #expect(result.actuals("3.1").map { $0.filter { !$0.isWhitespace } } == ["2.61万名"])
        #expect(result.actuals("3.2") == ["5480名"])
    }

    @Test func unitsOfOneDimensionConvert() {
        let result = Assessor.assess(
            tasks: plan("投入适老化改造资金1.2亿元，新建绿道5公里。"),
            reports: [report("投入适老化改造资金6000万元，新建绿道4000米。")])
        #expect(result.target("1.1")?.completion == ExactDecimal("0.5"))
        #expect(result.target("1.2")?.completion == ExactDecimal("0.8"))
    }

    @Test func theNewestReportDecides() throws {
        let table = plan("新建社区老年食堂45个。")
        let june = report("新建社区老年食堂18个。")
        let later = convert(
            "2025年岑渡市民生实事进展情况通报\n\n截至9月底，新建社区老年食堂36个。", path: "later.txt")
        // Given in the wrong order: reports are ordered by the day that they describe.
        let result = Assessor.assess(tasks: table, reports: [later, june])
        #expect(result.reports.map(\.document.source.path) == ["report.txt", "later.txt"])
        #expect(result.target("1.1")?.completion == ExactDecimal("0.8"))
    }

    @Test func aFigureThatFallsIsAFinding() {
        let later = convert(
            "2025年岑渡市民生实事进展情况通报\n\n截至9月底，新建社区老年食堂16个。", path: "later.txt")
        let june = report("新建社区老年食堂18个。")
        let table = plan("新建社区老年食堂45个。")
        let result = Assessor.assess(tasks: table, reports: [june, later])
        #expect(result.findings.contains { $0.code == "figure-falls" })
        let rising = Assessor.assess(tasks: table, reports: [june])
        #expect(!rising.findings.contains { $0.code == "figure-falls" })
    }

    @Test func whatIsMissingIsSaid() {
        let none = Assessor.assess(tasks: convert("今天天气很好。", path: "none.txt"), reports: [])
        #expect(Set(none.findings.map(\.code)) == ["no-tasks", "year-unknown", "as-of-unknown"])
    }

    @Test func aDateThatLostACharacterIsAFinding() {
        let record = convert("截至1031日，新增学位300个。", path: "lost.txt")
        #expect(record.findings.contains { $0.code == "numeral-damaged" })
        let whole = convert("截至10月31日，新增学位300个。", path: "whole.txt")
        #expect(!whole.findings.contains { $0.code == "numeral-damaged" })
    }
}

@Suite("Assessment: goals, limits, time")
struct AssessmentStatusTests {
    private func status(_ item: String, _ text: String, asOf: String? = nil) throws
        -> TargetAssessment
    {
        let result = Assessor.assess(tasks: plan(item), reports: [report(text)], asOf: asOf)
        return try #require(result.target("1.1"))
    }

    @Test func reachedAndPassed() throws {
        let met = try status("新建社区老年食堂45个。", "新建社区老年食堂45个。")
        #expect(met.evidenceStatus == .met && met.scheduleStatus == .early)
        let exceeded = try status("新建社区老年食堂45个。", "新建社区老年食堂46个。")
        #expect(exceeded.evidenceStatus == .exceeded && exceeded.rule == "above-goal")
    }

    /// 超过45个 is not reached by 45 (民法典 §1259: 超过 excludes, 以上 includes).
    @Test func aStrictBoundIsNotReachedByItsNumber() throws {
        let strict = try status("新建社区老年食堂超过45个。", "新建社区老年食堂45个。")
        #expect(strict.evidenceStatus == .inProgress)
        let inclusive = try status("新建社区老年食堂45个以上。", "新建社区老年食堂45个。")
        #expect(inclusive.evidenceStatus == .met)
    }

    /// 不超过3%: a limit is kept by less, and less than the limit is no shortfall.
    @Test func aLimitIsAnUpperBound() throws {
        let kept = try status("食品抽检不合格率不超过3%。", "食品抽检不合格率2.1%。")
        #expect(kept.evidenceStatus == .met && kept.rule == "upper-bound")
        #expect(kept.measureType == .level && kept.timeProgress == nil)
        let broken = try status("食品抽检不合格率不超过3%。", "食品抽检不合格率3.4%。")
        #expect(broken.evidenceStatus == .inProgress)
    }

    @Test func standardsHaveNoTimeProgress() throws {
        let target = try status("城市低保标准提高到每人每月860元。", "城市低保标准提高到每人每月860元。")
        #expect(target.measureType == .standard && target.timeProgress == nil)
        #expect(target.evidenceStatus == .met && target.scheduleStatus == .onTrack)
    }

    /// 30 June is day 181 of 2025 and 10 December day 344.
    @Test func timeCountsDaysToTheDeadline() throws {
        let target = try status("新建社区老年食堂45个。", "新建社区老年食堂18个。")
        #expect(target.timeProgress == ExactDecimal("0.5262"))  // 181 / 344
    }

    @Test(arguments: [
        ("2025-01-01", "0.0029"), ("2025-12-10", "1"), ("2026-01-31", "1"), ("2024-12-31", "0"),
    ])
    func timeAtTheEnds(asOf: String, time: String) throws {
        let target = try status("新建社区老年食堂45个。", "新建社区老年食堂18个。", asOf: asOf)
        #expect(target.timeProgress == ExactDecimal(time))
    }

    @Test func behindOnTrackOverdue() throws {
        let item = "新建社区老年食堂40个。"
        #expect(try status(item, "新建社区老年食堂21个。").scheduleStatus == .behind)  // 52.50 %
        #expect(try status(item, "新建社区老年食堂22个。").scheduleStatus == .onTrack)
        let late = try status(item, "新建社区老年食堂22个。", asOf: "2025-12-11")
        #expect(late.scheduleStatus == .overdue)
        let done = try status(item, "新建社区老年食堂40个。", asOf: "2025-12-11")
        #expect(done.scheduleStatus == .onTrack)
    }

    @Test func aGoalThatNobodyMentionsIsSilent() throws {
        let result = Assessor.assess(
            tasks: plan("新建社区老年食堂45个。", "农村自来水普及率达到97%以上。"),
            reports: [report("新建社区老年食堂18个。")])
        #expect(result.unreportedTargets == ["2.1"])
        #expect(result.target("2.1")?.rule == "no-figure")
        #expect(result.summary.targets == 2 && result.summary.reported == 1)
        #expect(result.summary.noEvidence == 1)
    }

    @Test func aGoalOfNothingIsNotDivided() throws {
        let target = try status("新增黑臭水体0处。", "新增黑臭水体0处。")
        #expect(target.completion == nil)
    }

    @Test func noReportsAtAll() {
        let result = Assessor.assess(tasks: plan("新建社区老年食堂45个。"), reports: [])
        #expect(result.unreportedTargets == ["1.1"] && result.reports.isEmpty)
    }
}
