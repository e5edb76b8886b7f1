import Testing

@testable import Gongbao

/// `text role[%] unit stage indicator @scope row.group`, one line a cell.
private func cells(_ text: String) -> [String] {
    let source = SourceText(text)
    let table = read(text)
    return (table?.cells ?? []).map { cell in
        var parts = [source.string(cell.range), cell.role.rawValue + (cell.isRate ? "%" : "")]
        parts.append(cell.unitText.isEmpty ? "-" : cell.unitText)
        if let stage = cell.stage { parts.append(stage.rawValue) }
        if let stage = cell.rateOf { parts.append("of:" + stage.rawValue) }
        if !cell.indicator.text.isEmpty { parts.append(cell.indicator.text) }
        if let scope = cell.scope { parts.append("@" + scope.text) }
        parts.append("\(cell.row).\(cell.group)")
        return parts.joined(separator: " ")
    }
}

private func read(_ text: String) -> ResultsTable? {
    let source = SourceText(text)
    return ResultsTableReader.read(
        source, lines: LineReader.lines(of: source), lexicon: .standard)
}

/// One cell a line, with blank lines between.
private func spaced(_ cells: String...) -> String { cells.joined(separator: "\n\n") }

private func doubts(_ text: String) -> [String] {
    let source = SourceText(text)
    return (read(text)?.findings ?? []).flatMap { finding in
        finding.ranges.map { finding.code + " " + source.string($0) }
    }
}

