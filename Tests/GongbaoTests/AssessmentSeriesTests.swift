import Testing

@testable import Gongbao

@Suite("Assessment: several reports")
struct AssessmentSeriesTests {
    private func monthly(_ month: Int, _ text: String) -> DocumentRecord {
        convert(
            "2025年岑渡市民生实事\(month)月份进展情况通报\n\n截至2025年\(month)月底，进展情况如下。\n\(text)",
            path: "\(month).txt")
    }

    private func assess(_ item: String, _ reports: DocumentRecord...) -> ValidationRecord {
        Assessor.assess(tasks: plan(item), reports: reports)
    }

    @Test func eachReportHasItsPoint() throws {
        let result = assess(
            "新建社区老年食堂45个。", monthly(9, "新建社区老年食堂36个。"), monthly(6, "新建社区老年食堂18个。"))
        let target = try #require(result.target("1.1"))
        #expect(target.series?.map(\.value) == [ExactDecimal(18), ExactDecimal(36)])
        #expect(target.series?.map(\.asOf) == ["2025-06-30", "2025-09-30"])
        #expect(target.series?.map(\.completion) == [ExactDecimal("0.4"), ExactDecimal("0.8")])
        #expect(target.value == ExactDecimal(36) && target.decidedBy?.report == 1)
    }

    @Test func oneReportHasNoSeries() {
        #expect(assess("新建社区老年食堂45个。", monthly(6, "新建社区老年食堂18个。")).target("1.1")?.series == nil)
    }

    /// 本月新增12个 is no total, and less than the total before it is no fall.
    @Test(arguments: ["本月新增普惠托位12个。", "当月新增普惠托位12个。", "6月份新增普惠托位12个。", "二季度新增普惠托位12个。"])
    func aPeriodIsNoTotal(text: String) throws {
        let result = assess("新增普惠托位300个。", monthly(5, "累计新增普惠托位120个。"), monthly(6, text))
        let target = try #require(result.target("1.1"))
        #expect(target.value == ExactDecimal(120) && target.decidedBy?.report == 0)
        #expect(target.series?.map(\.basis) == [.cumulative, .period])
        #expect(!result.findings.contains { $0.code == "figure-falls" })
    }

    /// What counts from January, or dates what was done, is a total.
    @Test(arguments: [
        "累计新增普惠托位132个。", "1—6月，新增普惠托位132个。", "上半年新增普惠托位132个。", "新增普惠托位132个。",
        "截至6月底新增普惠托位132个。",
    ])
    func aTotalIsATotal(text: String) {
        let result = assess("新增普惠托位300个。", monthly(5, "新增普惠托位120个。"), monthly(6, text))
        #expect(result.target("1.1")?.value == ExactDecimal(132))
    }

