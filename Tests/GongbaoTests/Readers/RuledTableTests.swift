import Gongbao
import GongbaoReaders
import Testing

@Suite("Tables with rulings")
struct RuledTableTests {
    /// Four columns, a category over two rows.
    private func firstPage(outer: Bool, cut: [String]) -> PageFixture {
        var page = PageFixture(1)
        let xs: [Float] = [50, 130, 170, 350, 550]
        for (x, name) in zip(xs, ["类别", "序号", "事项", "单位"]) { page.cell([name], x, 50) }
        page.horizontal(70, 50, 550)
        page.cell(["一、出行"], 50, 70)
        page.cell(["1"], 130, 70)
        page.cell(["建停车位100个。"], 170, 70)
        page.cell(["市交通局", "东区政府"], 350, 70)
        page.horizontal(110, 130, 550)
        page.cell(["2"], 130, 110)
        page.cell(cut, 170, 110)
        page.cell(["市城管局"], 350, 110)
        for x in xs.dropFirst().dropLast() { page.vertical(x, 50, 140) }
        if outer {
            page.horizontal(50, 50, 550)
            page.horizontal(140, 50, 550)
            page.vertical(50, 50, 140)
            page.vertical(550, 50, 140)
        }
        return page
    }

    /// Two cells side by side, one 106 points wide.
    private func page(_ lines: [String], narrow: Float) -> PageFixture {
        var page = PageFixture(1)
        for y: Float in [50, 110] { page.horizontal(y, 50, 256) }
        for x: Float in [50, 156, 256] { page.vertical(x, 50, 110) }
        for (number, line) in lines.enumerated() {
            page.text(line, 53, 64 + Float(number) * 14, narrow: narrow)
        }
        page.text("市民政局", 159, 64)
        return page
    }

    @Test(
        "a figure that a full line parts is one, whether lines are filled by width or by count",
        arguments: [
            (["新设食堂合计镇街共1", "2处，全年开放。"], Float(0.5), "新设食堂合计镇街共12处，全年开放。"),
            (["新设38处食堂镇街合1", "2处，全年开放。"], 0.25, "新设38处食堂镇街合12处，全年开放。"),
            (["今年上半年服务群众520", "0人次。"], 0.25, "今年上半年服务群众5200人次。"),
            (["2033年", "120万元"], 0.5, "2033年/120万元"),
            (["食堂38", "12处"], 0.25, "食堂38/12处"),
        ])
    func brokenFigures(lines: [String], narrow: Float, text: String) {
        let grid = PageFixture.document([page(lines, narrow: narrow)]).grid()
        #expect(grid.first == "0,0: \(text)")
    }

    @Test("a mark that was set beyond the border stays with its line")
    func hangingMark() {
        var page = page(["新设食堂合计镇街共用，", "全年开放。"], narrow: 0.5)
        page.text("，", 159, 92)
        #expect(
            PageFixture.document([page]).grid() == [
                "0,0: 新设食堂合计镇街共用，全年开放。", "0,1: 市民政局/，",
            ])
    }

    @Test(
        "a category over several rows is one cell, with or without outer borders",
        arguments: [true, false])
    func spans(outer: Bool) {
        let page = firstPage(outer: outer, cut: ["修人行道5公里。"])
        #expect(
            PageFixture.document([page]).grid() == [
                "0,0: 类别", "0,1: 序号", "0,2: 事项", "0,3: 单位",
                "1,0 2×1: 一、出行", "1,1: 1", "1,2: 建停车位100个。", "1,3: 市交通局/东区政府",
                "2,1: 2", "2,2: 修人行道5公里。", "2,3: 市城管局",
            ])
    }

    /// The second page: the header again, then one row without and one with a number.
    private func secondPage(repeatsHeader: Bool, first: [[String]]) -> PageFixture {
        var page = PageFixture(2)
        let xs: [Float] = [50, 130, 170, 350, 550]
        var y: Float = 50
        if repeatsHeader {
            for (x, name) in zip(xs, ["类别", "序号", "事项", "单位"]) { page.cell([name], x, y) }
            page.horizontal(y, 50, 550)
            y += 20
        }
        for row in [first, [["二、就医"], ["4"], ["免费体检2万人次。"], ["市卫健局"]]] {
            page.horizontal(y, 50, 550)
            for (x, lines) in zip(xs, row) { page.cell(lines, x, y) }
            y += 40
        }
        page.horizontal(y, 50, 550)
        for x in xs { page.vertical(x, 50, y) }
        return page
    }

    @Test(
        "a row that the page end cuts is one row, its repeated header dropped",
        arguments: [true, false])
    func cutRow(repeatsHeader: Bool) {
        let first = firstPage(outer: true, cut: ["修人行道5公里，其中老城区人行道占一"])
        let second = secondPage(
            repeatsHeader: repeatsHeader, first: [[""], [""], ["半。"], ["西区政府"]])
        let document = PageFixture.document([first, second])
        #expect(document.tables.count == 1)
        #expect(
            document.grid().suffix(8) == [
                "1,3: 市交通局/东区政府", "2,1: 2", "2,2: 修人行道5公里，其中老城区人行道占一半。",
                "2,3: 市城管局/西区政府",
                "3,0: 二、就医", "3,1: 4", "3,2: 免费体检2万人次。", "3,3: 市卫健局",
            ])
        let cell = document.tables[0].cells.first { $0.row == 2 && $0.column == 2 }
        #expect(cell?.boxes.map(\.page) == [1, 2])
    }

    @Test("a row with its own number is a row of its own; the category goes on")
    func newRow() {
        let first = firstPage(outer: true, cut: ["修人行道5公里。"])
        let second = secondPage(
            repeatsHeader: true, first: [[""], ["3"], ["设站点6个。"], ["市交通局"]])
        let grid = PageFixture.document([first, second]).grid()
        #expect(grid.contains("1,0 3×1: 一、出行"))
        #expect(grid.contains("3,1: 3"))
        #expect(grid.contains("4,2: 免费体检2万人次。"))
    }

    @Test("a table whose headings are others is another table")
    func otherHeadings() {
        var pages: [PageFixture] = []
        for (number, name) in ["目标", "实绩"].enumerated() {
            var page = PageFixture(number + 1)
            for (row, words) in [["区县", name], ["东区", "\(number)"]].enumerated() {
                page.cell([words[0]], 50, 50 + Float(row) * 20)
                page.cell([words[1]], 150, 50 + Float(row) * 20)
            }
            for y: Float in [50, 70, 90] { page.horizontal(y, 50, 250) }
            for x: Float in [50, 150, 250] { page.vertical(x, 50, 90) }
            pages.append(page)
        }
        let document = PageFixture.document(pages)
        #expect(document.tables.count == 2)
        #expect(document.grid(1) == ["0,0: 区县", "0,1: 实绩", "1,0: 东区", "1,1: 1"])
    }

    @Test("a frame around text is no table")
    func frame() {
        var page = PageFixture(1)
        page.text("公告", 60, 70)
        page.text("以下为通知全文。", 60, 90)
        for y: Float in [50, 100] { page.horizontal(y, 50, 300) }
        for x: Float in [50, 300] { page.vertical(x, 50, 100) }
        let document = PageFixture.document([page])
        #expect(document.tables.isEmpty)
        #expect(document.string == "公告\n以下为通知全文。\n")
    }
}
