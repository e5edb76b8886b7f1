import Gongbao
import Testing

@testable import GongbaoReaders

@Suite("Readers: Word, Excel, OFD")
struct ReaderOfficeTests {
    private func text(_ document: SourceDocument) -> [String] {
        document.text.string(TextRange(0, document.text.scalars.count))
            .split(separator: "\n").map(String.init)
    }

    private func cells(_ document: SourceDocument) -> [String] {
        document.tables.flatMap(\.cells).map { cell in
            let words = cell.fragments.map(document.text.string).joined(separator: "/")
            return "\(cell.row),\(cell.column) \(cell.rowSpan)x\(cell.columnSpan) \(words)"
        }
    }

    // MARK: Word

    private func word(_ body: String, numbering: String = "", styles: String = "") throws
        -> SourceDocument
    {
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        let zip = StoredZip([
            (
                "_rels/.rels",
                "<Relationships><Relationship Id='a' Type='\(kind)officeDocument' Target='/word/document.xml'/></Relationships>"
            ),
            (
                "word/_rels/document.xml.rels",
                "<Relationships><Relationship Id='n' Type='\(kind)numbering' Target='numbering.xml'/><Relationship Id='s' Type='\(kind)styles' Target='styles.xml'/></Relationships>"
            ),
            ("word/numbering.xml", "<w:numbering xmlns:w='w'>\(numbering)</w:numbering>"),
            ("word/styles.xml", "<w:styles xmlns:w='w'>\(styles)</w:styles>"),
            (
                "word/document.xml",
                "<w:document xmlns:w='w' xmlns:mc='m'><w:body>\(body)</w:body></w:document>"
            ),
        ]).data
        #expect(FileFormat.detect(zip) == .docx)
        return try DocumentReader.read(zip, as: .docx)
    }

    private func run(_ text: String) -> String { "<w:r><w:t>\(text)</w:t></w:r>" }

    @Test("what is deleted, hidden or an instruction is no text; what is inserted is")
    func revisions() throws {
        let body = """
            <w:p>\(run("完成"))<w:del><w:r><w:delText>9</w:delText></w:r></w:del>\
            <w:ins>\(run("12"))</w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>7</w:t></w:r>\
            <w:r><w:instrText>PAGE</w:instrText></w:r>\(run("处"))</w:p>
            """
        #expect(try text(word(body)) == ["完成12处"])
    }

    @Test("of two forms of one thing one is read, and a text box after its paragraph")
    func alternatives() throws {
        let box = "<w:txbxContent><w:p>\(run("框"))</w:p></w:txbxContent>"
        let body = """
            <w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing>\(box)</w:drawing></mc:Choice>\
            <mc:Fallback><w:pict>\(box)</w:pict></mc:Fallback></mc:AlternateContent></w:r>\
            \(run("文"))<w:r><w:br/><w:t>次行</w:t></w:r></w:p>
            """
        #expect(try text(word(body)) == ["文", "次行", "框"])
    }

    @Test("lists print their numbers: levels, restarts, styles, own starts")
    func numbering() throws {
        let numbering = """
            <w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:start w:val='1'/>\
            <w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl>\
            <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:isLgl/>\
            <w:lvlText w:val='%1.%2'/></w:lvl></w:abstractNum>\
            <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>\
            <w:num w:numId='2'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'>\
            <w:startOverride w:val='5'/></w:lvlOverride></w:num>
            """
        func item(_ number: Int, _ level: Int, _ text: String) -> String {
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='\(level)'/><w:numId w:val='\(number)'/></w:numPr></w:pPr>\(run(text))</w:p>"
        }
        let styled = "<w:p><w:pPr><w:pStyle w:val='B'/></w:pPr>\(run("己"))</w:p>"
        let styles = """
            <w:style w:type='paragraph' w:styleId='A'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
            <w:style w:type='paragraph' w:styleId='B'><w:basedOn w:val='A'/></w:style>
            """
        let body =
            item(1, 0, "甲") + item(1, 1, "乙") + item(1, 1, "丙") + item(1, 0, "丁")
            + item(1, 1, "戊") + styled + item(2, 0, "庚")
        let document = try word(body, numbering: numbering, styles: styles)
        #expect(text(document) == ["一、甲", "1.1 乙", "1.2 丙", "二、丁", "2.1 戊", "三、己", "五、庚"])
    }