@Suite("Results tables with bars and tabs")
struct ResultsTablesGridTests {
    @Test func unitColumnAndSubRow() {
        let text = """
            序号 | 项目 | 单位 | 年度目标 | 累计完成 | 完成率（%） | 牵头单位 |
            --- | --- | --- | --- | --- | --- | --- |
            1 | 参保 | 万人 | 1.5 | 1.2 | 80 | 县医保局 |
            | 其中：居民 | 万人 | 1.0 | 0.9 | 90 | |
            2 | 低保标准 | 元/人/月 | 不低于700 | 720 | 达到目标 | 县民政局 |
            3 | 广播 | 套 | 全覆盖 | 64 | - | 县融媒体中心 |
            """
        #expect(
            cells(text) == [
                "1.5 target 万人 参保 0.0", "1.2 actual 万人 参保 0.0", "80 actual% % 参保 0.0",
                "1.0 target 万人 居民 1.0", "0.9 actual 万人 居民 1.0", "90 actual% % 居民 1.0",
                "不低于700 target 元/人/月 低保标准 2.0", "720 actual 元/人/月 低保标准 2.0",
                "64 actual 套 广播 3.0",
            ])
    }

    @Test func nameWithGoalIsCutAndIsProse() {
        let text = """
            | 项目 | 目标（个） | 完成（个） |
            | 消除大班120个以上（市下达） | 46 | 51 |
            """
        #expect(
            cells(text) == ["46 target 个 消除大班 0.0", "51 actual 个 消除大班 0.0"])
        let source = SourceText(text)
        #expect(read(text)?.nameRanges.map(source.string) == ["消除大班120个以上（市下达）"])
    }

    @Test func matrixWithGroupsAndResponsibleRow() {
        let text = """
            | 地区 | 新增就业（人） | | | 公路完工（公里） | | |
            |---|---|---|---|---|---|---|
            | | 目标任务 | 完成 | 完成率（%） | 目标任务 | 完成 | 完成率（%） |
            | 责任单位 | 市人社局 | | | 市交通局 | | |
            | 全市 | 50 | 40 | 80.0 | 20 | 10 | 50.0 |
            """
        #expect(
            cells(text) == [
                "50 target 人 新增就业 @全市 0.0", "40 actual 人 新增就业 @全市 0.0",
                "80.0 actual% % 新增就业 @全市 0.0", "20 target 公里 公路完工 @全市 0.1",
                "10 actual 公里 completed 公路完工 @全市 0.1",
                "50.0 actual% % 公路完工 @全市 0.1",
            ])
    }

    @Test func rolesOverStages() {
        let text = """
            | 地区 | 年度任务（套） | | 实际完成（套） | |
            | | 开工 | 建成 | 开工 | 建成 |
            | 甲区 | 40 | 20 | 30 | 10 |
            """
        #expect(
            cells(text) == [
                "40 target 套 开工 @甲区 0.0", "20 target 套 建成 @甲区 0.1",
                "30 actual 套 started 开工 @甲区 0.0", "10 actual 套 completed 建成 @甲区 0.1",
            ])
    }

    @Test func spansThatWereLost() {
        let text = """
            | 地区 | 就业（人） | 改厕（户） |
            | 目标 | 完成 | 目标 | 完成 |
            | 甲县 | 10 | 9 | 5 | 4 |
            """
        #expect(
            cells(text) == [
                "10 target 人 就业 @甲县 0.0", "9 actual 人 就业 @甲县 0.0",
                "5 target 户 改厕 @甲县 0.1", "4 actual 户 改厕 @甲县 0.1",
            ])
    }

    @Test func placesWithStagesAndMoney() {
        let text = """
            | 地区 | 年度任务（套） | 已开工（套） | 已建成（套） | 开工率（%） | 完成投资（万元） | 排名 |
            |---|---|---|---|---|---|---|
            | 甲区 | 50 | 40 | 20 | 80 | 900 | 1 |
            """
        #expect(
            cells(text) == [
                "50 target 套 @甲区 0.0", "40 actual 套 started @甲区 0.0",
                "20 actual 套 completed @甲区 0.0", "80 actual% % of:started @甲区 0.0",
                "900 actual 万元 完成投资 @甲区 0.1",
            ])
    }

    @Test func tabsIndexRowAndTableUnit() {
        let text = """
            （单位：万元）
            序号\t名称\t年初目标值\t1-6月完成值\t完成进度（%）\t同比增长（%）\t上年同期
            甲\t乙\t1\t2\t3\t4\t5
            1\t投资\t3,500\t1,700\t48.6\t-2.3\t1,740
            \t其中：民间\t1500\t900\t60\t\t
            """
        #expect(
            cells(text) == [
                "3,500 target 万元 投资 0.0", "1,700 actual 万元 投资 0.0",
                "48.6 actual% % 投资 0.0", "-2.3 actual % 投资 0.1", "1,740 context 万元 投资 0.2",
                "1500 target 万元 民间 1.0", "900 actual 万元 民间 1.0", "60 actual% % 民间 1.0",
            ])
    }

    @Test func namedColumnsAndMarkup() {
        let text = """
            | 县区 | 就业目标（人） | 就业完成（人） | 改造目标（个） | 改造完成（个） |
            | **东县** | 100 | 80<br>以上 | 10 | — |
            """
        #expect(
            cells(text) == [
                "100 target 人 就业 @东县 0.0", "80<br>以上 actual 人 就业 @东县 0.0",
                "10 target 个 改造 @东县 0.1",
            ])
    }

    @Test func pageBreakInsideTheTable() {
        let text = """
            | 项目 | 目标（个） | 完成（个） |
            | 公园 | 10 | 5 |
            — 2 —
            | 广场 | 20 | 10 |
            | 项目 | 目标（座） | 完成（座） |
            | 公厕 | 8 | 7 |
            """
        #expect(
            cells(text) == [
                "10 target 个 公园 0.0", "5 actual 个 公园 0.0", "20 target 个 广场 1.0",
                "10 actual 个 广场 1.0", "8 target 座 公厕 2.0", "7 actual 座 公厕 2.0",
            ])
    }

    @Test func percentagesOfAnIndicatorAreNoRates() {
        let text = """
            | 指标 | 目标值 | 完成值 |
            | 失业率 | 5.5%以内 | 5.2% |
            | 就业（人） | 50 | 40% |
            """
        #expect(
            cells(text) == [
                "5.5%以内 target - 失业率 0.0", "5.2% actual - 失业率 0.0", "50 target 人 就业 1.0",
                "40% actual% % 就业 1.0",
            ])
    }

    @Test func movedCellsAreDoubted() {
        let text =
            "序号\t项目\t单位\t目标\t完成\t完成率\t责任单位\n1\t公园\t个\t10\t5\t50%\t园林局"
            + "\n2\t广场\t20\t10\t50%\t城管局"
        #expect(cells(text).count == 3)
        #expect(doubts(text).contains("alignment-uncertain 广场"))
    }
}

