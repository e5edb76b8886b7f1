import Testing

@testable import Gongbao

@Suite("Assessment: places")
struct AssessmentScopeTests {
    private func scope(_ text: String, of figure: String) -> String? {
        report(text).statement(figure)?.scope
    }

    @Test(arguments: [
        ("柳堰区污水管网仅完成9.5公里。", "9.5公里", "柳堰区"),
        ("截至9月底，青石乡完成户厕改造86户。", "86户", "青石乡"),
        ("建成口袋公园13个，禾塘县、青桥县各有2个尚未开工。", "2个", "禾塘县、青桥县"),
        ("新建消防站47个，其中丰桥区12个、竹溪县9个。", "9个", "竹溪县"),
        ("青桥县、松陂县分别剩余3公里、4公里。", "3公里", "青桥县"),
        ("青桥县、松陂县分别剩余3公里、4公里。", "4公里", "松陂县"),
        ("岱川经济开发区新建标准厂房8万平方米。", "8万平方米", "岱川经济开发区"),
        ("高新区新建标准厂房8万平方米。", "8万平方米", "高新区"),
        ("临江街道新增托位30个。", "30个", "临江街道"),
        ("松陂县完成率最低，剩余2个小区未完工。", "2个", "松陂县"),
        ("全市新增停车泊位200个。", "200个", "全市"),
        ("柳堰区进度偏慢，全市新增停车泊位200个。", "200个", "全市"),
        ("二、东屏区\n新增停车泊位200个。", "200个", "东屏区"),
    ]) func placesAreReadByForm(text: String, figure: String, place: String) {
        #expect(scope(text, of: figure) == place)
    }

    /// Words that end like places, places in the middle of a clause, and parts that end with their
    /// clause.
    @Test(arguments: [
        ("城镇老旧小区改造完工29个。", "29个"),
        ("新建城区污水管网8.4公里。", "8.4公里"),
        ("服务区新增充电桩120个。", "120个"),
        ("县城新增充电桩120个。", "120个"),
        ("建制镇新增污水处理设施6座。", "6座"),
        ("城乡供水管网铺设40公里。", "40公里"),
        ("惠及市民3万人次。", "3万人次"),
        ("改造街道12条。", "12条"),
        ("整治老旧街道12条。", "12条"),
        ("重铺5个街市，灯具更换率为76%。", "76%"),
        ("示范区新建步道3公里。", "3公里"),
        ("各县区新增托位300个。", "300个"),
        ("新建消防站47个，其中丰桥区12个，更新消防车8辆。", "8辆"),
        ("新增托位900个（丰桥区120个），新建托育中心3所。", "3所"),
    ]) func othersAreNoPlaces(text: String, figure: String) {
        #expect(scope(text, of: figure) == nil)
    }

    /// A figure of a district does not answer the city's goal.
    @Test func aDistrictIsNotTheCity() {
        let result = Assessor.assess(
            tasks: plan("建设城市污水管网135公里。"), reports: [report("柳堰区污水管网仅完成9.5公里。")])
        #expect(result.actuals("1.1").isEmpty)
        #expect(result.unreportedTargets == ["1.1"])
        let city = Assessor.assess(
            tasks: plan("建设城市污水管网135公里。"), reports: [report("全市污水管网完成95公里。")])
        #expect(city.actuals("1.1") == ["95公里"])
    }

    /// Of a list of parts the city's figure decides.
    @Test func partsOfDistrictsAreListedWithoutATarget() {
        let result = Assessor.assess(
            tasks: plan("改造城镇老旧小区78个。"), reports: [report("城镇老旧小区改造完工29个，其中柳堰区完工6个。")])
        #expect(result.actuals("1.1") == ["29个"])
        let part = result.reports[0].statement("6个")
        #expect(part?.link?.task == 1 && part?.link?.target == nil)
    }

    /// A district's own table is answered by its figures, and a task by the place that it names.
    @Test func aDistrictIsTheWholeOfItsOwnTable() {
        let own = convert(
            """
            2025年柳堰区民生实事任务分解表

            | 序号 | 工作事项 | 责任单位 | 完成时间 |
            |---|---|---|---|
            | 1 | 建设城市污水管网35公里。 | 区住建局 | 12月10日 |
            | 2 | 推进数字档案馆建设。 | 区档案馆 | 12月10日 |
            """, path: "own.txt")
        let text = "2025年柳堰区民生实事进展情况通报\n\n截至6月底，柳堰区污水管网完成9.5公里。"
        let result = Assessor.assess(tasks: own, reports: [convert(text, path: "report.txt")])
        #expect(result.actuals("1.1") == ["9.5公里"])
        let named = Assessor.assess(
            tasks: plan("建设柳堰区污水管网35公里。"), reports: [report("柳堰区污水管网完成9.5公里。")])
        #expect(named.actuals("1.1") == ["9.5公里"])
    }

    /// A district's report on a city's plan.
    @Test func aReportOfAnotherPlace() {
        let text = "2025年柳堰区民生实事进展情况通报\n\n截至6月底，污水管网完成9.5公里。"
        let city = convert(
            """
            2025年岑渡市民生实事任务分解表

            | 序号 | 工作事项 | 责任单位 | 完成时间 |
            |---|---|---|---|
            | 1 | 建设污水管网135公里。 | 市住建局 | 12月10日 |
            | 2 | 推进数字档案馆建设。 | 市档案馆 | 12月10日 |
            """, path: "city.txt")
        let result = Assessor.assess(tasks: city, reports: [convert(text, path: "report.txt")])
        #expect(result.actuals("1.1").isEmpty)
    }
}
