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
