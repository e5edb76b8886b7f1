import Testing

@testable import Gongbao

/// Forms that task tables of other writers took: each case was first read wrongly or not at all.
@Suite struct TaskTablesUnseenFormsTests {
    private func summaries(_ text: String) -> [String] {
        taskTable(text)?.rows.map(\.summary) ?? []
    }

    private let bars = """
        | 序号 | 项目名称 | 建设内容 | 牵头单位 |
        |---|---|---|---|
        """

    // MARK: Names and contents

    @Test func aColumnOfNamesIsTheCategory() {
        let table = """
            \(bars)
            | 1 | 乐龄食堂 | 新建社区老年食堂45个，供餐点120处。 | 市民政局 |
            | 2 | 清洁校园 | 改造学校旱厕31座，更换饮水机210台。 | 市教育局 |
            """
        #expect(
            summaries(table) == [
                "1|乐龄食堂|新建社区老年食堂45个，供餐点120处。|市民政局|||||-",
                "2|清洁校园|改造学校旱厕31座，更换饮水机210台。|市教育局|||||-",
            ])
    }

    @Test func namesWithFiguresArePartOfTheItem() {
        let table = """
            \(bars)
            | 1 | 新建老年食堂45个 | 每个补助3万元。 | 市民政局 |
            | 2 | 改造旱厕31座 | 每座补助2万元。 | 市教育局 |
            """
        #expect(summaries(table).first == "1|-|新建老年食堂45个每个补助3万元。|市民政局|||||-")
    }

    // MARK: Numbers in columns of their own

    private func amounts(_ table: String) -> [String] {
        let record = Converter().convert(
            Array(table.utf8), origin: Converter.Origin(path: nil, sha256: ""))
        return (record?.tasks ?? []).flatMap { task in
            task.statements.map {
                "\($0.id) \($0.role.rawValue) \($0.quantity.value)\($0.quantity.unit) \($0.indicator)"
            }
        }
    }

    @Test func theHeaderNamesTheUnit() {
        let table = """
            2031年岚浦市重点民生项目责任分解表
            | 序号 | 建设内容 | 总投资（万元） | 年度计划投资（万元） | 牵头单位 |
            | 1 | 新建幼儿园3所。 | 5,260 | 1800 | 市教育局 |
            | 2 | 改造管网38公里。 | 940.5 | — | 市水务局 |
            """
        #expect(
            amounts(table) == [
                "1.1 target 3所 新建幼儿园", "1.2 context 52600000元 总投资",
                "1.3 target 18000000元 年度计划投资", "2.1 target 38公里 改造管网",
                "2.2 context 9405000元 总投资",
            ])
    }

    @Test func theUnitStandsAboveTheTable() {
        let table = """
            2031年岚浦市重点民生项目责任分解表
            单位：万元
            | 序号 | 建设内容 | 年度计划投资 | 牵头单位 |
            | 1 | 新建幼儿园3所。 | 1800 | 市教育局 |
            | 2 | 改造管网38公里。 | 320 | 市水务局 |
            """
        #expect(amounts(table).contains("2.2 target 3200000元 年度计划投资"))
    }

    // MARK: Columns side by side

    /// Aligned by what stands on a screen: an ideograph is as wide as two blanks.
    @Test func alignedByCells() {
        let table = """
            2031年岚浦市民生实事责任分解表

            序号        工作任务            分管领导    牵头单位        完成时限

                一、住有所居

             1    改造老旧小区18个，增设    林 岚      市住建局        10月底前
                  电梯36部。

             2    新建公租房420套。         林 岚      市住建局        12月底前

                二、学有所教

             3    新建幼儿园3所，新增学     何 远      市教育局        8月底前
                  位1080个。

            说明：分管领导如有变动，由接任者负责。
            """
        #expect(
            summaries(table) == [
                "1|1住有所居|改造老旧小区18个，增设电梯36部。|市住建局|||林岚||2031-10-31",
                "2|1住有所居|新建公租房420套。|市住建局|||林岚||2031-12-31",
                "3|2学有所教|新建幼儿园3所，新增学位1080个。|市教育局|||何远||2031-08-31",
            ])
    }

    @Test func namesBesideContentsInALayout() {
        let table = """
            2031年岚浦区惠民行动任务表

            序号  行动名称      目标任务                          责任单位      完成时限
            1     乐龄食堂      新建社区老年食堂45个，改造供餐    区民政局      11月底前
                                点120处。
            2     清洁校园      改造学校旱厕31座。                区教育局      9月底前
            3     清洁校园      更换饮水机210台，覆盖学校42所。   区教育局      10月底前
            """
        #expect(
            summaries(table) == [
                "1|乐龄食堂|新建社区老年食堂45个，改造供餐点120处。|||区民政局|||2031-11-30",
                "2|清洁校园|改造学校旱厕31座。|||区教育局|||2031-09-30",
                "3|清洁校园|更换饮水机210台，覆盖学校42所。|||区教育局|||2031-10-31",
            ])
    }

    // MARK: Names

    @Test func namesWithDotsBreakAnywhere() {
        let table = """
            2031年岚浦县重点工作责任分解表

            序号 工作任务 责任单位 责任人 完成时限

            1

            新建幼儿园3所。

            县教育局

            县财政局

            努尔兰·
            阿合买提

            古丽娜尔·热合
            曼

            8月底前

            2

            改造管网38公里。

            县水利局

            县住建局

            艾山江·卡德
            尔

            刘岩

            10月底前
            """
        #expect(
            taskTable(table)?.rows.map { $0.responsiblePersons.map(\.text) } == [
                ["努尔兰·阿合买提", "古丽娜尔·热合曼"], ["艾山江·卡德尔", "刘岩"],
            ])
    }

    @Test func aPostBeforeANameIsNoPartOfIt() {
        let table = """
            \(bars.replacing("牵头单位", with: "分管领导 | 牵头单位"))
            | 1 | 食堂 | 新建老年食堂45个。 | 副县长林岚 | ①县民政局②县财政局 |
            | 2 | 校园 | 改造旱厕31座。 | 常务副县长 | 县教育局 |
            """
        let rows = taskTable(table)?.rows
        #expect(rows?.map { $0.supervisingLeaders.map(\.text) } == [["林岚"], ["常务副县长"]])
        #expect(rows?.first?.leadUnits.map(\.text) == ["县民政局", "县财政局"])
    }

    @Test func leadersOfOtherPeoples() {
        let table = """
            2031年岚浦旗重点工作任务分解
            一、旗委常委、副旗长斯琴高娃牵头推进的工作
            1.新建幼儿园3所。（责任单位：旗教育局）
            2.改造管网38公里。（责任单位：旗水利局）
            二、副旗长巴图牵头推进的工作
            3.新建草库伦12处。（责任单位：旗农牧局）
            """
        #expect(
            taskTable(table)?.rows.map { $0.supervisingLeaders.map(\.text) } == [
                ["斯琴高娃"], ["斯琴高娃"], ["巴图"],
            ])
    }

    @Test func whoToCallIsNotResponsible() {
        let table = """
            | 序号 | 工作任务 | 责任单位 | 责任人 | 联系人及电话 |
            | 1 | 新建幼儿园3所。 | 县教育局 | 何远 | 周平 8210667 |
            | 2 | 改造管网38公里。 | 县水利局 | 林岚 | 吴青 8210458 |
            """
        #expect(
            taskTable(table)?.rows.map { $0.responsiblePersons.map(\.text) } == [["何远"], ["林岚"]])
    }

    @Test func personsInTheHeadingOfAUnit() {
        let table = """
            岚浦县2031年民生实事任务书
            一、县教育局（责任人：何远，牵头2项）
            1．新建幼儿园3所。
            完成时限：8月底前
            2．改造食堂12个。
            完成时限：9月底前
            二、县水利局（责任人：林 岚，牵头1项）
            3．改造管网38公里。
            完成时限：10月底前
            """
        #expect(
            taskTable(table)?.rows.map { $0.leadUnits + $0.responsiblePersons }.map {
                $0.map(\.text)
            } == [["县教育局", "何远"], ["县教育局", "何远"], ["县水利局", "林岚"]])
    }

    // MARK: By when

    @Test(arguments: [
        ("各项任务除单独注明时限的外，均须在11月底前完成。", "2031-11-30"),
        ("未注明完成时限的，应于2031年12月20日前办结。", "2031-12-20"),
        ("所有实事项目要在10月底前全部建成。", "2031-10-31"),
        // What is due every month is a report, and one project is not all.
        ("各项任务于每月25日前报送进展。", nil), ("城东泵站要在10月底前建成。", nil),
    ])
    func defaultDeadline(_ rule: String, _ date: String?) {
        let table = """
            2031年岚浦市民生实事任务分解
            \(rule)
            1．新建幼儿园3所。
            责任单位：市教育局
            2．改造管网38公里。
            责任单位：市水务局
            3．改造旱厕31座。
            责任单位：市教育局
            """
        #expect(taskTable(table)?.rows.map { $0.deadline?.date?.iso } == [date, date, date])
    }

    /// The last clause of an item says by when, where no cell and no label does.
    @Test(arguments: [
        ("新建幼儿园3所，10月底前完成。", "2031-10-31"), ("新建幼儿园3所，其中8月底前2所。", nil),
        ("10月底前完成。", nil),
    ])
    func closingClause(_ item: String, _ date: String?) {
        let table = """
            2031年岚浦县民生实事任务分解
            1．\(item)（责任单位：县教育局）
            2．改造管网38公里。（责任单位：县水利局）
            3．改造旱厕31座。（责任单位：县教育局）
            """
        #expect(taskTable(table)?.rows.first?.deadline?.date?.iso == date)
    }

    @Test(arguments: [("汛期前（4月底）", "2031-04-30"), ("秋季开学前（8月25日）", "2031-08-25"), ("汛期前", nil)])
    func occasions(_ words: String, _ date: String?) {
        let text = TableText(
            SourceText(words), [TextRange(0, words.unicodeScalars.count)], lexicon: .standard)
        let deadline = TableDeadline(text: text, year: 2031).read(0, text.flow.count)
        #expect(deadline?.date?.iso == date)
    }
}