@Suite("Results tables with one cell a line")
struct ResultsTablesLinesTests {
    private let header = spaced("序号", "指标（单位）", "年度目标", "1—6月完成", "完成率", "责任单位")

    @Test func cellsMissingAndWordsForFigures() {
        let text = spaced(
            header, "1", "就业（人）", "60", "30", "50%", "区人社局", "2", "失业率（%）", "5.5%以内",
            "5.2%", "达到目标", "区统计局", "3", "新建学校（所）", "4", "0", "0%", "区教育局", "均在招标", "4",
            "护理床位占比（%）", "60%以上", "58.3%", "区民政局", "5", "救助（万人次）", "应救尽救", "1.26",
            "区民政局", "注：第3项未开工。")
        #expect(
            cells(text) == [
                "60 target 人 就业 0.0", "30 actual 人 就业 0.0", "50% actual% % 就业 0.0",
                "5.5%以内 target % 失业率 1.0", "5.2% actual % 失业率 1.0",
                "4 target 所 新建学校 2.0", "0 actual 所 新建学校 2.0",
                "0% actual% % 新建学校 2.0", "60%以上 target % 护理床位占比 3.0",
                "58.3% actual % 护理床位占比 3.0", "1.26 actual 万人次 救助 4.0",
            ])
        #expect(doubts(text).isEmpty)
    }

    @Test func combinedCellsAndStages() {
        let text = spaced(
            header, "1", "小区改造（个/户）", "12/260", "7/150", "58.3%/57.7%", "区住建局", "2",
            "租赁住房（套）", "900", "开工612、建成205", "22.8%", "区住建局")
        #expect(
            cells(text) == [
                "12 target 个 小区改造 0.0", "260 target 户 小区改造 0.1", "7 actual 个 小区改造 0.0",
                "150 actual 户 小区改造 0.1", "58.3% actual% % 小区改造 0.0",
                "57.7% actual% % 小区改造 0.1", "900 target 套 租赁住房 1.0",
                "开工612 actual 套 started 租赁住房 1.0", "建成205 actual 套 completed 租赁住房 1.0",
                "22.8% actual% % 租赁住房 1.0",
            ])
    }

    @Test func loneFigureIsDoubted() {
        let text = spaced(
            header, "1", "就业（人）", "60", "30", "50%", "区人社局", "2", "参保（人）", "38", "区医保局",
            "3", "改厕（户）", "40", "35%", "区农业农村局")
        #expect(cells(text).count == 3)
        #expect(
            doubts(text) == [
                "alignment-uncertain 38", "alignment-uncertain 40", "alignment-uncertain 35%",
            ])
    }

    /// A figure that is the next row's number does not begin that row.
    @Test func figuresLikeNumbers() {
        let text = spaced(
            header, "1", "公厕（座）", "3", "2", "区城管局", "2", "学校（所）", "5", "3", "60%", "区教育局",
            "3", "公园（个）", "4", "4", "区园林局", "4", "路（条）", "8", "4", "50%", "区住建局")
        #expect(
            cells(text) == [
                "3 target 座 公厕 0.0", "2 actual 座 公厕 0.0", "5 target 所 学校 1.0",
                "3 actual 所 学校 1.0", "60% actual% % 学校 1.0", "4 target 个 公园 2.0",
                "4 actual 个 公园 2.0", "8 target 条 路 3.0", "4 actual 条 路 3.0",
                "50% actual% % 路 3.0",
            ])
    }

    @Test func unitCellsAndSubRows() {
        let text = spaced(
            "序号", "项目", "单位", "目标任务", "完成数", "占年任务之比", "牵头单位", "一、民生", "1", "公厕", "座",
            "3", "2", "市城管局", "其中：改建", "座", "1", "1", "100%", "2", "示范学校", "所", "5", "4",
            "80%", "市教育局")
        #expect(
            cells(text) == [
                "3 target 座 公厕 0.0", "2 actual 座 公厕 0.0", "1 target 座 改建 1.0",
                "1 actual 座 改建 1.0", "100% actual% % 改建 1.0", "5 target 所 示范学校 2.0",
                "4 actual 所 示范学校 2.0", "80% actual% % 示范学校 2.0",
            ])
    }

    @Test func placesWithoutNumbers() {
        let text = """
            各镇危房改造进度表
            单位：户
            镇街
            任务数
            竣工数
            竣工率
            城关镇
            40
            36
            90%
            河口镇
            80
            60
            75%
            注：数据截至6月底。
            """
        #expect(
            cells(text) == [
                "40 target 户 @城关镇 0.0", "36 actual 户 completed @城关镇 0.0",
                "90% actual% % of:completed @城关镇 0.0", "80 target 户 @河口镇 1.0",
                "60 actual 户 completed @河口镇 1.0", "75% actual% % of:completed @河口镇 1.0",
            ])
    }

    @Test func matrixWithResponsibleRow() {
        let text = spaced(
            "地区", "就业（人）", "改厕（户）", "目标", "完成", "目标", "完成", "责任单位", "县人社局",
            "县农业农村局", "甲镇", "10", "9", "5", "4", "乙镇", "20", "10", "10", "4")
        #expect(
            cells(text).prefix(5) == [
                "10 target 人 就业 @甲镇 0.0", "9 actual 人 就业 @甲镇 0.0",
                "5 target 户 改厕 @甲镇 0.1", "4 actual 户 改厕 @甲镇 0.1",
                "20 target 人 就业 @乙镇 1.0",
            ])
    }
}

