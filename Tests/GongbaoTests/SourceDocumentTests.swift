import Testing

@testable import Gongbao

/// Lines and tables put together as readers of formats do.
private struct Maker {
    var scalars: [UInt32] = []
    var tables: [SourceTable] = []

    mutating func line(_ text: String) -> TextRange {
        let start = scalars.count
        scalars += text.unicodeScalars.map(\.value)
        defer { scalars.append(0x0A) }
        return TextRange(start, scalars.count)
    }

    /// Rows of cells; `^` is covered from above, `<` from the left, `/` parts a cell's lines.
    mutating func table(_ rows: [[String]], headerRows: Int = 0) {
        var cells: [SourceTable.Cell] = []
        for (row, texts) in rows.enumerated() {
            for (column, text) in texts.enumerated() {
                if text == "^" {
                    if let above = cells.lastIndex(where: { $0.column == column }) {
                        cells[above].rowSpan = row + 1 - cells[above].row
                    }
                } else if text == "<" {
                    cells[cells.count - 1].columnSpan += 1
                } else {
                    let fragments = text.split(separator: "/").map { line(String($0)) }
                    cells.append(.init(row: row, column: column, fragments: fragments))
                }
            }
        }
        tables.append(
            SourceTable(
                rows: rows.count, columns: rows[0].count, headerRows: headerRows, cells: cells))
    }

    func document(_ lines: SourceDocument.LineMeaning = .paragraphs) -> SourceDocument {
        var document = SourceDocument(
            text: SourceText(scalars: scalars, encoding: "UTF-8", byteCount: scalars.count),
            lines: lines)
        document.tables = tables
        return document
    }
}

@Suite("Documents of formats")
struct SourceDocumentTests {
    private func record(
        _ document: SourceDocument, year: Int? = 2031, tables: Bool = false
    ) -> DocumentRecord {
        Converter(options: .init(year: year, tables: tables))
            .convert(document, origin: .init(path: nil, sha256: "0"))
    }

    private let plan = [
        ["类别", "序号", "工作任务", "责任分工", "<", "分管领导", "完成时间"],
        ["^", "^", "^", "牵头单位", "配合单位", "^", "^"],
        ["一、住房", "1", "改造老旧小区12个，/惠及3000户。", "市住建局", "市财政局/市城管局", "李 明", "6月底"],
        ["^", "2", "新建公厕10座。", "市城管局", "", "^", "12月10/日"],
        ["二、养老", "3", "新增床位300张。", "市民政局", "", "王小兰", "年内"],
    ]

