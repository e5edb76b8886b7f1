import Testing

@testable import Gongbao

@Suite("Assessment: claims")
struct AssessmentClaimTests {
    private func claims(_ table: DocumentRecord, _ text: String) -> [ClaimRecord] {
        Assessor.assess(tasks: table, reports: [report(text)]).claims
    }

    @Test func borneOutByItsFigures() throws {
        let claim = try #require(
            claims(plan("新建社区老年食堂45个。"), "新建社区老年食堂46个，超额完成年度任务。").first)
        #expect(claim.status == .exceeded && claim.supported == .supported)
        #expect(claim.tasks == [1])
        #expect(claim.reason == "1.1：46/45个")
    }

    @Test func contradictedByItsFigures() throws {
        let result = Assessor.assess(
            tasks: plan("加固农村公路危桥16座。"), reports: [report("加固农村公路危桥11座，危桥加固任务已提前完成。")])
        let claim = try #require(result.claims.first)
        #expect(claim.supported == .contradicted && claim.reason == "1.1：11/16座")
        #expect(result.assessments.first?.officialStatus == claim.text)
        let finding = try #require(result.findings.first { $0.code == "claim-contradicted" })
        #expect(finding.severity == .error && finding.ranges == claim.ranges)
    }

    @Test func withoutFigures() throws {
        let table = plan("新建社区老年食堂45个。", "改造农村户厕6500户。")
        let text = "提前并超额完成1项，为“新建社区老年食堂45个”。改造农村户厕2000户。"
        let claim = try #require(claims(table, text).first)
        #expect(claim.tasks == [1] && claim.supported == .noEvidence)
    }

    /// A tally is that of the claim which names as many tasks, by the labels of the report.
    @Test func talliesNamedByLabels() throws {
        let table = plan("新建社区老年食堂45个。", "改造农村户厕6500户。", "增设电梯30部。")
        func all(_ names: String) -> [ClaimRecord] {
            claims(
                table,
                """
                1至5月，3个项目中，2个未达时序进度。

                ●长者就餐。新建社区老年食堂10个。

                ●乡村环境。改造农村户厕900户。

                ●老楼出行。增设电梯24部。

                \(names)两个项目未达到41.7%的时序进度。
                """)
        }
        #expect(all("长者就餐、乡村环境").map(\.tasks) == [[1, 2], [1, 2]])
        #expect(all("长者就餐、乡村环境").map(\.supported) == [.supported, .supported])
        #expect(all("两处偏远").map(\.tasks) == [[], []])
    }

    /// 即, brackets and a list before the count name the tasks that a tally counts.
    @Test(arguments: [
        ("提前完成1项，即老年食堂。", [1], "supported"),
        ("滞后1项（农村户厕）。", [2], "supported"),
        ("老年食堂、增设电梯2项已按期完成。", [1, 3], "contradicted"),
        ("4项实事除农村户厕、增设电梯外均已完成年度任务。", [1, 4], "supported"),
    ])
    func talliesThatNameTheirTasks(_ words: String, _ tasks: [Int], _ verdict: String) throws {
        let table = plan("新建社区老年食堂45个。", "改造农村户厕6500户。", "增设电梯30部。")
        let text =
            "截至2025年10月31日，\(words)\n新建社区老年食堂46个。\n改造农村户厕900户。\n增设电梯24部。"
        let claim = try #require(claims(table, text).first { $0.count != nil })
        #expect(claim.tasks == tasks && claim.supported?.rawValue == verdict, "\(claim)")
    }

    /// A task that the claim names is meant as a whole, not the figure right before.
    @Test func aNamedTaskIsMeantAsAWhole() throws {
        let table = plan("新建社区老年食堂45个，培训护理员200人。", "改造农村户厕6500户。")
        let text = "新建社区老年食堂41个，培训护理员210人，养老服务任务已全部完成。"
        #expect(try #require(claims(table, text).first).supported == .contradicted)
        let other = "新建社区老年食堂41个，培训护理员210人，此项已完成。"
        #expect(try #require(claims(table, other).first).supported == .supported)
    }

    @Test func whatMayBeDoneIsNoClaim() {
        let table = plan("新建社区老年食堂45个。")
        #expect(claims(table, "新建社区老年食堂41个，12月10日前可全部完成。").isEmpty)
        #expect(claims(table, "半年办结援助案件918件。").isEmpty)
    }

    /// What stands before the first section speaks of the programme.
    @Test func anOverviewAnswersNoTask() {
        let table = plan("新建标准厂房25万平方米，完成技改投资18亿元。", "改造农村户厕6500户。")
        let result = Assessor.assess(
            tasks: table,
            reports: [
                report(
                    """
                    全市安排重点项目36个，已开工33个，完成年度投资20.1亿元。

                    一、产业

                    新建标准厂房21万平方米。

                    二、乡村

                    改造农村户厕900户，其中旱改水310户。
                    """)
            ])
        let linked = result.reports[0].statements.filter { $0.link?.task != nil }
        #expect(linked.map(\.quantity.text) == ["21万平方米", "900户", "310户"])
    }

    @Test func aReportWithoutClaimsHasNone() {
        #expect(claims(plan("新建社区老年食堂45个。"), "新建社区老年食堂18个。").isEmpty)
    }

    @Test func claimsAreSlicesOfTheSource() throws {
        let text = try Corpus.text("Corpus/city/02-half-year.txt")
        let record = try Corpus.record("Corpus/city/02-half-year.txt")
        #expect(!record.claims.isEmpty)
        for claim in record.claims {
            let range = try #require(claim.ranges.first)
            let words = SourceText(text).string(range).filter { !$0.isWhitespace }
            #expect(words == claim.text)
            #expect(claim.paragraph.map { $0.start <= range.start && range.end <= $0.end } == true)
        }
    }

    @Test func aPlanClaimsNothing() throws {
        #expect(try Corpus.record("Corpus/city/01-plan.txt").claims.isEmpty)
    }
}

