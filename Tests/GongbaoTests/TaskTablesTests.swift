import Testing

@testable import Gongbao

@Suite struct TaskTablesTests {
    // MARK: Flattened PDF

    private let flattened = """
        附件 1
        2031 年槐川市三件民生实事任务分解表
        （共 2 件，3 项）
        民生实事 序号 工作事项
        分管

        市领导
        责任单位 责任人 完成时间

        一、改善出

        行条件

        1

        新建公交站台 40 座，改造人行道 12 公

        里，增设座椅 8 组。（牵头单位：市交通运

        输局）

        温 宁

        市交通运输局

        市城市管理综合执

        法局

        各县（市、区）

        政府

        韩一鸣

        林 青

        各县（市、区）

        长
        12 月 10 日
        — 1 —
         民生实事 序号 工作事项
        分管

        市领导
        责任单位 责任人 完成时间

        2

        增加停车位 900 个。（牵头单位：市公安局）

        温 宁
        市公安局
        周立人
        9 月底前

        二、关爱老人

        3
        开办助餐点 15 个，覆盖
        12
        个街道。（牵头单位：市民政局）
        何沛
        市民政局
        市养老服务联席会

        议成员单位
        杨思远
        市养老服务联席

        会议成员单位主

        要负责同志
        持续推进

        附件1
        2031年槐川市三件民生实事任务分解表
        """

