import Testing

@testable import Gongbao

@Suite("Claims: by the document's own words")
struct ClaimFormsTests {
    private func claims(_ text: String) -> [ClaimRecord] { report(text).claims }

    @Test(arguments: [
        ("18项任务中，已完成5项，达到序时进度9项。", "已完成5项", "met", 5),
        ("18项任务中，提前完成2项。", "提前完成2项", "met", 2),
        ("18项任务中，按序时推进的16项。", "按序时推进的16项", "onTrack", 16),
        ("18个项目中，9个已完成年度目标任务。", "9个已完成年度目标任务", "met", 9),
        ("8个项目中，方案已报批，2个未达时序进度。", "2个未达时序进度", "behind", 2),
        ("十件民生实事中有3件尚有尾工未完成。", "十件民生实事中有3件尚有尾工未完成", "behind", 3),
    ]) func tallies(text: String, claim: String, status: String, count: Int) throws {
        let found = try #require(claims(text).first)
        #expect(found.text == claim && found.status.rawValue == status && found.count == count)
    }

    @Test(arguments: [
        ("新建绿道3公里，未能按期完成。", "overdue"), ("新建绿道3公里，未如期完工。", "overdue"),
        ("口袋公园等任务未达到25%的序时进度。", "behind"), ("新建绿道3公里，慢于序时进度。", "behind"),
        ("新建绿道3公里，已完成年度任务。", "met"), ("新建绿道3公里，超过序时进度。", "early"),
    ]) func words(text: String, status: String) {
        #expect(claims(text).map(\.status.rawValue) == [status])
    }

    /// Rates, plans, orders, parts of the work and figures of things are no claims.
    @Test(arguments: [
        "新建绿道3公里，完成年度任务的93%。", "预计11月底前全部完成。", "确保年内全部完成任务。",
        "进度滞后的任务要逐项制定计划。", "请滞后任务的责任单位整改。", "方案设计全部完成，已开工2个。", "新增托位300个，完成600个。",
    ]) func noClaims(text: String) {
        #expect(claims(text).isEmpty)
    }

    @Test(arguments: [
        ("年度建成任务1200套，已开工960套，其中交付使用180套，已完成年度目标任务。", "contradicted"),
        ("年度任务基本建成850套，实际建成867套，超额完成。", "supported"),
        ("年度任务基本建成850套，实际建成850套，超额完成。", "contradicted"),
        ("发放贷款6180万元，完成年度任务的95.1%，圆满完成目标。", "contradicted"),
        ("发放贷款6180万元，完成年度任务的100.3%，圆满完成目标。", "supported"),
        ("个别单位上报标准厂房“已建成8万平方米”，经核实竣工面积为5.6万平方米。", "contradicted"),
        ("更换燃气管道28公里，占年度任务的67.3%，未能按期完成。", "supported"),
        ("2座初步设计尚未批复，均未开工，年内已无法完工。", "supported"),
        ("十件民生实事全部办结。十件民生实事中有3件尚有尾工未完成。", "contradicted"),
    ]) func withinOneDocument(text: String, support: String) {
        #expect(claims(text).contains { $0.supported?.rawValue == support })
    }

    /// Where the sentence does not tell, there is no verdict.
    @Test(arguments: ["新建绿道3公里，已完成年度任务。", "18项任务中，已完成5项。", "新建绿道3公里，超额完成。"])
    func inDoubt(text: String) {
        #expect(claims(text).map(\.supported) == [nil])
    }

    @Test func aResultsTableCountsItsRows() throws {
        func claim(_ text: String) throws -> ClaimRecord {
            let table = """
                岑渡市2025年民生工程完成情况表

                截至2025年11月30日，全市4项民生工程中，\(text)。

                序号 | 项目名称 | 单位 | 年度目标 | 累计完成 | 完成率（%） |
                --- | --- | --- | --- | --- | --- |
                1 | 城镇新增就业 | 人 | 5200 | 5470 | 105.2 |
                2 | 新改建农村公路 | 公里 | 75 | 68.3 | 91.1 |
                3 | 农村危房改造 | 户 | 210 | 210 | 100 |
                4 | 高标准农田建设 | 亩 | 2200 | 1870 | 85 |
                """
            let record = convert(table, path: "rows.txt")
            #expect(record.document.kind == .resultsTable)
            return try #require(record.claims.first)
        }
        #expect(try claim("2项未达到序时进度（91.7%）").supported == .supported)
        #expect(try claim("1项未达到序时进度（91.7%）").supported == .contradicted)
        #expect(try claim("2项已达到年度目标").supported == .supported)
        #expect(try claim("3项已达到年度目标").supported == .contradicted)
    }

    @Test func aTallyThatTheFiguresCannotGive() throws {
        let table = plan("新建社区老年食堂45个。", "改造农村户厕6500户。", "新增普惠托位300个。")
        let body = "新建社区老年食堂18个。改造农村户厕2000户。"
        func claim(_ count: Int) throws -> ClaimRecord {
            let text = "4项任务中，已完成\(count)项。\(body)"
            return try #require(
                Assessor.assess(tasks: table, reports: [report(text)]).claims.first)
        }
        #expect(try claim(3).supported == .contradicted)  // 2 of 4 are short
        #expect(try claim(1).supported == .noEvidence)  // two are silent
    }

    /// 管网改造、口袋公园等任务未达到序时进度: a claim that names its tasks.
    @Test func namedTasks() throws {
        let table = plan("新建城市绿道60公里。", "新建口袋公园24个。", "改造农村户厕6500户。")
        let text = "新建城市绿道2公里。\n新建口袋公园3个。\n改造农村户厕6400户。\n城市绿道、口袋公园等任务未达到序时进度。"
        let claim = try #require(
            Assessor.assess(tasks: table, reports: [report(text)]).claims.last)
        #expect(claim.tasks == [1, 2] && claim.supported == .supported)
    }
}
