import Gongbao
import Testing

@testable import GongbaoReaders

@Suite("Readers: web pages")
struct ReaderPageTests {
    private func read(_ page: String) throws -> SourceDocument {
        try DocumentReader.read(Array(page.utf8), as: .html)
    }

    private func lines(_ page: String) throws -> [String] {
        let document = try read(page)
        return document.text.string(TextRange(0, document.text.scalars.count))
            .split(separator: "\n").map(String.init)
    }

    private func cells(_ table: SourceTable, _ text: SourceText) -> [String] {
        table.cells.map { cell in
            let words = cell.fragments.map(text.string).joined(separator: "/")
            return "\(cell.row),\(cell.column) \(cell.rowSpan)x\(cell.columnSpan) \(words)"
        }
    }

    @Test("references stand for their characters, with and without their mark")
    func references() throws {
        #expect(
            try lines("<p>A&nbsp;市&ldquo;一&rdquo;&#9633;&#x4E00;&amp;&copying&times3&unknown;</p>")
                == [
                    "A\u{A0}市“一”□一&©ing×3&unknown;"
                ])
    }

    @Test("a line break of the source is no blank between characters written without blanks")
    func breaks() throws {
        #expect(try lines("<p>社会保\n障局 Word\nArt<br>二</p>") == ["社会保障局 Word Art", "二"])
    }

    @Test("scripts, comments and what is hidden are no text")
    func unseen() throws {
        let page = """
            <script>var a = "</p><p>9人</p>";</script><style>p{}</style><!-- <p>8人</p> -->\
            <div style="display: none">7人</div><p hidden>6人</p><p>完成5人。</p><noscript>4</noscript>
            """
        #expect(try lines(page) == ["完成5人。"])
    }

    @Test("a table keeps its spans, whatever end tags it leaves out")
    func spans() throws {
        let page = """
            <table><tr><td rowspan=2>类<td colspan="2">目标<tr><td>一</td><td>二<br>三</table>
            """
        let document = try read(page)
        #expect(document.tables.count == 1)
        #expect(
            cells(document.tables[0], document.text) == [
                "0,0 2x1 类", "0,1 1x2 目标", "1,1 1x1 一", "1,2 1x1 二/三",
            ])
    }

    @Test("a span of 0 goes down to the table's end, and one beyond it stops there")
    func spansBeyond() throws {
        let page = "<table><tr><td rowspan=0>A<td rowspan=9>B<td>C<tr><td>D<tr><td>E</table>"
        let document = try read(page)
        #expect(
            cells(document.tables[0], document.text) == [
                "0,0 3x1 A", "0,1 3x1 B", "0,2 1x1 C", "1,2 1x1 D", "2,2 1x1 E",
            ])
    }

    @Test("rows of headings are the table's header")
    func headers() throws {
        let page = "<table><thead><tr><td>项<td>数</thead><tr><td>甲<td>1<tr><td>乙<td>2</table>"
        #expect(try read(page).tables[0].headerRows == 1)
        #expect(try read("<table><tr><th>项<th>数<tr><td>甲<td>1</table>").tables[0].headerRows == 1)
    }

    @Test("numbers of an ordered list are text, as they are shown")
    func orderedList() throws {
        #expect(
            try lines("<ol start=3><li>甲</li><li>乙</ol><ul><li>丙</ul>") == ["3. 甲", "4. 乙", "丙"])
    }

    @Test("GB18030 is read whether declared as gb2312 or not at all")
    func encodings() throws {
        // 全市完成改造 in GB18030.
        let words: [UInt8] = [
            0xC8, 0xAB, 0xCA, 0xD0, 0xCD, 0xEA, 0xB3, 0xC9, 0xB8, 0xC4, 0xD4, 0xEC,
        ]
        for head in ["<meta charset=gb2312>", ""] {
            let bytes = Array("<html>\(head)<p>".utf8) + words + Array("</p>".utf8)
            let document = try DocumentReader.read(bytes, as: .html)
            #expect(document.text.string(TextRange(0, 6)) == "全市完成改造")
            #expect(document.text.encoding == "GB18030")
        }
    }

    @Test("labels beside values and meta elements give the metadata")
    func metadata() throws {
        let page = """
            <title>通报_某市政府</title><meta name="PubDate" content="2031-03-05 10:22">
            <table><tr><td>索 引 号：</td><td>000/2031-1</td><td>发布机构：</td><td>云川市人民政府</td></tr>
            <tr><td>发文字号：</td><td>云府办〔2031〕3号</td><td>成文日期：</td><td>2031年3月1日</td></tr></table>
            <div class="TRS_Editor"><p>全市新增养老床位300张，完成年度任务。</p></div>
            """
        let document = try read(page)
        #expect(document.declared.title == "通报")
        #expect(document.declared.issuer == "云川市人民政府")
        #expect(document.declared.indexNumber == "000/2031-1")
        #expect(document.declared.documentNumber == "云府办〔2031〕3号")
        #expect(document.declared.writtenDate == "2031年3月1日")
        #expect(document.declared.publishedDate == "2031-03-05 10:22")
        #expect(document.tables.isEmpty)
        #expect(try lines(page) == ["全市新增养老床位300张，完成年度任务。"])
    }

    @Test("whatever is cut off or nested deeply is read in time that is linear")
    func hostile() throws {
        let deep = String(repeating: "<div>", count: 20_000) + "三百户"
        #expect(try lines(deep) == ["三百户"])
        let tables = String(repeating: "<table><tr><td>", count: 5_000) + "五处"
        #expect(try lines(tables) == ["五处"])
        let ends = String(repeating: "<b><div></span></i>", count: 20_000) + "六条"
        #expect(try lines(ends) == ["六条"])
        for cut in [
            "<", "<p", "<p class", "<p class='", "<!--", "<!", "</", "&", "&#", "&#x", "<a b=",
        ] {
            #expect(try lines("九项" + cut).first?.hasPrefix("九项") == true)
        }
    }
}