@Suite("No results tables")
struct ResultsTablesNegativeTests {
    @Test func taskTables() {
        #expect(
            read(
                """
                | 序号 | 工作任务 | 年度目标 | 牵头单位 | 完成时限 |
                |---|---|---|---|---|
                | 1 | 就业 | 新增就业5万人 | 市人社局 | 12月底 |
                | 2 | 住房 | 1000套 | 市住建局 | 12月底 |
                """) == nil)
        #expect(
            read(spaced("序号", "目标任务", "责任单位", "完成时限", "1", "新建公园5个。", "市园林局", "10月底"))
                == nil)
    }

    @Test func goalsAndProgressInWords() {
        #expect(
            read(
                """
                | 序号 | 工作任务 | 年度目标 | 完成情况 |
                | 1 | 就业 | 城镇新增就业5万人 | 已新增3万人，完成60% |
                | 2 | 住房 | 全年改造住房1000套 | 已完成改造800套 |
                """) == nil)
    }

    @Test func prose() {
        #expect(read("一、就业目标\n全年目标5万人，完成3万人，完成率60%。\n目标\n完成\n完成率\n") == nil)
        #expect(read("首页 | 政务公开 | 目标完成率\n") == nil)
        #expect(read("") == nil)
        #expect(read("|") == nil)
        #expect(read("目标|完成|完成率") == nil)
    }

    @Test func damagedTablesDoNotTrap() {
        let table = """
            序号 | 项目 | 单位 | 目标 | 完成（套/户） | 完成率（%） |
            1 | 其中： | 个/户 | 12/ | 开工、建成3 | 5.% |
            （一） | （） | % | ≥ | -— | <br |
            """
        let lines = spaced("序号", "项目（人）", "目标", "完成", "完成率", "1", "其中：", "1", "2/", "3", "2", "1")
        for text in [table, lines] {
            let scalars = Array(text.unicodeScalars)
            for cut in scalars.indices {
                _ = read(String(String.UnicodeScalarView(scalars[..<cut])))
                _ = read(String(String.UnicodeScalarView(scalars[cut...])))
                _ = read(
                    String(String.UnicodeScalarView(scalars[..<cut] + scalars[cut...].dropFirst())))
            }
        }
    }
}