    @Test("merged cells are one, whatever their cells below hold")
    func merged() throws {
        func cell(_ text: String, _ properties: String = "") -> String {
            "<w:tc><w:tcPr>\(properties)</w:tcPr><w:p>\(text.isEmpty ? "" : run(text))</w:p></w:tc>"
        }
        let start = "<w:vMerge w:val='restart'/>"
        let body = """
            <w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>\(cell("头", "<w:gridSpan w:val='3'/>"))</w:tr>\
            <w:tr>\(cell("类", start))\(cell("甲"))\(cell("领", start))</w:tr>\
            <w:tr>\(cell("", "<w:vMerge/>"))\(cell("乙"))\(cell("", "<w:vMerge/>"))</w:tr>\
            <w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>\(cell("丙", "<w:gridSpan w:val='2'/>"))</w:tr></w:tbl>
            """
        let document = try word(body)
        #expect(
            cells(document) == [
                "0,0 1x3 头", "1,0 2x1 类", "1,1 1x1 甲", "1,2 2x1 领", "2,1 1x1 乙", "3,1 1x2 丙",
            ])
        #expect(document.tables[0].headerRows == 1)
    }

    @Test("columns of a twentieth of a point, where edges were rounded, are none")
    func roundedEdges() throws {
        func cell(_ text: String, _ properties: String = "") -> String {
            "<w:tc><w:tcPr>\(properties)</w:tcPr><w:p>\(run(text))</w:p></w:tc>"
        }
        func grid(_ widths: [Int]) -> String {
            "<w:tblGrid>\(widths.map { "<w:gridCol w:w='\($0)'/>" }.joined())</w:tblGrid>"
        }
        let two = "<w:gridSpan w:val='2'/>"
        let rows = """
            <w:tr>\(cell("甲"))\(cell("乙"))\(cell("丙", two))</w:tr>\
            <w:tr>\(cell("丁"))\(cell("戊", two))\(cell("己"))</w:tr>
            """
        #expect(
            try cells(word("<w:tbl>\(grid([1_200, 1_200, 1, 1_200]))\(rows)</w:tbl>")) == [
                "0,0 1x1 甲", "0,1 1x1 乙", "0,2 1x1 丙", "1,0 1x1 丁", "1,1 1x1 戊", "1,2 1x1 己",
            ])
        // A narrow column that is one, and columns without widths, stay.
        for widths in [[1_200, 1_200, 120, 1_200], [0, 0, 0, 0], []] {
            #expect(
                try cells(word("<w:tbl>\(grid(widths))\(rows)</w:tbl>")) == [
                    "0,0 1x1 甲", "0,1 1x1 乙", "0,2 1x2 丙", "1,0 1x1 丁", "1,1 1x2 戊",
                    "1,3 1x1 己",
                ])
        }
    }

    @Test("a table in a cell is the cell's text; a frame of one cell is none")
    func nested() throws {
        let inner =
            "<w:tbl><w:tr><w:tc><w:p>\(run("内"))</w:p></w:tc><w:tc><w:p>\(run("二"))</w:p></w:tc></w:tr></w:tbl>"
        let outer =
            "<w:tbl><w:tr><w:tc><w:p>\(run("外"))</w:p>\(inner)</w:tc><w:tc><w:p>\(run("三"))</w:p></w:tc></w:tr></w:tbl>"
        #expect(try cells(word(outer)) == ["0,0 1x1 外/内/二", "0,1 1x1 三"])
        let frame = "<w:tbl><w:tr><w:tc><w:p/>\(inner)</w:tc></w:tr></w:tbl>"
        #expect(try cells(word(frame)) == ["0,0 1x1 内", "0,1 1x1 二"])
    }

    @Test("a part that breaks off is read as far as it goes, with a finding")
    func cut() throws {
        let zip = StoredZip([("word/document.xml", "<d><body><p><r><t>全市</t></r></p><p><r><t>十")])
            .data
        let document = try DocumentReader.read(zip, as: .docx)
        #expect(text(document) == ["全市", "十"])
        #expect(document.findings.map(\.code) == ["file-damaged"])
    }

    @Test("entities and depth are refused")
    func bombs() {
        let laughs = "<!DOCTYPE d [<!ENTITY a 'lol'>]><d>&a;</d>"
        #expect(throws: ReadFailure.damaged("XML declares entities")) {
            _ = try DocumentReader.read(StoredZip([("word/document.xml", laughs)]).data, as: .docx)
        }
        let deep = String(repeating: "<a>", count: 600)
        #expect(throws: ReadFailure.limit(.depth, 512)) {
            _ = try DocumentReader.read(StoredZip([("word/document.xml", deep)]).data, as: .docx)
        }
        var options = DocumentReader.Options()
        options.limits.entries = 1
        #expect(throws: ReadFailure.limit(.entries, 1)) {
            _ = try DocumentReader.read(
                StoredZip([("a.xml", "<a/>"), ("word/document.xml", "<a/>")]).data, as: .docx,
                options: options)
        }
    }

    // MARK: Excel

    private func sheet(
        _ rows: String, merged: [String] = [], strings: String = "", styles: String = ""
    )
        throws -> SourceDocument
    {
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        let zip = StoredZip([
            (
                "xl/workbook.xml",
                "<workbook xmlns:r='r'><sheets><sheet name='表' r:id='a'/><sheet name='隐' state='hidden' r:id='b'/></sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id='a' Type='\(kind)worksheet' Target='worksheets/a.xml'/><Relationship Id='b' Type='\(kind)worksheet' Target='worksheets/b.xml'/><Relationship Id='s' Type='\(kind)sharedStrings' Target='s.xml'/><Relationship Id='t' Type='\(kind)styles' Target='t.xml'/></Relationships>"
            ),
            ("xl/s.xml", "<sst>\(strings)</sst>"),
            ("xl/t.xml", "<styleSheet>\(styles)</styleSheet>"),
            (
                "xl/worksheets/a.xml",
                "<worksheet><sheetData>\(rows)</sheetData><mergeCells>\(merged.map { "<mergeCell ref='\($0)'/>" }.joined())</mergeCells></worksheet>"
            ),
            (
                "xl/worksheets/b.xml",
                "<worksheet><sheetData><row><c><v>9</v></c></row></sheetData></worksheet>"
            ),
        ]).data
        #expect(FileFormat.detect(zip) == .xlsx)
        return try DocumentReader.read(zip, as: .xlsx)
    }

    @Test("cells are as displayed, merged ones once, titles and notes no rows")
    func cellsAsDisplayed() throws {
        let document = try sheet(
            """
            <row r='1'><c r='A1' t='inlineStr'><is><t>标题</t></is></c></row>
            <row r='3'><c r='B3' t='s'><v>0</v></c><c r='C3' t='str'><v>率_x000A_行</v></c></row>
            <row r='4'><c r='B4' t='s'><v>1</v></c><c r='C4' s='1'><v>0.935</v></c></row>
            <row r='5'><c r='C5' s='2'><v>45838</v></c></row>
            <row r='6'><c r='B6' t='inlineStr'><is><t>注：略</t></is></c></row>
            """, merged: ["A1:C1", "B4:B5", "B6:C6"],
            strings: "<si><t>名</t></si><si><r><t>全</t></r><rPh><t>音</t></rPh><r><t>市</t></r></si>",
            styles:
                "<numFmts><numFmt numFmtId='180' formatCode='m\"月\"d\"日\"'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='10'/><xf numFmtId='180'/></cellXfs>"
        )
        #expect(
            cells(document) == [
                "0,0 1x1 名", "0,1 1x1 率/行", "1,0 2x1 全市", "1,1 1x1 93.50%", "2,1 1x1 6月30日",
            ])
        #expect(text(document).first == "标题")
        #expect(text(document).last == "注：略")
        #expect(document.tables[0].cells[0].reference == "表!B3")
    }

    @Test("a blank row parts tables unless a merged cell reaches over it")
    func blankRows() throws {
        func row(_ number: Int) -> String {
            "<row r='\(number)'><c r='A\(number)'><v>\(number)</v></c><c r='B\(number)'><v>0</v></c></row>"
        }
        let rows = row(1) + row(2) + row(4) + row(5)
        #expect(try sheet(rows).tables.map(\.rows) == [2, 2])
        #expect(try sheet(rows, merged: ["A2:A3"]).tables.map(\.rows) == [5])
    }

    @Test("cells that a workbook leaves out are empty ones, unless a table is sparse")
    func emptyCells() throws {
        func cell(_ name: String) -> String { "<c r='\(name)'><v>1</v></c>" }
        let rows = "<row r='1'>\(cell("A1"))\(cell("B1"))</row><row r='2'>\(cell("B2"))</row>"
        let table = try sheet(rows).tables[0]
        #expect(table.cells.map(\.reference) == ["表!A1", "表!B1", "表!A2", "表!B2"])
        #expect(table.cells.map(\.isEmpty) == [false, false, true, false])
        let far = "<row r='1'>\(cell("A1"))\(cell("XFD1"))</row><row r='2'>\(cell("B2"))</row>"
        #expect(try sheet(far).tables[0].cells.count == 3)
    }

    @Test("places of cells read both ways")
    func places() {
        for (name, row, column) in [
            ("A1", 0, 0), ("Z9", 8, 25), ("AA10", 9, 26), ("XFD1048576", 1_048_575, 16_383),
        ] {
            #expect(SheetCells.place(name)?.row == row)
            #expect(SheetCells.place(name)?.column == column)
            #expect(SheetCells.name(row, column) == name)
        }
        for name in ["", "A", "1", "A0", "1A", "A1048577", "ZZZZ1", "甲1"] {
            #expect(SheetCells.place(name) == nil)
        }
    }

    // MARK: OFD

    @Test("OFD: names with any prefix, paths from anywhere, templates, repeated advances")
    func ofd() throws {
        func text(_ y: Int, _ words: String, _ steps: String) -> String {
            "<x:TextObject Size='5' Boundary='20 \(y) 100 6'><x:TextCode X='0' Y='5' DeltaX='\(steps)'>\(words)</x:TextCode></x:TextObject>"
        }
        func page(_ layer: String, _ more: String = "") -> String {
            "<x:Page xmlns:x='y'>\(more)<x:Content><x:Layer>\(layer)</x:Layer></x:Content></x:Page>"
        }
        let zip = StoredZip([
            (
                "OFD.xml",
                "<OFD xmlns='z'><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>"
            ),
            (
                "Doc_0/Document.xml",
                "<o:Document xmlns:o='o'><o:CommonData><o:PageArea><o:PhysicalBox>0 0 210 297</o:PhysicalBox></o:PageArea><o:TemplatePage ID='5' BaseLoc='/Doc_0/T/Content.xml'/></o:CommonData><o:Pages><o:Page ID='1' BaseLoc='Pages/P/Content.xml'/></o:Pages></o:Document>"
            ),
            ("Doc_0/T/Content.xml", page(text(20, "眉批", "5"))),
            (
                "Doc_0/Pages/P/Content.xml",
                page(text(60, "全市新增床位", "g 5 5"), "<x:Template TemplateID='5'/>")
            ),
        ]).data
        #expect(FileFormat.detect(zip) == .ofd)
        let document = try DocumentReader.read(zip, as: .ofd)
        let whole = self.text(document).joined()
        #expect(whole.contains("全市新增床位"))
        #expect(whole.contains("眉批"))
        let run = document.layout?.runs.first { document.text.string($0.range) == "全市新增床位" }
        // 20 mm and six characters of 5 mm, in points.
        #expect(
            run.map { abs($0.box.left - 56.69) < 0.1 && abs($0.box.right - 141.73) < 0.1 } == true)
    }

    @Test("advances repeat as often as they say, within bounds")
    func advances() {
        #expect(OFDNumbers.advances("g 3 5.5 2") == [5.5, 5.5, 5.5, 2])
        #expect(OFDNumbers.advances("g -1 5 x") == [0])
        #expect(OFDNumbers.advances("g 999999999 1").count == 100_000)
    }
}