    @Test(
        "a merged cell speaks for the rows that it covers, and headings of two levels name columns")
    func merged() {
        var maker = Maker()
        _ = maker.line("2031年民生实事任务分解表")
        maker.table(plan)
        let record = record(maker.document())
        #expect(record.document.kind == .taskTable)
        #expect(record.tasks.map(\.number) == [1, 2, 3])
        #expect(record.tasks.map { $0.category?.title } == ["住房", "住房", "养老"])
        #expect(record.tasks.map(\.leadUnits) == [["市住建局"], ["市城管局"], ["市民政局"]])
        #expect(record.tasks.map(\.cooperatingUnits) == [["市财政局", "市城管局"], [], []])
        #expect(record.tasks.map(\.supervisingLeaders) == [["李明"], ["李明"], ["王小兰"]])
        #expect(
            record.tasks.map { $0.deadline?.date } == ["2031-06-30", "2031-12-10", "2031-12-31"])
        #expect(record.tasks[0].text == "改造老旧小区12个，惠及3000户。")
        #expect(record.tasks[0].statements.count == 2)
        // The covering cell's characters are the first row's alone.
        let leader = record.tasks[0].ranges.filter { record.tasks[1].ranges.contains($0) }
        #expect(leader.isEmpty)
    }

    @Test("a table without a header goes on where the last one ended; a repeated header is none")
    func goesOn() {
        var maker = Maker()
        maker.table([["序号", "工作任务", "牵头单位", "完成时间"], ["1", "甲10个。", "市教育局", "6月底"]])
        maker.table([["2", "乙20个。", "市民政局", "6月底"], ["序号", "工作任务", "牵头单位", "完成时间"]])
        maker.table([["序号", "工作任务", "牵头单位", "完成时间"], ["3", "丙30个。", "市水务局", "6月底"]])
        #expect(record(maker.document()).tasks.map(\.number) == [1, 2, 3])
    }

    @Test("tables of other things are no tasks")
    func otherTables() {
        var maker = Maker()
        maker.table([["姓名", "单位", "电话"], ["李明", "市教育局", "12345678"]])
        maker.table([["序号", "指标", "2030年"], ["1", "医院（家）", "25"]])
        #expect(record(maker.document()).tasks.isEmpty)
    }

    @Test("goals and results in cells become statements with the units of headers")
    func results() {
        var maker = Maker()
        maker.table([
            ["指标", "单位", "年度目标", "完成情况", "<"], ["^", "^", "^", "1—6月完成", "完成率（%）"],
            ["城镇新增就业", "万人", "5", "3.6", "72"], ["改造小区", "个", "40", "25", "62.5"],
        ])
        let record = record(maker.document())
        #expect(record.document.kind == .resultsTable)
        let values = record.statements.map {
            "\($0.role.rawValue) \($0.quantity.value)\($0.quantity.unit)"
        }
        #expect(
            values == [
                "target 50000人", "actual 36000人", "actual 72%", "target 40个", "actual 25个",
                "actual 62.5%",
            ])
    }

    @Test("figures of a table without goals are statements too")
    func data() {
        var maker = Maker()
        _ = maker.line("2031年上半年各区工作进展情况")
        maker.table([
            ["区县", "新增就业（人）", "投资（亿元）"], ["东屏区", "1200", "3.5"], ["西岭区", "860", "2"],
        ])
        let statements = record(maker.document()).statements
        #expect(
            statements.map { "\($0.quantity.value)\($0.quantity.unit)" } == [
                "1200人", "350000000元", "860人", "200000000元",
            ])
        #expect(statements.first?.scope == "东屏区")
        #expect(statements.first?.indicator == "新增就业")
    }

    @Test("lines that are paragraphs are never joined; wrapped ones are")
    func paragraphs() {
        var maker = Maker()
        _ = maker.line("全市新增床位")
        _ = maker.line("300张")
        let text = maker.document(.paragraphs)
        #expect(record(text).statements.first?.clause == "300张")
        #expect(record(maker.document(.wrapped)).statements.first?.clause == "全市新增床位300张")
    }

    @Test("furniture is no content")
    func furniture() {
        var maker = Maker()
        let page = maker.line("扫一扫 浏览1234次")
        _ = maker.line("全市新增床位300张。")
        var document = maker.document()
        document.furniture = [page]
        #expect(record(document).statements.map(\.quantity.text) == ["300张"])
    }

    @Test("what the format declares overrules what the lines say")
    func declared() {
        var maker = Maker()
        _ = maker.line("来源：市某某报社")
        _ = maker.line("全市新增床位300张。")
        var document = maker.document()
        document.declared.title = "2032年民生实事进展情况通报"
        document.declared.issuer = "云川市人民政府"
        document.declared.publishedDate = "2032-07-05 10:22"
        let info = record(document, year: nil).document
        #expect(info.title == "2032年民生实事进展情况通报")
        #expect(info.issuer == "云川市人民政府")
        #expect(info.publishedDate == "2032-07-05")
        #expect(info.year == 2032)
    }

    // MARK: Pages

    private func paged() -> SourceDocument {
        var maker = Maker()
        let line = maker.line("新增床位300张。")
        maker.table([["指标", "数量（个）"], ["学校", "12"]])
        var document = maker.document()
        document.layout = PageLayout(runs: [
            .init(
                range: line, box: PageBox(page: 2, left: 10, top: 20, right: 100, bottom: 32))
        ])
        document.tables[0].cells[0].boxes = [
            PageBox(page: 2, left: 1, top: 2.25, right: 3, bottom: 4)
        ]
        return document
    }

    private func json(_ record: DocumentRecord) -> String {
        var writer = JSONWriter(lined: false)
        record.write(to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test("mentions have their page and box, a part of a line its part of the box")
    func places() {
        let text = json(record(paged()))
        // Four of nine characters from the fifth on: 300张.
        #expect(text.contains(#""text":"300张","start":4,"end":8,"page":2,"box":[50,20,90,32]"#))
    }

    @Test("a saved record keeps its places")
    func savedPlaces() throws {
        let first = json(record(paged(), tables: true))
        let again = try DocumentRecord(json: Array(first.utf8))
        #expect(json(again) == first)
    }

    @Test("tables are grids with header, page and box")
    func grids() {
        let tables = record(paged(), tables: true).tables
        #expect(tables?.count == 1)
        #expect(tables?.first?.headerRows == 1)
        #expect(tables?.first?.pages == [2])
        let cell = tables?.first?.cells.first
        #expect(cell?.page == 2)
        #expect(cell?.box?.map(\.description) == ["1", "2.25", "3", "4"])
        #expect(cell?.header == true)
        #expect(record(paged()).tables == nil)
    }

    @Test("tables of bars and tabs are grids too")
    func textGrids() {
        let source = SourceText("| 序号 | 任务 |\n|---|---|\n| 1 | 甲 |\n\n尾")
        let document = SourceDocument(text: source, lines: .wrapped)
        let tables = record(document, tables: true).tables
        #expect(tables?.map(\.rows) == [2])
        #expect(tables?.first?.cells.map(\.text) == ["序号", "任务", "1", "甲"])
    }

    @Test("a table of any claimed size, with cells outside of it or over each other, is read")
    func hostile() {
        var maker = Maker()
        maker.table(plan)
        var document = maker.document()
        document.tables[0].rows = .max
        document.tables[0].columns = 1_000_000_000
        document.tables[0].cells[3].row = -1
        document.tables[0].cells[4].columnSpan = .max / 2
        document.tables[0].cells[5].rowSpan = .max / 2
        _ = record(document, tables: true)
        document.tables[0].columns = 0
        _ = record(document, tables: true)
    }
}