    @Test func flattenedPDF() throws {
        let table = try #require(taskTable(flattened))
        #expect(
            table.rows.map(\.summary) == [
                "1|1改善出行条件|新建公交站台40座，改造人行道12公里，增设座椅8组。（牵头单位：市交通运输局）|"
                    + "市交通运输局||市交通运输局,市城市管理综合执法局,各县（市、区）政府|温宁|韩一鸣,林青,各县（市、区）长|2031-12-10",
                "2|1改善出行条件|增加停车位900个。（牵头单位：市公安局）|市公安局||市公安局|温宁|周立人|2031-09-30",
                "3|2关爱老人|开办助餐点15个，覆盖12个街道。（牵头单位：市民政局）|市民政局||"
                    + "市民政局,市养老服务联席会议成员单位|何沛|杨思远,市养老服务联席会议成员单位主要负责同志|-",
            ])
        #expect(table.rows.last?.deadline?.kind == .ongoing)
        #expect(table.declaredCategories == 2)
        #expect(table.declaredTasks == 3)
        #expect(table.findings.isEmpty)
        #expect(rangesAgree(table, flattened))
    }

    @Test func flattenedWithoutBlankLines() throws {
        let dense = flattened.split(separator: "\n").joined(separator: "\n")
        let table = try #require(taskTable(dense))
        let same = try #require(taskTable(flattened))
        #expect(table.rows.map(\.summary) == same.rows.map(\.summary))
    }

    @Test func consumesTheTableAlone() throws {
        let table = try #require(taskTable(flattened))
        let source = SourceText(flattened)
        var rest = ""
        var at = 0
        for range in table.consumed {
            #expect(range.start >= at && range.end > range.start)
            rest += source.string(TextRange(at, range.start))
            at = range.end
        }
        rest += source.string(TextRange(at, source.scalars.count))
        let words = rest.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            words == "附件 1 2031 年槐川市三件民生实事任务分解表 （共 2 件，3 项） — 1 — 附件1 2031年槐川市三件民生实事任务分解表")
    }

    // MARK: One cell a line

    @Test func cellsWithSubItems() throws {
        let text = """
            2031年枫桥县为民办实事项目责任分解表

            序号
            实事项目
            责任单位
            完成时限
            1
            新建过街天桥2座。
            县住房城乡建设局
            10月底前
            2
            开工建设护理院1所。
            县民政局
            6月底前动工
            新建食堂24个。
            12月底前
            3
            铺设管网8公里。
            县水利局
            县供水公司
            9月投入使用
            备注：排在首位的责任单位为牵头单位。
            """
        let table = try #require(taskTable(text))
        #expect(
            table.rows.map(\.summary) == [
                "1|-|新建过街天桥2座。|县住房城乡建设局||县住房城乡建设局|||2031-10-31",
                "2|-|开工建设护理院1所。新建食堂24个。|县民政局||县民政局|||-",
                "3|-|铺设管网8公里。|县水利局||县水利局,县供水公司|||2031-09-30",
            ])
        let parts = table.rows[1].partDeadlines
        #expect(parts.map { $0.deadline.date?.iso } == ["2031-06-30", "2031-12-31"])
        let source = SourceText(text)
        #expect(parts.map { $0.part.map { source.string($0) } } == [["开工建设护理院1所。"], ["新建食堂24个。"]])
    }

    // MARK: Separators

    @Test func pipesWithContinuation() throws {
        let text = """
            序号 | 目标任务 | 责任领导 | 牵头单位 | 责任单位 | 完成时限 |
            一、产业发展 | | | | | |
            1 | ★产值达到26亿元。 | 常务副区长 | 区工信局 | 区统计局、区税务局 | 12月底 |
            盘活厂房8万平方米。 | |||||
            二、城市更新 | | | | | |
            2 | 整治小巷6条。 | 邵文波 | 区城市管理局 | 各镇（街道） | 8月20日前 |

            说明：带“★”的为督查事项，共1项。
            """
        let table = try #require(taskTable(text))
        #expect(
            table.rows.map(\.summary) == [
                "1|1产业发展|产值达到26亿元。盘活厂房8万平方米。|区工信局||区统计局,区税务局|常务副区长||2031-12-31",
                "2|2城市更新|整治小巷6条。|区城市管理局||各镇（街道）|邵文波||2031-08-20",
            ])
        #expect(rangesAgree(table, text))
    }

    @Test func markdown() throws {
        let text = """
            全区共办理 **2** 类 **3** 项。

            | 序号 | 类别 | 工作任务 | 牵头单位 | 配合单位 | 完成时限 |
            | ---: | :--- | :--- | :--- | :--- | :---: |
            | 1 | 一、幼有善育 | 新增**托位**360个。 | 团区委 | 区教育局<br>各街道办事处 | 10月底 |
            | 2 |  | 开办托管班4个。 | 区妇联 | 区教育局 | 8月底 |
            | 3 | 二、老有颐养 | 新建食堂5家。 | 区民政局 | - | 年内 |
            """
        let table = try #require(taskTable(text))
        #expect(
            table.rows.map(\.summary) == [
                "1|1幼有善育|新增托位360个。|团区委|区教育局,各街道办事处||||2031-10-31",
                "2|1幼有善育|开办托管班4个。|区妇联|区教育局||||2031-08-31",
                "3|2老有颐养|新建食堂5家。|区民政局|||||2031-12-31",
            ])
        #expect(table.declaredCategories == 2)
        #expect(table.declaredTasks == 3)
    }

    @Test func tabs() throws {
        let text = """
            序号\t类别\t工作任务\t责任单位\t责任人\t完成时间
            1\t就业\t新增就业3100人。\t县人社局、县财政局\t鲍建国、戚 伟\t2031年12月
            2\t\t培训2600人次。\t县人社局\t鲍建国\t2031年11月
            备注：责任单位中，首位为牵头单位。
            """
        let table = try #require(taskTable(text))
        #expect(
            table.rows.map(\.summary) == [
                "1|就业|新增就业3100人。|县人社局||县人社局,县财政局||鲍建国,戚伟|2031-12-31",
                "2|就业|培训2600人次。|县人社局||县人社局||鲍建国|2031-11-30",
            ])
    }

    // MARK: Without separators

    @Test func runOn() throws {
        let text = """
            2031年民生实事责任分解表序号工作任务分管领导牵头单位配合单位完成时限1新建学校11所，竣工4所。陶志远市教育局市财政局、各镇人民政府8月底前2开展检查3.2万人。裴 松市卫生健康局市妇联12月10日
            — 2 —
            序号工作任务分管领导牵头单位配合单位完成时限3改造小区22个，每户补助2000元。顾维民市住房城乡建设局市财政局12月底前
            """
        let table = try #require(taskTable(text))
        #expect(
            table.rows.map(\.summary) == [
                "1|-|新建学校11所，竣工4所。|市教育局|市财政局,各镇人民政府||陶志远||2031-08-31",
                "2|-|开展检查3.2万人。|市卫生健康局|市妇联||裴松||2031-12-10",
                "3|-|改造小区22个，每户补助2000元。|市住房城乡建设局|市财政局||顾维民||2031-12-31",
            ])
    }

    // MARK: Running text

    @Test func proseWithBrackets() throws {
        let text = """
            关于印发《2031年重点任务分解方案》的通知
            　　现将2个方面3项重点任务分解如下。未单独注明完成时限的，均须于2031年12月20日前完成。
            　　一、经济
            　　1.生产总值增长6%。（牵头单位：县发改局；责任单位：县工信局、县统计局）
            　　2.新增企业12家。（牵头单位：县工信局；责任单位：各乡镇人民政府〈含农场，下同〉；完成时限：10月底前）
            　　二、民生
            　　3.新建停车位80个。（县住建局牵头，县公安局配合，6月底前完成）
            　　各牵头单位每季度报送进展。
            """
        let table = try #require(taskTable(text))
        #expect(
            table.rows.map(\.summary) == [
                "1|1经济|生产总值增长6%。（牵头单位：县发改局；责任单位：县工信局、县统计局）|县发改局||县工信局,县统计局|||2031-12-20",
                "2|1经济|新增企业12家。（牵头单位：县工信局；责任单位：各乡镇人民政府〈含农场，下同〉；完成时限：10月底前）|"
                    + "县工信局||各乡镇人民政府|||2031-10-31",
                "3|2民生|新建停车位80个。（县住建局牵头，县公安局配合，6月底前完成）|县住建局|县公安局||||2031-06-30",
            ])
        #expect(table.declaredCategories == 2)
        #expect(table.declaredTasks == 3)
    }

    @Test func proseByLeader() throws {
        let text = """
            江岭市2031年领导领办重点工作责任清单
            一、市长闻人骏领办重点工作
            1.新增厂房20万平方米。
            责任单位：江岭开发区管委会、市工信局（列第一位者为牵头单位，下同）
            完成时限：12月底
            二、副市长、市公安局局长柯　岚领办重点工作
            2.整治路段150处。
            责任单位：市公安局、交通运输局
            完成时限：年内完成
            3.破案率提高到五成以上。
            责任单位：市公安局
            完成时限：6月底
            """
        let table = try #require(taskTable(text))
        #expect(
            table.rows.map(\.summary) == [
                "1|-|新增厂房20万平方米。|江岭开发区管委会||江岭开发区管委会,市工信局|闻人骏||2031-12-31",
                "2|-|整治路段150处。|市公安局||市公安局,交通运输局|柯岚||2031-12-31",
                "3|-|破案率提高到五成以上。|市公安局||市公安局|柯岚||2031-06-30",
            ])
    }
}