@Suite("Assessment: printed rates")
struct AssessmentRateTests {
    private func mismatches(_ table: DocumentRecord, _ text: String) -> [FindingRecord] {
        Assessor.assess(tasks: table, reports: [report(text)]).findings.filter {
            $0.code == "rate-mismatch"
        }
    }

    private let chargers = plan("新增公共充电桩2400个。")

    @Test func aWrongRateIsFound() throws {
        let findings = mismatches(chargers, "新增公共充电桩1086个，完成率54.3%。")
        let finding = try #require(findings.first)
        #expect(findings.count == 1)
        #expect(finding.severity == .error)
        #expect(finding.message.contains("45.25%"))
        let source = "2025年岑渡市民生实事进展情况通报\n\n截至6月底，进展情况如下。\n新增公共充电桩1086个，完成率54.3%。"
        #expect(finding.ranges.map(SourceText(source).string) == ["54.3%"])
    }

    /// 1086 of 2400 is 45.25 %: 45.3 and 45.2 are roundings, 45 is too, 45.4 is not.
    @Test(arguments: ["45.25%", "45.3%", "45.2%", "45%"]) func roundingIsNoMismatch(rate: String) {
        #expect(mismatches(chargers, "新增公共充电桩1086个，占年度任务的\(rate)。").isEmpty)
    }

    @Test(arguments: ["45.4%", "45.1%", "47%", "100%"]) func moreThanRoundingIs(rate: String) {
        #expect(mismatches(chargers, "新增公共充电桩1086个，占年度任务的\(rate)。").count == 1)
    }

    /// 84.6% beside 1354 of 17 is another figure's rate.
    @Test func absurdRatesAreNoMisprints() {
        let table = plan("改造老旧小区17个。", "开展体检1600人。")
        #expect(mismatches(table, "改造老旧小区惠及1354个家庭，占年度任务的84.6%。").isEmpty)
    }

    @Test func otherSharesAreNoCompletionRates() {
        #expect(mismatches(chargers, "新增公共充电桩1086个，其中快充桩占62%，同比增长11.5%。").isEmpty)
    }

    @Test func convertChecksWithinOneDocument() {
        let record = report("年度任务2400个，新增公共充电桩1086个，完成率54.3%。")
        #expect(record.findings.map(\.code).contains("rate-mismatch"))
        let right = report("年度任务2400个，新增公共充电桩1086个，完成率45.3%。")
        #expect(!right.findings.map(\.code).contains("rate-mismatch"))
    }

    @Test func aListOfRatesBelongsToTheListOfFigures() {
        let table = plan("新建城市供水管网96公里，新建城市污水管网135公里。")
        let right = "新建城市供水管网51.6公里、污水管网38公里，分别占年度任务的53.8%、28.1%。"
        #expect(mismatches(table, right).isEmpty)
        let wrong = "新建城市供水管网51.6公里、污水管网38公里，分别占年度任务的53.8%、38.1%。"
        #expect(mismatches(table, wrong).count == 1)
    }
}