    @Test func aPeriodAloneLeavesTheTotalOpen() throws {
        let target = try #require(
            assess("新增普惠托位300个。", monthly(6, "本月新增普惠托位12个。")).target("1.1"))
        #expect(target.completion == nil && target.rule == "period-figure")
    }

    @Test func theTotalBesideThePeriodDecides() {
        let result = assess("新增普惠托位300个。", monthly(6, "新增普惠托位本月12个，累计132个。"))
        #expect(result.target("1.1")?.value == ExactDecimal(132))
    }

    @Test func aFallIsAFindingOfItsReport() throws {
        let result = assess(
            "新改建农村公路210公里。", monthly(5, "新改建农村公路累计完工80公里。"),
            monthly(6, "新改建农村公路累计完工78公里。"))
        let fall = try #require(result.findings.first { $0.code == "figure-falls" })
        #expect(fall.report == 1)
        #expect(fall.message.contains("80") && fall.message.contains("78"))
    }

    /// A completion rate without a count.
    @Test func aRateAlone() throws {
        let item = "为1.2万名老年人提供免费体检。"
        let result = assess(
            item, monthly(5, "老年人免费体检已完成年度任务的31%。"), monthly(6, "老年人免费体检已完成年度任务的43%。"))
        let target = try #require(result.target("1.1"))
        #expect(target.rule == "printed-rate" && target.value == nil)
        #expect(target.completion == ExactDecimal("0.43"))
        #expect(target.series?.map(\.basis) == [.rate, .rate])
        let done = assess(item, monthly(6, "老年人免费体检已完成年度任务的104%。"))
        #expect(done.target("1.1")?.evidenceStatus == .exceeded)
    }

    /// A claim is judged by what its own report says.
    @Test func laterFiguresDoNotJudgeAnEarlierClaim() throws {
        let result = assess(
            "加固农村公路危桥16座。", monthly(6, "加固农村公路危桥11座，危桥加固任务已提前完成。"),
            monthly(9, "加固农村公路危桥16座。"))
        let claim = try #require(result.claims.first)
        #expect(claim.supported == .contradicted && claim.report == 0)
        #expect(claim.reason == "1.1：11/16座")
    }

    @Test func aClaimThatIsTakenBack() throws {
        let result = assess(
            "加固农村公路危桥16座。", monthly(6, "加固农村公路危桥16座，全面完成。"),
            monthly(9, "经复核，加固农村公路危桥14座，进度滞后。"))
        let finding = try #require(result.findings.first { $0.code == "claim-withdrawn" })
        #expect(finding.report == 1)
        let steady = assess(
            "加固农村公路危桥16座。", monthly(6, "加固农村公路危桥16座，全面完成。"), monthly(9, "加固农村公路危桥16座。"))
        #expect(!steady.findings.contains { $0.code == "claim-withdrawn" })
    }

    @Test func anUndatedReportStandsFirstAndIsSaid() throws {
        let undated = convert("岑渡市民生实事进展情况通报\n\n新建社区老年食堂40个。", path: "undated.txt")
        let result = assess("新建社区老年食堂45个。", monthly(6, "新建社区老年食堂18个。"), undated)
        #expect(result.reports.map(\.document.source.path) == ["undated.txt", "6.txt"])
        #expect(result.target("1.1")?.value == ExactDecimal(18))
        let finding = try #require(result.findings.first { $0.code == "report-undated" })
        #expect(finding.report == 0 && finding.message.contains("undated.txt"))
    }
}

@Suite("Assessment: units that cannot answer")
struct AssessmentUnitTests {
    private func mismatches(_ item: String, _ text: String) -> [FindingRecord] {
        Assessor.assess(tasks: plan(item), reports: [report(text)]).findings.filter {
            $0.code == "unit-mismatch"
        }
    }

    @Test func personsForVisits() throws {
        let finding = try #require(mismatches("开展养老护理培训1000人次。", "开展养老护理培训800人。").first)
        #expect(finding.message.contains("人次") && finding.severity == .warning)
        #expect(finding.ranges.count == 1)
    }

    @Test(arguments: [
        ("开展养老护理培训1000人次。", "开展养老护理培训800人次。"),
        ("开展养老护理培训1000人次。", "开展养老护理培训800人次，参训800人。"),
        ("开展养老护理培训1000人次。", "养老护理培训投入资金20万元。"),
        ("开展养老护理培训1000人次。", "养老护理培训完成年度任务的80%。"),
        ("新建绿道5公里。", "新建绿道4000米。"),
    ]) func othersAreNoMismatch(item: String, text: String) {
        #expect(mismatches(item, text).isEmpty)
    }

    /// 每宗 of a Traditional report is 每宗 of the table.
    @Test func basesAreComparedFolded() {
        func quantity(_ per: String) -> QuantityRecord {
            QuantityRecord(
                text: "6500元", range: TextRange(0, 5), value: ExactDecimal(6500), upper: nil,
                unit: "元",
                dimension: "money", unitCode: "CNY",
                per: PerRecord(value: ExactDecimal(1), unit: per), comparator: .exact,
                uncertain: nil)
        }
        let agreement = UnitAgreement(lexicon: .standard)
        #expect(agreement.agreement(quantity("戶"), quantity("户")) == .exact)
        #expect(agreement.agreement(quantity("戶"), quantity("人")) == .none)
    }
}
