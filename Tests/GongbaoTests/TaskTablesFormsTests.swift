import Testing

@testable import Gongbao

/// Forms that tables in the field took and the readers once did not read.
@Suite struct TaskTablesFormsTests {
    private func summaries(_ text: String) -> [String] {
        taskTable(text)?.rows.map(\.summary) ?? []
    }

    // MARK: Prose

    @Test func itemsUnderTheirUnit() {
        let table = """
            2031年槐川市重点工作责任清单
            牵头单位：市教育局
            1.新建幼儿园3所。
            配合单位：市财政局
            完成时限：8月底前
            2.改造食堂12个。
            完成时限：9月底前
            牵头单位：市水务局
            1.改造管网38公里。
            完成时限：10月底前
            """
        #expect(
            summaries(table) == [
                "1|-|新建幼儿园3所。|市教育局|市财政局||||2031-08-31",
                "2|-|改造食堂12个。|市教育局|||||2031-09-30",
                "3|-|改造管网38公里。|市水务局|||||2031-10-31",
            ])
    }

    @Test func aLabelBehindAnItemSaysWhoDoesThatItem() {
        let table = """
            2031年槐川市重点工作责任清单
            1.新建幼儿园3所。
            牵头单位：市教育局
            2.改造食堂12个。
            牵头单位：市商务局
            3.改造管网38公里。
            牵头单位：市水务局
            """
        #expect(
            summaries(table) == [
                "1|-|新建幼儿园3所。|市教育局|||||-", "2|-|改造食堂12个。|市商务局|||||-",
                "3|-|改造管网38公里。|市水务局|||||-",
            ])
    }

    @Test func aBreakdownWithoutLineBreaks() {
        let item = "推进政务服务事项标准化规范化便利化建设，新增“一件事一次办”事项30项，压减办理时限五成以上。"
        let table =
            "槐川市重点工作责任分解 一、韩一鸣市长主抓重点工作 1.\(item) 责任单位：市发改局（首位单位为牵头单位，下同）、市财政局 "
            + "2.\(item) 责任单位：市财政局 二、林青副市长主抓重点工作 1.\(item) 责任单位：市水务局"
        #expect(
            summaries(table) == [
                "1|-|\(item)|市发改局||市发改局,市财政局|韩一鸣||-", "2|-|\(item)|市财政局||市财政局|韩一鸣||-",
                "3|-|\(item)|市水务局||市水务局|林青||-",
            ])
    }

    @Test func itemsThatLabelsAloneTell() {
        let table = """
            槐川市十大实事任务分解表
            新增公办学位1.2万个，改造农村薄弱学校食堂36个。
            主管领导：曹 阳
            责任单位：市教育局
            主要责任人：林青
            改造供热管网64公里，惠及城区居民家庭3.5万户。
            主管领导：曹 阳
            责任单位：市城管局
            主要责任人：周立人
            新增护理床位600张，建成区级综合养老中心5个。
            主管领导：曹 阳
            责任单位：市民政局
            主要责任人：何沛
            """
        #expect(
            summaries(table) == [
                "1|-|新增公办学位1.2万个，改造农村薄弱学校食堂36个。|||市教育局|曹阳|林青|-",
                "2|-|改造供热管网64公里，惠及城区居民家庭3.5万户。|||市城管局|曹阳|周立人|-",
                "3|-|新增护理床位600张，建成区级综合养老中心5个。|||市民政局|曹阳|何沛|-",
            ])
    }

    @Test func dutiesWithoutALead() {
        let table = """
            槐川市政府工作报告任务分工
            1.新建幼儿园3所。（市教育局、各县区政府按职责分工负责）
            2.改造食堂12个。（市商务局按职责分工负责）
            3.改造管网38公里。（市水务局负责）
            """
        #expect(
            taskTable(table)?.rows.map { $0.responsibleUnits.map(\.text) } == [
                ["市教育局", "各县区政府"], ["市商务局"], ["市水务局"],
            ])
    }

    // MARK: Grids and lines

    @Test func aSingleRowBelowAHeader() {
        let pipes = """
            | 序号 | 工作任务 | 责任单位 | 完成时限 |
            | 1 | 新建幼儿园3所。 | 市教育局 | 8月底前 |
            """
        #expect(summaries(pipes) == ["1|-|新建幼儿园3所。|||市教育局|||2031-08-31"])
        let lines = "序号\n工作任务\n责任单位\n完成时限\n1\n新建幼儿园3所。\n市教育局\n8月底前"
        #expect(summaries(lines) == ["1|-|新建幼儿园3所。|||市教育局|||2031-08-31"])
    }

    @Test func aUnitThatStandsBeforeItsItemsOnce() {
        let table = """
            | 牵头单位 | 序号 | 工作任务 | 完成时限 |
            | 市教育局 | 1 | 新建幼儿园3所。 | 8月底前 |
            | | 2 | 改造食堂12个。 | 9月底前 |
            | 市水务局 | 3 | 改造管网38公里。 | 10月底前 |
            """
        #expect(
            taskTable(table)?.rows.map { $0.leadUnits.map(\.text) } == [
                ["市教育局"], ["市教育局"], ["市水务局"],
            ])
    }

    @Test func cellsThatEndWithABar() {
        let table = """
            序号 |
            目标与任务 |
            分 管 市领导 |
            牵头责任单位 |
            协同配合单位 |
            80 |
            新增托位400个。 |
            俞 悦 |
            市教育局 |
            市财政局 |
            81 |
            新增床位20张。 |
            陆 明俞 悦 |
            市卫健委 |
            市民政局 |
            """
        #expect(
            summaries(table) == [
                "80|-|新增托位400个。|市教育局|市财政局||俞悦||-",
                "81|-|新增床位20张。|市卫健委|市民政局||陆明,俞悦||-",
            ])
    }

    @Test func severalCellsInALine() {
        let table = """
            类别 序号 主要内容 分管领导 牵头部门 协同单位 时间节点
            一、幼有善育 1 新增托位 640 个，其中普惠
            托位 300 个。
            戴 岚 市卫健委 市教育局、市财政局 9 月底前
            2 开办托管班 75 个。 戴 岚 团市委 市妇联 8 月 20 日
            """
        #expect(
            summaries(table) == [
                "1|1幼有善育|新增托位640个，其中普惠托位300个。|市卫健委|市教育局,市财政局||戴岚||2031-09-30",
                "2|1幼有善育|开办托管班75个。|团市委|市妇联||戴岚||2031-08-20",
            ])
    }

    @Test func theGoalInAColumnOfItsOwn() {
        let table = """
            序号 | 任 务 名 称 | 指 标 要 求 | 牵 头 部 门 | 目 标 类 型 |
            1 | 城镇新增就业 | 不少于9200人 | 市人社局 | A类 |
            2 | 公共预算收入 | 增长6% | 市财政局 | B类 |
            """
        #expect(
            summaries(table) == [
                "1|-|城镇新增就业不少于9200人|市人社局|||||-", "2|-|公共预算收入增长6%|市财政局|||||-",
            ])
    }

    // MARK: Run-on

    @Test func categoriesWithoutNumbers() {
        let table =
            "2031年槐川市民生工程任务分解表类别序号工作任务责任单位责任人完成时限产业发展1新增托位640个，改造食堂12个，新建口袋公园30个。"
            + "市教育局、市财政局林青、何沛10月底前2开办托管班75个。市妇联周立人年底前城市更新3改造管网38公里。市水务局曹 阳9月底前"
        #expect(
            summaries(table) == [
                "1|产业发展|新增托位640个，改造食堂12个，新建口袋公园30个。|||市教育局,市财政局||林青,何沛|2031-10-31",
                "2|产业发展|开办托管班75个。|||市妇联||周立人|2031-12-31",
                "3|城市更新|改造管网38公里。|||市水务局||曹阳|2031-09-30",
            ])
    }

    @Test func aColumnDoesNotBeginInsideAName() {
        let table =
            "2031年槐川市重点工作任务分解表序号工作任务牵头单位配合单位完成时限1新增托位640个，改造食堂12个，新建口袋公园30个，绿道8公里。"
            + "市委组织部各县区政府10月底前2开办托管班75个。团市委市委宣传部年底前3改造管网38公里。市林业局人民银行槐川市分行9月底前"
        let rows = taskTable(table)?.rows ?? []
        #expect(rows.map { $0.leadUnits.map(\.text) } == [["市委组织部"], ["团市委"], ["市林业局"]])
        #expect(
            rows.map { $0.cooperatingUnits.map(\.text) } == [
                ["各县区政府"], ["市委宣传部"], ["人民银行槐川市分行"],
            ])
    }

    // MARK: Doubt

    @Test func aRowThatBreaksOffIsNotCertain() {
        let table = """
            序号
            工作任务
            责任单位
            完成时限
            1
            新增托位640个，改造食堂
            市教育局
            12个，新建口袋公园30个。
            8月底前
            2
            改造管网38公里，新建泵站2座。
            市水务局
            9月底前
            """
        let findings = taskTable(table)?.findings.filter { $0.code == "alignment-uncertain" } ?? []
        #expect(findings.count == 1)
        #expect(findings.first?.arguments == ["1"])
    }

    // MARK: Labels, levels, quarters

    @Test func aLabelBehindTheBracketIsNoPartOfTheItem() {
        let table = """
            2031年槐川县民生实事责任分解
            一、教育惠民
            1.新建幼儿园3所。（责任单位：县教育局、县财政局）完成时限：8月底前。
            2.改造食堂12个。（责任单位：县教育局）完成时限：9月底前。
            二、交通惠民
            3.改造县乡道38公里。（责任单位：县交通运输局）完成时限：10月底前。
            """
        #expect(
            summaries(table) == [
                "1|1教育惠民|新建幼儿园3所。（责任单位：县教育局、县财政局）|||县教育局,县财政局|||2031-08-31",
                "2|1教育惠民|改造食堂12个。（责任单位：县教育局）|||县教育局|||2031-09-30",
                "3|2交通惠民|改造县乡道38公里。（责任单位：县交通运输局）|||县交通运输局|||2031-10-31",
            ])
    }

    @Test func itemsAtTheEndOfAReportAreNoTable() {
        let report = String(repeating: "全市经济运行总体平稳，各项事业取得新进展。\n", count: 60)
        let table = """
            办好重点民生实事：
            1.新建幼儿园3所（牵头单位：市教育局）。
            2.改造食堂12个（牵头单位：市商务局）。
            3.改造管网38公里（牵头单位：市水务局）。
            """
        #expect(taskTable(report + table) == nil)
    }

    @Test func leadersOfAnyLevel() {
        let table = """
            | 编号 | 目标任务 | 分管州领导 | 牵头责任单位 | 时间节点 |
            | 1 | 新建学校3所。 | 罗 桑 | 州教育局 | 8月底前 |
            | 2 | 改造食堂12个。 | 木 兰 | 州商务局 | 9月底前 |
            """
        #expect(
            summaries(table) == [
                "1|-|新建学校3所。|州教育局|||罗桑||2031-08-31", "2|-|改造食堂12个。|州商务局|||木兰||2031-09-30",
            ])
    }

    @Test func goalsOfQuartersAreNoPartOfTheItem() throws {
        let text = """
            序号\t建设内容\t责任单位\t一季度目标\t二季度目标
            1\t改造敬老院6所。\t县民政局\t完成设计\t开工4所
            2\t铺设管网95公里。\t县水利局\t铺设15公里\t累计铺设45公里
            """
        let table = try #require(taskTable(text))
        #expect(
            table.rows.map(\.summary) == ["1|-|改造敬老院6所。|||县民政局|||-", "2|-|铺设管网95公里。|||县水利局|||-"])
        #expect(
            table.rows.map { $0.goals.map(\.text) } == [["完成设计", "开工4所"], ["铺设15公里", "累计铺设45公里"]])
        let tasks = convert(text, year: 2031).tasks
        #expect(
            tasks.map { $0.statements.map(\.quantity.text) } == [
                ["6所", "4所"], ["95公里", "15公里", "45公里"],
            ])
        #expect(tasks.allSatisfy { $0.statements.allSatisfy { $0.role == .target } })
    }

    @Test func aCategoryThatNothingPartsFromTheItemIsUncertain() throws {
        let head = "2031年槐川市重点任务分工表序号任务类别重点任务牵头单位完成时间"
        let rows =
            "1老旧小区改造老旧小区58个。市住房城乡建设局11月底前2公园绿地建成口袋公园22个。市园林局9月底前"
            + "3市政设施改造供水管道85公里，消除积水点23处，完成城市道路黑色化改造并恢复沿线绿化。市城市管理局10月底前"
        let table = try #require(taskTable(head + rows))
        #expect(table.rows.count == 3)
        #expect(table.findings.filter { $0.code == "alignment-uncertain" }.count == 3)
    }
}
