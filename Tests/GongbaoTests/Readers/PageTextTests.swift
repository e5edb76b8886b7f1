import Gongbao
import GongbaoReaders
import Testing

@Suite("Lines of pages")
struct PageTextTests {
    @Test("full lines of a paragraph go on, a short one ends it")
    func paragraphs() {
        var page = PageFixture(1)
        page.text("　　上半年全市建成停车位一千个，改造人行", 50, 60)
        page.text("道二十公里，群众出行更加方便安全，获得感", 50, 80)
        page.text("提升。", 50, 100)
        page.text("　　下半年继续推进各项工作任务落实见效。", 50, 120)
        #expect(
            PageFixture.document([page]).string
                == "上半年全市建成停车位一千个，改造人行道二十公里，群众出行更加方便安全，获得感提升。\n下半年继续推进各项工作任务落实见效。\n")
    }

    @Test("each figure says where it stands on its page, however the record is written")
    func placesOfFigures() {
        var page = PageFixture(1)
        page.text("上半年全市建成停车位100个。", 50, 60)
        let document = PageFixture.document([page])
        let origin = Converter.Origin(path: nil, sha256: String(repeating: "0", count: 64))
        var pieces = JSONWriter(lined: false)
        Converter().write(document, origin: origin, to: &pieces)
        let whole = Converter().convert(document, origin: origin)
        #expect(pieces.bytes == whole.json(lined: false))
        let json = String(decoding: pieces.bytes, as: UTF8.self)
        // Ten characters of ten points stand before it.
        #expect(json.contains(#""page":1,"box":[150,51.2,175,61.4]"#))
    }

    @Test("page numbers and running heads are furniture; a paragraph goes on around them")
    func furniture() {
        var pages: [PageFixture] = []
        for (number, line) in ["全市各级各部门围绕便民任务倒排工期，挂图", "作战，截至六月底全部开工建设，其中四项提"].enumerated() {
            var page = PageFixture(number + 1)
            page.text("督查通报", 50, 20)
            for row in 0..<4 { page.text(line, 50, 80 + Float(row) * 20) }
            page.text("— \(number + 1) —", 280, 385)
            pages.append(page)
        }
        let document = PageFixture.document(pages)
        #expect(document.furniture.map(document.text.string) == ["督查通报", "— 1 —", "督查通报", "— 2 —"])
        #expect(document.string.contains("挂图作战"))
    }

    @Test("figures that align are a table")
    func aligned() {
        var page = PageFixture(1)
        page.text("各区情况：", 50, 50)
        let rows = [
            ["区", "目标", "完成"], ["东区", "100", "90"], ["西区", "80", "82"], ["北区", "75", "60"],
        ]
        for (number, row) in rows.enumerated() {
            for (column, word) in row.enumerated() {
                page.text(word, 50 + Float(column) * 100, 80 + Float(number) * 20)
            }
        }
        page.text("以上数据截至六月底。", 50, 190)
        let document = PageFixture.document([page])
        #expect(document.grid().count == 12)
        #expect(document.grid().suffix(3) == ["3,0: 北区", "3,1: 75", "3,2: 60"])
        #expect(document.string.hasPrefix("各区情况：\n区\n目标\n"))
    }

    @Test("words over two lines are parted by a blank, Chinese is not")
    func blanks() {
        var page = PageFixture(1)
        page.text("this line is as long as the page", 50, 60)
        page.text("allows it to be and goes on here", 50, 80)
        #expect(PageFixture.document([page]).string.contains("page allows"))
    }

    @Test("every character has a place on its page")
    func places() {
        var page = PageFixture(1)
        page.text("任务12", 50, 60)
        let runs = PageFixture.document([page]).layout?.runs ?? []
        #expect(runs.count == 1)
        #expect(runs.first?.edges == [60, 70, 75, 80])
        #expect(runs.first?.box.page == 1)
    }
}
