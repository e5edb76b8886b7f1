import Testing

@testable import Gongbao

/// Names that no list holds are read by their words (`columnwords.tsv`).
@Suite struct TaskTablesColumnNameTests {
    private func columns(_ header: String) -> [Column] {
        let source = SourceText(header)
        let text = TableText(source, LineReader.lines(of: source).map(\.range), lexicon: .standard)
        let reading = TableHeaderReader(text: text).read(0, text.flow.count)
        return reading.columns(before: text.flow.count)
    }

    @Test(arguments: [
        ("实事项目内容", Column.task), ("实施内容和目标", .task), ("年度建设任务及标准", .task),
        ("惠民工程内容", .task), ("承诺办理事项", .task), ("内容", .task),
        ("工程门类", .category), ("民生工作板块", .category),
        ("牵头推进部门", .lead), ("协同落实单位", .cooperating), ("具体承办科室", .responsible),
        ("市政府分管领导", .leader), ("包抓县级领导", .leader), ("挂联区委领导", .leader),
        ("部门具体责任人", .person), ("直接负责人", .person), ("直接联系人", .contact),
        ("计划交付时间", .deadline), ("整改完成期限", .deadline),
        // A bracket and a joined person belong to the name.
        ("牵头推进部门(第一个为主)", .lead), ("具体承办科室及责任人", .responsible),
        // Two columns are not joined to one, and no column is made of half a name.
        ("内容和时限", nil), ("开始时间", .note), ("奠基时间", nil), ("单位内容责任", nil),
    ])
    func name(_ header: String, _ column: Column?) {
        #expect(columns(header) == (column.map { [$0] } ?? []))
    }

    @Test func namesThatFollowEachOtherStayApart() {
        #expect(columns("工作任务市政府分管领导") == [.task, .leader])
        #expect(columns("序号实事内容责任单位完成时限") == [.number, .task, .responsible, .deadline])
        #expect(columns("项目实施内容") == [.task])
        #expect(columns("实事\n类别\n序号 实施内容和目标\n牵头\n市领导") == [.category, .number, .task, .leader])
    }
}
